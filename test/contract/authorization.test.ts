import { itOnEmulator, openTarget, send, type Target } from './target'

let target: Target
beforeAll(async () => {
  target = await openTarget()
})
afterAll(() => target.close())

function list(headers: Record<string, string> = {}) {
  return send(`${target.url}/api/v2/event-streams`, 'GET', undefined, headers)
}

describe('a Management API call', () => {
  it('is refused without a token', async () => {
    const { status, body } = await list()
    expect([status, body.message]).toEqual([401, 'Missing authentication'])
  })

  it('is refused with something that is no token', async () => {
    const { body } = await list({ authorization: 'Bearer nonsense' })
    expect(body).toEqual({
      statusCode: 401,
      error: 'Unauthorized',
      message: 'Invalid token',
      attributes: { error: 'Invalid token' },
    })
  })

  itOnEmulator('is refused with a token of another tenant', 'the full body is not published', async () => {
    const other = await openTarget()
    const grant = { grant_type: 'client_credentials', client_id: other.clientId, client_secret: other.clientSecret }
    const issued = await send(`${other.url}/oauth/token`, 'POST', { ...grant, audience: other.audience })
    const { status, body } = await list({ authorization: `Bearer ${issued.body.access_token}` })
    await other.close()
    expect([status, body.message]).toEqual([401, 'Invalid signature received for JSON Web Token validation'])
  })

  itOnEmulator('is refused with a token that has expired', 'needs a clock', async () => {
    const shortLived = await openTarget({ tokenLifetimeSeconds: 0 })
    const { status, body } = await shortLived.call('GET', '/api/v2/event-streams')
    await shortLived.close()
    const message = 'Expired token received for JSON Web Token validation'
    expect([status, body.message, body.attributes]).toEqual([401, message, { error: message }])
  })

  itOnEmulator('is let in with the static token', 'a real tenant has none', async () => {
    const { status } = await list({ authorization: `Bearer ${target.emulator?.apiToken}` })
    expect(status).toBe(200)
  })

  itOnEmulator('names the scope that the client lacks', 'needs a client made for it', async () => {
    const client = target.emulator?.tenant.addClient({ scopes: ['create:event_streams'] })
    const { client_id = '', client_secret = '' } = client ?? {}
    const grant = { grant_type: 'client_credentials', client_id, client_secret, audience: target.audience }
    const issued = await send(`${target.url}/oauth/token`, 'POST', grant)
    const { body } = await list({ authorization: `Bearer ${issued.body.access_token}` })
    expect(body).toEqual({
      statusCode: 403,
      error: 'Forbidden',
      message: 'Insufficient scope, expected any of: read:event_streams',
      errorCode: 'insufficient_scope',
    })
  })
})
