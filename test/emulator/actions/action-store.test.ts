import { createActionStore } from '../../../emulator/actions/action-store'
import { createSteppedClock } from '../../../emulator/clock'
import { createMemoryStorage } from '../../../emulator/storage/storage'
import { tenantKit } from '../tenant-kit'
import { ACTIONS, actionBody } from './action-kit'

const content = { supported_triggers: [], code: '', runtime: 'node22', dependencies: [], secrets: [] }

describe('the actions of a tenant', () => {
  it('are found again by a tenant that goes on with the same storage, versions and numbers included', async () => {
    const storage = createMemoryStorage()
    const first = createActionStore(createSteppedClock(), storage)
    const { id } = first.insert({ name: 'users', content })
    first.addVersion(id, 0)
    const second = createActionStore(createSteppedClock(), storage)
    second.addVersion(id, 0)
    expect(second.get(id)).toMatchObject({ name: 'users', versions: [{ number: 1 }, { number: 2 }] })
  })

  it('take their caches and executions along', () => {
    const storage = createMemoryStorage()
    const store = createActionStore(createSteppedClock(), storage)
    const { id } = store.insert({ name: 'users', content })
    store.addVersion(id, 0)
    for (const name of ['action_caches', 'action_executions']) storage.collection(name).put(id, [])
    store.delete(id)
    const names = ['actions', 'action_versions', 'action_caches', 'action_executions']
    expect(names.map((name) => storage.collection(name).size)).toEqual([0, 0, 0, 0])
  })

  it('are gone after a reset', async () => {
    const { tenant, call } = tenantKit()
    await call('POST', ACTIONS, actionBody({ deploy: true }))
    tenant.reset()
    expect((await call('GET', ACTIONS)).body.total).toBe(0)
  })
})
