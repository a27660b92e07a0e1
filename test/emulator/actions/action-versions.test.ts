import { ACTIONS, actionKit, DELAY_MS } from './action-kit'

/** A tenant with an action of which two versions were deployed. */
async function twoVersions() {
  const kit = actionKit()
  const { id } = await kit.createBuilt({ code: '// first' })
  const first = await kit.deploy(id)
  await kit.change(id, { code: '// second' })
  const second = await kit.deploy(id)
  return { ...kit, id, first, second }
}

describe('the versions of an action', () => {
  it('are numbered, the newest first in their list', async () => {
    const { at, id } = await twoVersions()
    const { body } = await at(`${id}/versions`)
    const seen = body.versions.map(({ number, deployed, code }: Record<string, unknown>) => [number, deployed, code])
    expect(seen).toEqual([
      [2, true, '// second'],
      [1, false, '// first'],
    ])
  })

  it('come in pages', async () => {
    const { at, id } = await twoVersions()
    const { body } = await at(`${id}/versions?per_page=1&page=1`)
    expect([body.versions[0].number, body.total, body.page, body.per_page]).toEqual([1, 2, 1, 1])
  })

  it('are answered one by one, with the action around them', async () => {
    const { at, id, first } = await twoVersions()
    const { body } = await at(`${id}/versions/${first.id}`)
    expect([body.number, body.action.id, body.action.all_changes_deployed]).toEqual([1, id, false])
  })

  it('are not yet deployed in the answer that makes them', async () => {
    const { createBuilt, call } = actionKit()
    const { id } = await createBuilt()
    const { body } = await call('POST', `${ACTIONS}/${id}/deploy`)
    expect([body.deployed, body.status, body.built_at, body.number]).toEqual([false, 'built', undefined, 1])
  })

  it('stay in service until the next one is built', async () => {
    const { createBuilt, deploy, change, call, at, pass } = actionKit()
    const { id } = await createBuilt({ code: '// first' })
    await deploy(id)
    await change(id, { code: '// second' })
    await call('POST', `${ACTIONS}/${id}/deploy`)
    pass(DELAY_MS - 1)
    const before = (await at(id)).body.deployed_version.code
    pass(1)
    expect([before, (await at(id)).body.deployed_version.code]).toEqual(['// first', '// second'])
  })

  it('are deployed again as a new one', async () => {
    const { call, at, pass, id, first } = await twoVersions()
    const { status, body } = await call('POST', `${ACTIONS}/${id}/versions/${first.id}/deploy`)
    pass(DELAY_MS)
    const { body: action } = await at(id)
    expect([status, body.number, body.id === first.id]).toEqual([200, 3, false])
    expect([action.deployed_version.code, action.code, action.all_changes_deployed]).toEqual([
      '// first',
      '// second',
      false,
    ])
  })

  it('become the draft when asked to', async () => {
    const { call, at, pass, id, first } = await twoVersions()
    await call('POST', `${ACTIONS}/${id}/versions/${first.id}/deploy`, { update_draft: true })
    pass(DELAY_MS)
    const { body } = await at(id)
    expect([body.code, body.status, body.all_changes_deployed]).toEqual(['// first', 'built', true])
  })

  it('are fifty at most; the oldest that is not in use goes', async () => {
    const { createBuilt, call, at } = actionKit()
    const { id } = await createBuilt()
    for (let n = 0; n < 52; n += 1) await call('POST', `${ACTIONS}/${id}/deploy`)
    const { body } = await at(`${id}/versions?per_page=100`)
    const numbers = body.versions.map(({ number }: { number: number }) => number)
    expect([numbers.length, numbers[0], numbers.at(-1)]).toEqual([50, 52, 3])
  })

  it('answer 404 when they do not exist', async () => {
    const { at, call, id } = await twoVersions()
    const one = await at(`${id}/versions/${id}`)
    const deployed = await call('POST', `${ACTIONS}/${id}/versions/${id}/deploy`)
    expect([one.status, deployed.status]).toEqual([404, 404])
  })

  it('are gone with their action', async () => {
    const { call, at, id } = await twoVersions()
    await call('DELETE', `${ACTIONS}/${id}`)
    expect((await at(`${id}/versions`)).status).toBe(404)
  })
})
