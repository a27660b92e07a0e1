import { sourceKit } from './source-kit'

const ACME = { name: 'acme', display_name: 'Acme', metadata: { tier: 'gold' } }

describe('an organization that is created', () => {
  it('is answered with its id last, and read with its id first', async () => {
    const { api, create } = sourceKit()
    const created = await create('/organizations', ACME)
    expect(created.id).toMatch(/^org_[0-9A-Za-z]{16}$/)
    expect(Object.keys(created)).toEqual(['name', 'display_name', 'metadata', 'id'])
    const { text } = await api('GET', `/organizations/${created.id}`)
    expect(text).toBe(JSON.stringify({ id: created.id, ...ACME }))
  })

  it('makes an event', async () => {
    const { create, events } = sourceKit()
    const { id } = await create('/organizations', ACME)
    const [event] = await events()
    expect([event.type, event.data]).toEqual(['organization.created', { object: { id, ...ACME } }])
  })

  it('brings its connections along', async () => {
    const { api, create, events } = sourceKit()
    const [{ id: connection_id }] = (await api('GET', '/connections?name=email')).body
    const created = await create('/organizations', { name: 'acme', enabled_connections: [{ connection_id }] })
    expect(created.enabled_connections).toEqual([{ connection_id, connection: { name: 'email', strategy: 'email' } }])
    expect((await events()).map(({ type }) => type)).toEqual(['organization.created', 'organization.connection.added'])
  })

  it('is found by its name', async () => {
    const { api, create } = sourceKit()
    const { id } = await create('/organizations', ACME)
    expect((await api('GET', '/organizations/name/acme')).body.id).toBe(id)
  })

  it.each([
    [{ name: 'Acme' }, 400, /does not match pattern/],
    [{ name: 'org_acme' }, 400, /does not match pattern/],
    [{ name: 'a'.repeat(51) }, 400, /too long/],
    [{ display_name: 'Acme' }, 400, /Missing required property: name/],
    [{ name: 'acme', metadata: { tier: 1 } }, 400, /Expected type string but found type integer/],
    [{ name: 'acme', enabled_connections: [{ connection_id: 'con_none' }] }, 404, /No connection found by that id/],
    [{ name: 'taken' }, 409, /already exists/],
  ])('is refused with %j', async (body, status, message) => {
    const { api, create, events } = sourceKit()
    await create('/organizations', { name: 'taken' })
    const answer = await api('POST', '/organizations', body)
    expect([answer.status, (await events()).length]).toEqual([status, 1])
    expect(answer.body.message).toMatch(message)
  })
})

describe('an organization that is changed', () => {
  it('makes an event with what it was', async () => {
    const { api, create, latest } = sourceKit()
    const { id } = await create('/organizations', ACME)
    const { body } = await api('PATCH', `/organizations/${id}`, { display_name: 'Acme Inc.', metadata: { a: 'b' } })
    expect(body).toEqual({ id, name: 'acme', display_name: 'Acme Inc.', metadata: { a: 'b' } })
    const { type, data } = await latest()
    expect([type, data]).toEqual(['organization.updated', { object: body, previous_object: { id, ...ACME } }])
  })

  it('cannot take the name of another', async () => {
    const { api, create } = sourceKit()
    await create('/organizations', { name: 'taken' })
    const { id } = await create('/organizations', ACME)
    const statuses = [
      await api('PATCH', `/organizations/${id}`, { name: 'taken' }),
      await api('PATCH', `/organizations/${id}`, { name: 'acme' }),
    ]
    expect(statuses.map(({ status }) => status)).toEqual([409, 200])
  })
})

describe('an organization that is deleted', () => {
  it('is missing, as the second deletion finds', async () => {
    const { api, create } = sourceKit()
    const { id } = await create('/organizations', ACME)
    const answers = [await api('DELETE', `/organizations/${id}`), await api('DELETE', `/organizations/${id}`)]
    expect(answers.map(({ status }) => status)).toEqual([204, 404])
    expect(answers[1]?.body).toEqual({
      statusCode: 404,
      error: 'Not Found',
      message: 'No organization found by that id or name',
    })
  })

  it('makes an event without its branding', async () => {
    const { api, create, latest } = sourceKit()
    const branding = { logo_url: 'https://example.com/logo.png' }
    const { id } = await create('/organizations', { ...ACME, branding })
    await api('DELETE', `/organizations/${id}`)
    const { type, data } = await latest()
    expect([type, data]).toEqual(['organization.deleted', { object: { id, ...ACME } }])
  })
})

describe('the list of organizations', () => {
  async function three() {
    const kit = sourceKit()
    for (const name of ['cat', 'ape', 'bee']) await kit.create('/organizations', { name })
    async function names(query: string) {
      const { body } = await kit.api('GET', `/organizations${query}`)
      const list: { name: string }[] = Array.isArray(body) ? body : body.organizations
      return { names: list.map(({ name }) => name), ...body }
    }
    return { ...kit, names }
  }

  it('goes by number', async () => {
    const { names } = await three()
    const page = await names('?page=1&per_page=2&include_totals=true')
    expect(page).toMatchObject({ names: ['bee'], start: 2, limit: 2, total: 3 })
  })

  it('is sorted when asked', async () => {
    const { names } = await three()
    expect((await names('?sort=name:1')).names).toEqual(['ape', 'bee', 'cat'])
    expect((await names('?sort=name:-1')).names).toEqual(['cat', 'bee', 'ape'])
  })

  it('goes by checkpoint, undisturbed by what comes and goes', async () => {
    const { names, create, api } = await three()
    const first = await names('?take=2')
    await api('DELETE', `/organizations/${first.organizations[1].id}`)
    await create('/organizations', { name: 'dog' })
    const second = await names(`?take=2&from=${first.next}`)
    expect([first.names, second.names, second.next]).toEqual([['cat', 'ape'], ['bee', 'dog'], undefined])
  })

  it('never gives the place of a deleted organization to a new one', async () => {
    const { names, create, api } = await three()
    const first = await names('?take=3')
    const [, , last] = first.organizations
    const { next } = await names('?take=2')
    await api('DELETE', `/organizations/${last.id}`)
    await create('/organizations', { name: 'dog' })
    expect((await names(`?take=2&from=${next}`)).names).toEqual(['dog'])
  })

  it('refuses a checkpoint it never gave', async () => {
    const { api } = await three()
    expect((await api('GET', '/organizations?from=nonsense')).status).toBe(400)
  })
})
