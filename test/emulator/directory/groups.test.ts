import { createSteppedClock } from '../../../emulator/clock'
import { sourceKit, userPath } from './source-kit'

const NOW = '2026-03-01T10:00:00.000Z'

/** A group of the tenant, a user outside of it, and a role that it does not have. */
async function staff() {
  const kit = sourceKit({ clock: createSteppedClock(Date.parse(NOW)) })
  function control(method: string, path: string, body?: object) {
    return kit.control(method, `/__emulator/groups${path}`, body as never)
  }
  const group = (await control('POST', '', { name: 'staff', external_id: 'ext-1' })).body
  const ada = await kit.createUser({ user_id: 'ada' })
  const role = await kit.create('/roles', { name: 'admin' })
  async function news() {
    return (await kit.events()).slice(2).map(({ type, data }) => [type, data])
  }
  return { ...kit, control, group, ada, role, news, one: `/groups/${group.id}` }
}

function REFERENCE(id: string) {
  return { id, type: 'tenant', external_id: 'ext-1' }
}

describe('a group', () => {
  it('comes in through a control route, with an event', async () => {
    const { api, one, group, events } = await staff()
    const times = { created_at: NOW, updated_at: NOW }
    expect(group).toEqual({ id: group.id, name: 'staff', external_id: 'ext-1', tenant_name: 'local', ...times })
    expect((await api('GET', one)).body).toEqual(group)
    const [{ type, data }] = await events()
    expect([type, data.object]).toEqual(['group.created', { ...REFERENCE(group.id), name: 'staff', created_at: NOW }])
  })

  it.each(['connection', 'organization'] as const)('can belong to a %s', async (owner) => {
    const { api, create, control, latest } = await staff()
    const body = owner === 'connection' ? { name: 'okta-login', strategy: 'okta' } : { name: 'acme' }
    const { id } = await create(`/${owner}s`, body)
    await control('POST', '', { name: 'sales', [`${owner}_id`]: id })
    expect((await latest()).data.object).toMatchObject({ type: owner, [`${owner}_id`]: id })
    expect((await api('GET', '/groups?name=sales')).body.groups).toMatchObject([{ [`${owner}_id`]: id }])
  })

  it.each([
    [{}, 400],
    [{ name: 'x', wings: 2 }, 400],
    [{ name: 'x', type: 'team' }, 400],
    [{ name: 'x', connection_id: 'con_none' }, 404],
    [{ name: 'x', type: 'organization' }, 404],
  ])('does not come in with %j', async (body, expected) => {
    const { control, news } = await staff()
    expect([(await control('POST', '', body)).status, await news()]).toEqual([expected, []])
  })

  it('changes through a control route, with an event that tells what was', async () => {
    const { control, group, news } = await staff()
    const { body } = await control('PATCH', `/${group.id}`, { name: 'crew' })
    const before = { ...REFERENCE(group.id), name: 'staff', created_at: NOW, updated_at: NOW }
    const object = { ...before, name: 'crew', updated_at: body.updated_at }
    expect(await news()).toEqual([['group.updated', { object, previous_object: before }]])
    expect(body.updated_at > NOW).toBe(true)
  })

  it('is deleted through the API, with one event', async () => {
    const { api, one, news } = await staff()
    expect([(await api('DELETE', one)).status, (await api('DELETE', one)).status]).toEqual([204, 404])
    expect((await news()).map(([type]) => type)).toEqual(['group.deleted'])
  })
})

describe('the list of groups', () => {
  it.each([
    ['name=staff', ['staff']],
    ['external_id=ext-2', ['sales']],
    ['search=STA', ['staff']],
    ['connection_id=con_none', []],
    ['include_totals=true&take=1', ['staff']],
  ])('is narrowed by %s', async (query, expected) => {
    const { api, control } = await staff()
    await control('POST', '', { name: 'sales', external_id: 'ext-2' })
    const { body } = await api('GET', `/groups?${query}`)
    expect(body.groups.map(({ name }: { name: string }) => name)).toEqual(expected)
  })

  it('goes by checkpoint', async () => {
    const { api, control } = await staff()
    await control('POST', '', { name: 'sales' })
    const { body } = await api('GET', '/groups?take=1')
    const rest = await api('GET', `/groups?take=1&from=${body.next}`)
    expect([rest.body.groups[0].name, rest.body.next]).toEqual(['sales', undefined])
  })
})

describe('a member of a group', () => {
  it('comes in once and goes out once, with an event each', async () => {
    const { control, group, ada, news } = await staff()
    const path = `/${group.id}/members/${encodeURIComponent(ada.user_id)}`
    for (const method of ['POST', 'POST', 'DELETE', 'DELETE']) await control(method, path)
    const data = { object: { group: REFERENCE(group.id), member: { member_type: 'user', id: 'auth0|ada' } } }
    expect(await news()).toEqual([
      ['group.member.added', data],
      ['group.member.deleted', data],
    ])
  })

  it('is listed, until the user is deleted', async () => {
    const { api, control, group, ada, one } = await staff()
    await control('POST', `/${group.id}/members/${encodeURIComponent(ada.user_id)}`)
    const before = (await api('GET', `${one}/members`)).body
    await api('DELETE', userPath(ada))
    const after = (await api('GET', `${one}/members`)).body
    expect(before).toEqual({ members: [{ id: 'auth0|ada', member_type: 'user', created_at: NOW }] })
    expect(after).toEqual({ members: [] })
  })

  it('has to exist', async () => {
    const { control, group } = await staff()
    expect((await control('POST', `/${group.id}/members/nobody`)).status).toBe(404)
  })
})

describe("a group's roles", () => {
  it('are assigned once and taken away once, with an event each', async () => {
    const { api, one, role, group, news } = await staff()
    function change(method: string) {
      return api(method, `${one}/roles`, { roles: [role.id] })
    }
    for (const method of ['POST', 'POST', 'DELETE', 'DELETE']) await change(method)
    const assigned = { group: REFERENCE(group.id), role: { id: role.id, name: 'admin' }, created_at: NOW }
    const deleted = { group: REFERENCE(group.id), role: { id: role.id }, deleted_at: NOW }
    expect(await news()).toEqual([
      ['group.role.assigned', { object: assigned }],
      ['group.role.deleted', { object: deleted, previous_object: assigned }],
    ])
  })

  it('are listed', async () => {
    const { api, one, role } = await staff()
    await api('POST', `${one}/roles`, { roles: [role.id] })
    expect((await api('GET', `${one}/roles`)).body).toEqual({ roles: [role] })
  })
})

describe("a group's roles in an organization", () => {
  async function acme() {
    const kit = await staff()
    const { id } = await kit.create('/organizations', { name: 'acme' })
    const sales = (await kit.control('POST', '', { name: 'sales', organization_id: id })).body
    return { ...kit, id, sales, roles: `/organizations/${id}/groups/${sales.id}/roles` }
  }

  it('are assigned and taken away with an event each', async () => {
    const { api, roles, role, id, sales, news } = await acme()
    for (const method of ['POST', 'DELETE']) await api(method, roles, { roles: [role.id] })
    const group = { id: sales.id, type: 'organization', organization_id: id }
    const assigned = { organization: { id }, group, role: { id: role.id, name: 'admin' }, created_at: NOW }
    const deleted = { organization: { id }, group, role: { id: role.id }, deleted_at: NOW }
    expect((await news()).slice(2)).toEqual([
      ['organization.group.role.assigned', { object: assigned }],
      ['organization.group.role.deleted', { object: deleted, previous_object: assigned }],
    ])
  })

  it('are its own: the tenant knows nothing of them', async () => {
    const { api, roles, role, sales } = await acme()
    await api('POST', roles, { roles: [role.id] })
    expect((await api('GET', roles)).body).toEqual({ roles: [role] })
    expect((await api('GET', `/groups/${sales.id}/roles`)).body).toEqual({ roles: [] })
  })

  it('are for the groups of the organization and of its connections', async () => {
    const { api, id, create, control } = await acme()
    const connection = await create('/connections', { name: 'okta-login', strategy: 'okta' })
    await control('POST', '', { name: 'synced', connection_id: connection.id })
    await api('POST', `/organizations/${id}/enabled_connections`, { connection_id: connection.id })
    const { body } = await api('GET', `/organizations/${id}/groups`)
    expect(body.groups.map(({ name }: { name: string }) => name)).toEqual(['sales', 'synced'])
  })

  it('are refused to a group from elsewhere', async () => {
    const { api, id, group, role } = await acme()
    const { status } = await api('POST', `/organizations/${id}/groups/${group.id}/roles`, { roles: [role.id] })
    expect(status).toBe(404)
  })
})
