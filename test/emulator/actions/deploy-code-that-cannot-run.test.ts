import { createTenant, type SeedError } from '../../../emulator/index'
import { ACTIONS, actionBody, actionKit, actionStream, DELAY_MS, STREAMS } from './action-kit'
import { execute, handler } from './sandbox-kit'

const WRONG: [string, string, string][] = [
  ['a slip', 'let a = ;', "SyntaxError: Unexpected token ';' (action.js:1:9)"],
  ['an unclosed block', 'exports.f = async () => {\n', 'SyntaxError: Unexpected end of input (action.js:2)'],
  ['an ES module', 'const a = 1\nexport { a }', "SyntaxError: Unexpected token 'export' (action.js:2:1)"],
]

describe.each(WRONG)('an action whose code has %s', (_, code, fault) => {
  it('fails to build, and its deployment says why', async () => {
    const { create, at, call, pass } = actionKit()
    const { id } = await create({ code })
    pass(2 * DELAY_MS)
    expect((await at(id)).body).toMatchObject({ status: 'failed', all_changes_deployed: false })
    const { status, body } = await call('POST', `${ACTIONS}/${id}/deploy`)
    expect([status, body.message]).toEqual([
      400,
      `A draft must be in the 'built' state before it can be deployed. Its build fails: ${fault}.`,
    ])
  })

  it('is no destination, although its creation asked for a deployment', async () => {
    const { create, call, pass } = actionKit()
    const { id } = await create({ code, deploy: true })
    pass(2 * DELAY_MS)
    const { status, body } = await call('POST', STREAMS, actionStream(id))
    expect(status).toBe(400)
    expect(body.message).toContain(fault)
  })

  it('is refused by the control route that adds deployed actions, and in a seed', async () => {
    const { call } = actionKit()
    const { status, body } = await call('POST', '/__emulator/actions', { code })
    expect([status, body.message]).toEqual([400, `The build of the action fails: ${fault}.`])
    function load() {
      return createTenant({ seed: { actions: [actionBody({ code })] } })
    }
    expect(load).toThrow(expect.objectContaining<Partial<SeedError>>({ name: 'SeedError' }))
    expect(load).toThrow(`actions[0]: The build of the action fails: ${fault}.`)
  })

  it('is built all the same in that mode', async () => {
    const { create, pass, deploy, at } = actionKit({ modes: { invalidActionCode: 'build' } })
    const { id } = await create({ code })
    pass(DELAY_MS)
    await deploy(id)
    expect((await at(id)).body.all_changes_deployed).toBe(true)
  })
})

describe('an action whose code was mended', () => {
  it('can be deployed', async () => {
    const { create, change, deploy, at, pass } = actionKit()
    const { id } = await create({ code: 'let a = ;' })
    pass(2 * DELAY_MS)
    await change(id, { code: 'let a = 1' })
    await deploy(id)
    expect((await at(id)).body.all_changes_deployed).toBe(true)
  })
})

describe('an action that never ends', () => {
  it.each([
    ['waits for a promise that nothing resolves', 'await new Promise(() => {})'],
    ['forgets to call back', 'await new Promise((resolve) => { const never = resolve })'],
    ['waits for an event that nobody sends', "await require('events').once(new (require('events'))(), 'never')"],
  ])('runs out of time when it %s', async (_, body) => {
    const { error } = await execute(handler(body), { budgetMs: 300 })
    expect(error).toBe('The action did not finish within 0.3 s')
  })
})
