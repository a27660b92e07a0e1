import { DATABASE, sourceKit, user } from './source-kit'

const OKTA = { name: 'okta-login', strategy: 'okta', options: { client_id: 'abc', client_secret: 'hush' } }

describe('the connections of a tenant', () => {
  it('are a database and the passwordless methods to begin with', async () => {
    const { api } = sourceKit()
    const { body } = await api('GET', '/connections')
    const names = body.map(({ name, strategy }: { name: string; strategy: string }) => [name, strategy])
    expect(names).toEqual([
      [DATABASE, 'auth0'],
      ['email', 'email'],
      ['sms', 'sms'],
    ])
  })

  it('keep their ids', async () => {
    const { api } = sourceKit()
    const [first] = (await api('GET', '/connections')).body
    expect((await api('GET', `/connections/${first.id}`)).body).toEqual(first)
  })

  it('come back after a reset, and only then', async () => {
    const { api, tenant } = sourceKit()
    async function all(): Promise<{ id: string }[]> {
      return (await api('GET', '/connections')).body
    }
    for (const { id } of await all()) await api('DELETE', `/connections/${id}`)
    expect(await all()).toEqual([])
    tenant.reset()
    expect(await all()).toHaveLength(3)
  })

  it('are narrowed by strategy and name', async () => {
    const { api } = sourceKit()
    async function count(query: string) {
      return (await api('GET', `/connections?${query}`)).body.length
    }
    expect([await count('strategy=sms&strategy=email'), await count('name=sms'), await count('strategy=okta')]).toEqual(
      [2, 1, 0],
    )
  })
})

describe('a connection', () => {
  it('is created with defaults and an event that keeps its secrets', async () => {
    const { create, events } = sourceKit()
    const { id, ...created } = await create('/connections', OKTA)
    const defaults = { is_domain_connection: false, enabled_clients: [], realms: ['okta-login'] }
    expect(created).toEqual({ ...OKTA, ...defaults })
    const [{ type, data }] = await events()
    expect([type, data.object]).toEqual(['connection.created', { id, ...created, options: { client_id: 'abc' } }])
  })

  it('tells of its change, and of what it was', async () => {
    const { api, create, latest } = sourceKit()
    const { id } = await create('/connections', OKTA)
    await api('PATCH', `/connections/${id}`, { display_name: 'Staff' })
    const { type, data } = await latest()
    expect([type, data.object.display_name, data.previous_object.display_name]).toEqual([
      'connection.updated',
      'Staff',
      undefined,
    ])
  })

  it('is deleted as recorded, with one event', async () => {
    const { api, create, events } = sourceKit()
    const { id } = await create('/connections', OKTA)
    const [first, second] = [await api('DELETE', `/connections/${id}`), await api('DELETE', `/connections/${id}`)]
    expect([first?.status, first?.body, second?.status]).toEqual([202, { deleted_at: expect.any(String) }, 204])
    expect((await events()).map(({ type }) => type)).toEqual(['connection.created', 'connection.deleted'])
    expect((await api('GET', `/connections/${id}`)).body).toMatchObject({ errorCode: 'inexistent_connection' })
  })

  it('makes no event when it is a database', async () => {
    const { create, events } = sourceKit()
    await create('/connections', { name: 'db', strategy: 'auth0' })
    expect(await events()).toEqual([])
  })

  it('takes its users along', async () => {
    const { api, create, createUser } = sourceKit()
    const { id } = await create('/connections', { name: 'db', strategy: 'auth0' })
    await createUser({ email: 'bob@example.com' })
    await createUser({ connection: 'db' })
    await api('DELETE', `/connections/${id}`)
    expect((await api('GET', '/users')).body).toHaveLength(1)
  })

  it('takes no users when it is an enterprise connection', async () => {
    const { api, create } = sourceKit()
    await create('/connections', OKTA)
    expect((await api('POST', '/users', user({ connection: 'okta-login' }))).status).toBe(400)
  })

  it.each([
    [{ name: 'two words', strategy: 'okta' }, 400],
    [{ name: 'x' }, 400],
    [{ name: DATABASE, strategy: 'auth0' }, 409],
  ])('is refused with %j', async (body, expected) => {
    const { api } = sourceKit()
    expect((await api('POST', '/connections', body)).status).toBe(expected)
  })
})
