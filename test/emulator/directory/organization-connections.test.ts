import { sourceKit } from './source-kit'

/** An organization, and a connection that it does not use yet. */
async function acme() {
  const kit = sourceKit()
  const { id } = await kit.create('/organizations', { name: 'acme' })
  const [connection] = (await kit.api('GET', '/connections?strategy=auth0')).body
  const many = `/organizations/${id}/enabled_connections`
  const one = `${many}/${connection.id}`
  function enable(flags = {}) {
    return kit.api('POST', many, { connection_id: connection.id, ...flags })
  }
  async function news() {
    return (await kit.events()).slice(1).map(({ type, data }) => [type, data])
  }
  const organization = { name: 'acme', id }
  return { ...kit, connection, many, one, enable, news, organization }
}

describe('a connection of an organization', () => {
  it('is enabled as recorded, with an event', async () => {
    const { enable, news, connection, organization } = await acme()
    const { status, text } = await enable({ assign_membership_on_login: true })
    const information = { name: 'Username-Password-Authentication', strategy: 'auth0' }
    const shown = { connection_id: connection.id, assign_membership_on_login: true, connection: information }
    expect([status, text]).toEqual([201, JSON.stringify(shown)])
    const object = { organization, connection: { id: connection.id }, assign_membership_on_login: true }
    expect(await news()).toEqual([['organization.connection.added', { object }]])
  })

  it('is listed and read', async () => {
    const { api, enable, many, one } = await acme()
    const { body } = await enable()
    const list = (await api('GET', `${many}?include_totals=true`)).body
    expect(list).toEqual({ enabled_connections: [body], start: 0, limit: 50, total: 1 })
    expect((await api('GET', one)).body).toEqual(body)
  })

  it('changes with an event that tells what was', async () => {
    const { api, enable, one, news, connection, organization } = await acme()
    await enable({ show_as_button: true })
    const { body } = await api('PATCH', one, { assign_membership_on_login: true })
    expect(body).toMatchObject({ show_as_button: true, assign_membership_on_login: true })
    const before = { organization, connection: { id: connection.id }, show_as_button: true }
    const data = { object: { ...before, assign_membership_on_login: true }, previous_object: before }
    expect((await news()).at(-1)).toEqual(['organization.connection.updated', data])
  })

  it('is removed once, with one event', async () => {
    const { api, enable, one, news, connection, organization } = await acme()
    await enable()
    const statuses = [
      (await api('DELETE', one)).status,
      (await api('DELETE', one)).status,
      (await api('GET', one)).status,
    ]
    expect(statuses).toEqual([204, 204, 404])
    const object = { organization, connection: { id: connection.id } }
    expect((await news()).slice(1)).toEqual([['organization.connection.removed', { object }]])
  })

  it('goes with the connection', async () => {
    const { api, enable, many, connection } = await acme()
    await enable()
    await api('DELETE', `/connections/${connection.id}`)
    expect((await api('GET', many)).body).toEqual([])
  })

  it('is refused twice, and when it is not there', async () => {
    const { api, enable, many } = await acme()
    await enable()
    const missing = await api('POST', many, { connection_id: 'con_none' })
    expect([(await enable()).status, missing.status]).toEqual([409, 404])
    expect(missing.body.message).toBe('No connection found by that id')
  })

  it.each([{ assign_membership_on_login: 'yes' }, { wings: true }])('is refused with %j', async (flags) => {
    const { enable, news } = await acme()
    expect([(await enable(flags)).status, await news()]).toEqual([400, []])
  })
})
