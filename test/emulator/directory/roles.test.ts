import { sourceKit } from './source-kit'

describe('a role', () => {
  it('is created with 200, as recorded', async () => {
    const { api } = sourceKit()
    const { status, text, body } = await api('POST', '/roles', { name: 'admin', description: 'May do all' })
    expect(body.id).toMatch(/^rol_[0-9A-Za-z]{16}$/)
    expect([status, text]).toEqual([200, JSON.stringify({ id: body.id, name: 'admin', description: 'May do all' })])
  })

  it('changes', async () => {
    const { api, create } = sourceKit()
    const { id } = await create('/roles', { name: 'admin' })
    await api('PATCH', `/roles/${id}`, { name: 'owner' })
    expect((await api('GET', `/roles/${id}`)).body).toEqual({ id, name: 'owner' })
  })

  it('is missing, as the second deletion finds', async () => {
    const { api, create } = sourceKit()
    const { id } = await create('/roles', { name: 'admin' })
    const [first, second] = [await api('DELETE', `/roles/${id}`), await api('DELETE', `/roles/${id}`)]
    expect([first?.status, first?.body, second?.status, second?.body.message]).toEqual([
      200,
      {},
      404,
      'The role does not exist.',
    ])
  })

  it('is found by a part of its name', async () => {
    const { api, create } = sourceKit()
    for (const name of ['admin', 'reader', 'Administrator']) await create('/roles', { name })
    const { body } = await api('GET', '/roles?name_filter=ADMIN&include_totals=true')
    expect([body.roles.map(({ name }: { name: string }) => name), body.total]).toEqual([['admin', 'Administrator'], 2])
  })

  it('makes an event when it is created, and none when it changes or goes', async () => {
    const { api, create, allEvents } = sourceKit()
    const role = await create('/roles', { name: 'admin' })
    await api('PATCH', `/roles/${role.id}`, { name: 'owner' })
    await api('DELETE', `/roles/${role.id}`)
    expect((await allEvents()).map(({ type, data }) => [type, data.object])).toEqual([['role.created', role]])
  })

  it.each([{}, { name: '' }, { name: 'a', wings: 2 }])('is refused with %j', async (body) => {
    const { api } = sourceKit()
    expect((await api('POST', '/roles', body)).status).toBe(400)
  })
})
