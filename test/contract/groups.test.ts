import { itOnEmulator, openTarget, send, type Target, uniqueName } from './target'

const GROUPS = '/api/v2/groups'

let target: Target
beforeAll(async () => {
  target = await openTarget()
})
afterAll(() => target.close())

/** Brings a group in as a directory would: no endpoint of Auth0 does. */
async function create(body = {}) {
  return (await send(`${target.url}/__emulator/groups`, 'POST', { name: uniqueName(), ...body })).body
}

describe('the groups of a tenant', () => {
  it('are listed in an object', async () => {
    const { status, body } = await target.call('GET', `${GROUPS}?take=1`)
    expect([status, Array.isArray(body.groups)]).toEqual([200, true])
  })

  it('do not hold what is not there', async () => {
    expect((await target.call('GET', `${GROUPS}/grp_0000000000000000`)).status).toBe(404)
  })

  itOnEmulator('are read, searched and deleted', 'groups come from directories', async () => {
    const group = await create({ external_id: 'ext-1' })
    const read = await target.call('GET', `${GROUPS}/${group.id}`)
    const found = await target.call('GET', `${GROUPS}?name=${group.name}`)
    const deleted = await target.call('DELETE', `${GROUPS}/${group.id}`)
    const gone = await target.call('GET', `${GROUPS}/${group.id}`)
    expect([read.body, found.body.groups, deleted.status, gone.status]).toEqual([group, [group], 204, 404])
  })

  itOnEmulator('get roles and lose them', 'groups come from directories', async () => {
    const roles = `${GROUPS}/${(await create()).id}/roles`
    const role = (await target.call('POST', '/api/v2/roles', { name: uniqueName() })).body
    await target.call('POST', roles, { roles: [role.id] })
    const assigned = await target.call('GET', roles)
    await target.call('DELETE', roles, { roles: [role.id] })
    const left = await target.call('GET', roles)
    expect([assigned.body, left.body]).toEqual([{ roles: [role] }, { roles: [] }])
  })
})
