import { itOnEmulator, openTarget, send, type Target } from './target'

let target: Target
beforeAll(async () => {
  target = await openTarget()
})
afterAll(() => target.close())

function requestToken(fields: Record<string, string>, headers: Record<string, string> = {}) {
  return send(`${target.url}/oauth/token`, 'POST', new URLSearchParams(fields).toString(), {
    'content-type': 'application/x-www-form-urlencoded',
    ...headers,
  })
}

function credentials() {
  return {
    grant_type: 'client_credentials',
    client_id: target.clientId,
    client_secret: target.clientSecret,
    audience: target.audience,
  }
}

describe('the token endpoint', () => {
  it('issues a bearer token for a form', async () => {
    const { status, body } = await requestToken(credentials())
    expect({ status, token_type: body.token_type, expires_in: body.expires_in }).toEqual({
      status: 200,
      token_type: 'Bearer',
      expires_in: 86400,
    })
  })

  it('issues a token for JSON', async () => {
    const { status } = await send(`${target.url}/oauth/token`, 'POST', credentials())
    expect(status).toBe(200)
  })

  it('issues a token for HTTP Basic', async () => {
    const basic = Buffer.from(`${target.clientId}:${target.clientSecret}`).toString('base64')
    const { grant_type, audience } = credentials()
    const { status } = await requestToken({ grant_type, audience }, { authorization: `Basic ${basic}` })
    expect(status).toBe(200)
  })

  it('issues a JWT for the audience and the client', async () => {
    const { body } = await requestToken(credentials())
    const claims = JSON.parse(Buffer.from(body.access_token.split('.')[1], 'base64url').toString())
    expect(claims).toMatchObject({ aud: target.audience, sub: `${target.clientId}@clients`, iss: `${target.url}/` })
    expect(claims.exp - claims.iat).toBe(body.expires_in)
  })

  it('refuses a wrong secret', async () => {
    const { status, body } = await requestToken({ ...credentials(), client_secret: 'wrong' })
    expect({ status, body }).toEqual({
      status: 401,
      body: { error: 'access_denied', error_description: 'Unauthorized' },
    })
  })

  it('refuses an audience without the trailing slash', async () => {
    const audience = target.audience.slice(0, -1)
    const { status, body } = await requestToken({ ...credentials(), audience })
    expect({ status, body }).toEqual({
      status: 403,
      body: { error: 'access_denied', error_description: `Service not enabled within domain: ${audience}` },
    })
  })

  itOnEmulator('refuses another grant type', 'the wording of a real tenant depends on the client', async () => {
    const { status, body } = await requestToken({ ...credentials(), grant_type: 'password' })
    expect([status, body.error]).toEqual([403, 'unsupported_grant_type'])
  })

  itOnEmulator('refuses a client without a grant', 'needs a client made for it', async () => {
    const client = target.emulator?.tenant.addClient({ authorized: false })
    const fields = { ...credentials(), client_id: client?.client_id ?? '', client_secret: client?.client_secret ?? '' }
    const { status, body } = await requestToken(fields)
    expect([status, body.error]).toEqual([403, 'access_denied'])
    expect(body.error_description).toContain(`Client is not authorized to access "${target.audience}"`)
  })

  itOnEmulator('refuses JSON that cannot be read', 'the status of a real tenant is not published', async () => {
    const { status, body } = await send(`${target.url}/oauth/token`, 'POST', '{"grant_type":')
    expect([status, body.error]).toEqual([400, 'invalid_request'])
  })
})
