import { openTarget, type Target, uniqueName } from './target'

const USERS = '/api/v2/users'

let target: Target
const created: string[] = []
beforeAll(async () => {
  target = await openTarget()
})
afterAll(async () => {
  for (const path of created) await target.call('DELETE', path)
  await target.close()
})

function pathOf(id: string) {
  return `${USERS}/${encodeURIComponent(id)}`
}

function user(overrides = {}) {
  return {
    connection: 'Username-Password-Authentication',
    email: `${uniqueName()}@example.com`,
    password: `Str0ng-${uniqueName()}`,
    ...overrides,
  }
}

/** Creates a user, which is deleted at the end. */
async function create(body: object = user()) {
  const answer = await target.call('POST', USERS, body as never)
  if (answer.status === 201) created.push(pathOf(answer.body.user_id))
  return answer
}

describe('a user', () => {
  it('is created without showing its password', async () => {
    const { status, body, text } = await create(user({ password: 'Battery-Staple-42' }))
    expect(status).toBe(201)
    expect(body.user_id).toMatch(/^auth0\|[0-9a-f]{24}$/)
    expect(text).not.toContain('Battery-Staple-42')
  })

  it('is read as it was created', async () => {
    const { body } = await create()
    const { body: read } = await target.call('GET', pathOf(body.user_id))
    expect(read).toEqual(body)
  })

  it('merges metadata at the top level', async () => {
    const { body } = await create(user({ user_metadata: { a: 1, b: { x: 1 } } }))
    const changes = { user_metadata: { a: null, b: { y: 2 } } }
    const { body: changed } = await target.call('PATCH', pathOf(body.user_id), changes)
    expect(changed.user_metadata).toEqual({ b: { y: 2 } })
  })

  it('moves updated_at when it changes', async () => {
    const { body } = await create()
    const { body: changed } = await target.call('PATCH', pathOf(body.user_id), { nickname: 'Countess' })
    expect([changed.nickname, changed.updated_at > body.updated_at]).toEqual(['Countess', true])
  })

  it('is refused an email that is taken', async () => {
    const body = user()
    await create(body)
    const { status, body: error } = await create(body)
    expect([status, error.errorCode]).toEqual([409, 'auth0_idp_error'])
  })

  it.each([
    ['without a connection', { connection: undefined }],
    ['with an unknown property', { wings: 2 }],
    ['with an email that is none', { email: 'ada' }],
  ])('is refused %s', async (_name, change) => {
    const { status, body } = await create(user(change))
    expect([status, body.errorCode]).toEqual([400, 'invalid_body'])
  })

  it('is missing after it was deleted, and can be deleted again', async () => {
    const { body } = await create()
    const path = pathOf(body.user_id)
    const deletions = [await target.call('DELETE', path), await target.call('DELETE', path)]
    const missing = await target.call('GET', path)
    expect([...deletions.map(({ status }) => status), missing.status]).toEqual([204, 204, 404])
    expect(missing.body.message).toBe('The user does not exist.')
  })

  it('is listed with totals', async () => {
    await create()
    const { body } = await target.call('GET', `${USERS}?per_page=1&include_totals=true`)
    expect([body.users.length, body.start, body.limit, body.length]).toEqual([1, 0, 1, 1])
  })
})
