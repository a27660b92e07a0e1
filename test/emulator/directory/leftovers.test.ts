import { createMemoryStorage } from '../../../emulator/storage/storage'
import { sourceKit, userPath } from './source-kit'

const RELATIONS = ['organization_members', 'enabled_connections', 'organization_groups', 'group_members', 'user_names']

/** A user in an organization and in a group, the group with a role there, the organization with a connection. */
async function entangled() {
  const storage = createMemoryStorage()
  const kit = sourceKit({ storage })
  const { api, create, control } = kit
  const ada = await kit.createUser()
  const role = await create('/roles', { name: 'admin' })
  const connection = await create('/connections', { name: 'okta-login', strategy: 'okta' })
  const organization = await create('/organizations', { name: 'acme' })
  const path = `/organizations/${organization.id}`
  await api('POST', `${path}/members`, { members: [ada.user_id] })
  await api('POST', `${path}/enabled_connections`, { connection_id: connection.id })
  const { body: group } = await control('POST', '/__emulator/groups', { name: 'staff', connection_id: connection.id })
  await control('POST', `/__emulator/groups/${group.id}/members/${encodeURIComponent(ada.user_id)}`)
  await api('POST', `${path}/groups/${group.id}/roles`, { roles: [role.id] })
  function left() {
    return RELATIONS.filter((name) => storage.collection(name).size > 0)
  }
  return { ...kit, left, paths: { user: userPath(ada), organization: path, group: `/groups/${group.id}` } }
}

describe('what belongs to something deleted', () => {
  it('is all there before', async () => {
    const { left } = await entangled()
    expect(left()).toEqual(RELATIONS)
  })

  it.each([
    ['user', ['enabled_connections', 'organization_groups']],
    ['organization', ['group_members', 'user_names']],
    ['group', ['organization_members', 'enabled_connections', 'user_names']],
  ] as const)('goes with the %s', async (kind, expected) => {
    const { api, left, paths } = await entangled()
    await api('DELETE', paths[kind])
    expect(left()).toEqual(expected)
  })
})
