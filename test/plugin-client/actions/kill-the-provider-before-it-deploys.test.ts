import { type Emulator, startEmulator } from '../../../emulator/index'
import { startCore } from '../../kit/terraform-core'
import { credentialsOf, refusalOf } from '../stage'
import { type ActionState, actionConfig } from './action-stage'

let emulator: Emulator
beforeAll(async () => {
  emulator = await startEmulator()
})
afterAll(() => emulator.close())

const config = actionConfig({ deploy: true })

describe('a provider that is killed while Auth0 builds the Action', () => {
  it('leaves an Action that the next run names, with the command that takes it over', async () => {
    emulator.tenant.buildFaults.next({ delayMs: 60_000 })
    const killed = await startCore({ env: credentialsOf(emulator) })
    await killed.configure()
    const resource = killed.resource<ActionState>('auth0_action')
    const applied = resource.apply(await resource.plan({ config })).catch((thrown: unknown) => thrown)
    while (!emulator.tenant.requests().some(({ method, status }) => method === 'POST' && status === 201))
      await new Promise((resolve) => setTimeout(resolve, 5))
    killed.plugin.kill('SIGKILL')
    expect(await applied).toBeInstanceOf(Error)

    const next = await startCore({ env: credentialsOf(emulator) })
    await next.configure()
    const action = next.resource<ActionState>('auth0_action')
    const { diagnostics } = await refusalOf(action.apply(await action.plan({ config })))
    const [, id = ''] = /terraform import 'ADDRESS' (\S+)/.exec(diagnostics[0]?.detail ?? '') ?? []
    expect((await action.import(id)).state).toMatchObject({ name: 'users', deploy: false })
    await next.close()
  })
})
