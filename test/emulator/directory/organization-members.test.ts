import { sourceKit, userPath } from './source-kit'

/** An organization, a user and a role that have nothing to do with one another yet. */
async function acme() {
  const kit = sourceKit()
  const { id } = await kit.create('/organizations', { name: 'acme' })
  const ada = await kit.createUser({ user_id: 'ada' })
  const role = await kit.create('/roles', { name: 'admin', description: 'May do all' })
  const members = `/organizations/${id}/members`
  const roles = `${members}/${encodeURIComponent(ada.user_id)}/roles`
  function join() {
    return kit.api('POST', members, { members: [ada.user_id] })
  }
  async function news() {
    return (await kit.events()).slice(2).map(({ type, data }) => [type, data.object])
  }
  return { ...kit, id, ada, role, members, roles, join, news }
}

function ORGANIZATION_OF(id: string) {
  return { name: 'acme', id }
}

describe('a member of an organization', () => {
  it('comes in once, with one event', async () => {
    const { join, news, id } = await acme()
    expect([(await join()).status, (await join()).status]).toEqual([204, 204])
    const object = { organization: ORGANIZATION_OF(id), user: { user_id: 'auth0|ada' } }
    expect(await news()).toEqual([['organization.member.added', object]])
  })

  it('is listed as recorded', async () => {
    const { api, join, members, ada } = await acme()
    await join()
    const { text } = await api('GET', `${members}?include_totals=true`)
    const { user_id, email, picture, name } = ada
    const shown = [{ user_id, email, picture, name }]
    expect(text).toBe(JSON.stringify({ members: shown, start: 0, limit: 50, total: 1 }))
  })

  it('shows its roles when they are asked for', async () => {
    const { api, join, members, roles, role } = await acme()
    await join()
    await api('POST', roles, { roles: [role.id] })
    const { body } = await api('GET', `${members}?fields=user_id,roles&take=1`)
    expect(body).toEqual({ members: [{ user_id: 'auth0|ada', roles: [{ id: role.id, name: 'admin' }] }] })
  })

  it('goes out once, with one event', async () => {
    const { api, join, news, members, id } = await acme()
    await join()
    await api('DELETE', members, { members: ['auth0|ada'] })
    await api('DELETE', members, { members: ['auth0|ada'] })
    const object = { organization: ORGANIZATION_OF(id), user: { user_id: 'auth0|ada' } }
    expect((await news()).slice(1)).toEqual([['organization.member.deleted', object]])
  })

  it('goes with the user', async () => {
    const { api, join, members, ada } = await acme()
    await join()
    await api('DELETE', userPath(ada))
    expect((await api('GET', members)).body).toEqual([])
  })

  it.each([
    [{ members: [] }, /Array is too short/],
    [{ members: ['auth0|ada', 'auth0|ada'] }, /Array items are not unique/],
    [{ members: Array.from({ length: 11 }, (_, count) => `auth0|${count}`) }, /Array is too long/],
    [{ members: ['auth0|ada', 'auth0|nobody'] }, /auth0\|nobody does not exist/],
    [null, /Expected type object but found type null/],
  ])('cannot come in with %j', async (body, message) => {
    const { api, members, news } = await acme()
    const answer = await api('POST', members, body)
    expect([answer.status, await news()]).toEqual([400, []])
    expect(answer.body.message).toMatch(message)
  })

  it('cannot come into an organization that is not there', async () => {
    const { api } = await acme()
    const { status } = await api('POST', '/organizations/org_none/members', { members: ['auth0|ada'] })
    expect(status).toBe(404)
  })
})

describe("a member's roles", () => {
  it('are assigned once, with one event each', async () => {
    const { api, join, roles, role, news, id } = await acme()
    await join()
    const answers = [await api('POST', roles, { roles: [role.id] }), await api('POST', roles, { roles: [role.id] })]
    expect(answers.map(({ status }) => status)).toEqual([204, 204])
    const object = { organization: { id }, user: { user_id: 'auth0|ada' }, role: { id: role.id, name: 'admin' } }
    expect((await news()).slice(1)).toEqual([['organization.member.role.assigned', object]])
  })

  it('are listed by page', async () => {
    const { api, join, roles, role } = await acme()
    await join()
    await api('POST', roles, { roles: [role.id] })
    const { body } = await api('GET', `${roles}?include_totals=true&per_page=10`)
    expect(body).toEqual({ roles: [role], start: 0, limit: 10, total: 1 })
  })

  it('are taken away once, with one event each', async () => {
    const { api, join, roles, role, news, id } = await acme()
    await join()
    await api('POST', roles, { roles: [role.id] })
    await api('DELETE', roles, { roles: [role.id] })
    await api('DELETE', roles, { roles: [role.id] })
    const object = { organization: { id }, user: { user_id: 'auth0|ada' }, role: { id: role.id, name: 'admin' } }
    expect((await news()).slice(2)).toEqual([['organization.member.role.deleted', object]])
    expect((await api('GET', roles)).body).toEqual([])
  })

  it('are gone when the role is', async () => {
    const { api, join, roles, role } = await acme()
    await join()
    await api('POST', roles, { roles: [role.id] })
    await api('DELETE', `/roles/${role.id}`)
    expect((await api('GET', roles)).body).toEqual([])
  })

  it('are for members only', async () => {
    const { api, roles, role } = await acme()
    expect((await api('POST', roles, { roles: [role.id] })).status).toBe(404)
  })

  it('have to exist', async () => {
    const { api, join, roles } = await acme()
    await join()
    const { status, body } = await api('POST', roles, { roles: ['rol_none'] })
    expect([status, body.message]).toEqual([404, 'The role does not exist.'])
  })
})
