import { createSteppedClock } from '../../../emulator/clock'
import { DATABASE, sourceKit, user, userPath } from './source-kit'

const NOW = Date.parse('2026-03-01T10:00:00.000Z')

describe('a user that is created', () => {
  it('is answered as Auth0 answers it, without the password', async () => {
    const { createUser } = sourceKit({ clock: createSteppedClock(NOW) })
    const { user_id, identities, picture, ...rest } = await createUser({ app_metadata: { plan: 'gold' } })
    expect(user_id).toMatch(/^auth0\|[0-9a-f]{24}$/)
    expect(identities).toEqual([
      { connection: DATABASE, user_id: user_id.slice('auth0|'.length), provider: 'auth0', isSocial: false },
    ])
    expect(picture).toMatch(/^https:\/\/s\.gravatar\.com\/avatar\/[0-9a-f]{32}\?/)
    expect(rest).toEqual({
      created_at: '2026-03-01T10:00:00.000Z',
      email: 'ada@example.com',
      email_verified: false,
      name: 'ada@example.com',
      nickname: 'ada',
      updated_at: '2026-03-01T10:00:00.000Z',
      app_metadata: { plan: 'gold' },
    })
  })

  it('makes an event with the user as it is answered', async () => {
    const { createUser, events } = sourceKit()
    const created = await createUser({ user_metadata: { color: 'blue' } })
    const [event, ...others] = await events()
    expect([event.type, event.data, others]).toEqual(['user.created', { object: created }, []])
  })

  it('takes the id that is asked for', async () => {
    const { createUser } = sourceKit()
    expect((await createUser({ user_id: 'ada' })).user_id).toBe('auth0|ada')
  })

  it.each([
    ['email', { connection: 'email', email: 'ada@example.com' }, /^email\|/],
    ['sms', { connection: 'sms', phone_number: '+15550100' }, /^sms\|/],
  ])('belongs to the passwordless connection %s', async (_name, body, id) => {
    const { create } = sourceKit()
    expect((await create('/users', body)).user_id).toMatch(id)
  })

  it.each([
    ['an email', {}, { email: 'ADA@example.com' }],
    ['a username', { username: 'ada' }, { email: 'other@example.com', username: 'Ada' }],
    ['an id', { user_id: 'ada' }, { email: 'other@example.com', user_id: 'ada' }],
  ])('is refused %s that another user of the connection has', async (_name, first, second) => {
    const { api, createUser } = sourceKit()
    await createUser(first)
    const { body } = await api('POST', '/users', user(second))
    expect(body).toEqual({
      statusCode: 409,
      error: 'Conflict',
      message: 'The user already exists.',
      errorCode: 'auth0_idp_error',
    })
  })

  it('may have the email of a user of another connection', async () => {
    const { create, createUser, api } = sourceKit()
    await createUser()
    await create('/connections', { name: 'other-db', strategy: 'auth0' })
    expect((await api('POST', '/users', user({ connection: 'other-db' }))).status).toBe(201)
  })

  it.each([
    [{ connection: undefined }, /Missing required property: connection/],
    [{ password: undefined }, /Missing required property: password/],
    [{ email: undefined }, /Missing required property: email/],
    [{ email: 'ada' }, /Object didn't pass validation for format email: ada' on property email \(The user's email\.\)/],
    [{ phone_number: '0100' }, /String does not match pattern/],
    [{ wings: 2 }, /Additional properties not allowed: wings/],
    [{ connection: 'nowhere' }, /The connection does not exist/],
  ])('is refused with %j', async (change, message) => {
    const { api, events } = sourceKit()
    const { status, body } = await api('POST', '/users', user(change))
    expect([status, await events()]).toEqual([400, []])
    expect(body.message).toMatch(message)
  })
})

describe('a user that is changed', () => {
  it('moves its time and makes an event with what it was', async () => {
    const { api, createUser, latest } = sourceKit()
    const created = await createUser()
    const { body } = await api('PATCH', userPath(created), { nickname: 'Countess', blocked: true })
    expect(body).toEqual({ ...created, nickname: 'Countess', blocked: true, updated_at: expect.any(String) })
    expect(Date.parse(body.updated_at)).toBeGreaterThan(Date.parse(created.updated_at))
    expect((await latest()).type).toBe('user.updated')
    expect((await latest()).data).toEqual({ object: body, previous_object: created })
  })

  it('merges metadata at the top level, and drops what is null', async () => {
    const { api, createUser } = sourceKit()
    const created = await createUser({ user_metadata: { a: { x: 1 }, b: 2, c: 3 } })
    const { body } = await api('PATCH', userPath(created), { user_metadata: { a: { y: 2 }, c: null } })
    expect(body.user_metadata).toEqual({ a: { y: 2 }, b: 2 })
  })

  it('loses all metadata to an empty object', async () => {
    const { api, createUser } = sourceKit()
    const created = await createUser({ app_metadata: { plan: 'gold' } })
    const { body } = await api('PATCH', userPath(created), { app_metadata: {} })
    expect(body.app_metadata).toEqual({})
  })

  it('loses a field that is set to null', async () => {
    const { api, createUser } = sourceKit()
    const created = await createUser({ given_name: 'Ada' })
    const { body } = await api('PATCH', userPath(created), { given_name: null })
    expect(Object.keys(body)).not.toContain('given_name')
  })

  it('has its new email unverified', async () => {
    const { api, createUser } = sourceKit()
    const created = await createUser({ email_verified: true })
    const { body } = await api('PATCH', userPath(created), { email: 'Ada@Example.org' })
    expect([body.email, body.email_verified]).toEqual(['ada@example.org', false])
  })

  it('frees its old email for others', async () => {
    const { api, createUser } = sourceKit()
    await api('PATCH', userPath(await createUser()), { email: 'new@example.com' })
    expect((await api('POST', '/users', user())).status).toBe(201)
  })

  it('is not changed by what says how to change it', async () => {
    const { api, createUser } = sourceKit()
    const created = await createUser()
    const { body } = await api('PATCH', userPath(created), { verify_email: true, client_id: 'app' })
    expect(body).toEqual({ ...created, updated_at: body.updated_at })
  })

  it('keeps its password to itself', async () => {
    const { api, createUser, latest } = sourceKit()
    const { body } = await api('PATCH', userPath(await createUser()), { password: 'battery staple' })
    expect(body.last_password_reset).toBe(body.updated_at)
    expect(JSON.stringify([body, await latest()])).not.toContain('staple')
  })

  it.each([
    [{ email: 'bob@example.com' }, 409],
    [{ name: '' }, 400],
    [{ blocked: null }, 400],
    [{ connection: 'nowhere' }, 400],
    [{ connection: 'email' }, 400],
  ])('stays as it was when %j is refused', async (change, expected) => {
    const { api, createUser, events } = sourceKit()
    await createUser({ email: 'bob@example.com' })
    const ada = await createUser()
    const { status } = await api('PATCH', userPath(ada), change)
    expect([status, (await api('GET', userPath(ada))).body, (await events()).length]).toEqual([expected, ada, 2])
  })
})

describe('a user that is deleted', () => {
  it('is gone, as the second deletion finds', async () => {
    const { api, createUser } = sourceKit()
    const created = await createUser()
    const statuses = [await api('DELETE', userPath(created)), await api('DELETE', userPath(created))]
    expect(statuses.map(({ status }) => status)).toEqual([204, 204])
    expect((await api('GET', userPath(created))).body).toEqual({
      statusCode: 404,
      error: 'Not Found',
      message: 'The user does not exist.',
      errorCode: 'inexistent_user',
    })
  })

  it('makes one event, with the time', async () => {
    const { api, createUser, events } = sourceKit({ clock: createSteppedClock(NOW) })
    const created = await createUser()
    await api('DELETE', userPath(created))
    await api('DELETE', userPath(created))
    const [, deleted, ...others] = await events()
    expect([deleted.type, others]).toEqual(['user.deleted', []])
    expect(deleted.data).toEqual({ object: { ...created, deleted_at: '2026-03-01T10:00:00.000Z' } })
  })

  it('frees its email for others', async () => {
    const { api, createUser } = sourceKit()
    await api('DELETE', userPath(await createUser()))
    expect((await api('POST', '/users', user())).status).toBe(201)
  })
})
