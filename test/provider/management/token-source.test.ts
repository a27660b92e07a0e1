import { generateKeyPairSync } from 'node:crypto'
import type { Credentials } from '../../../provider/management'
import { createTokenSource } from '../../../provider/management/token-source'
import { answeredStream, clientSecret, managementErrorOf, newStream, withTenant } from './fixtures'
import { type Answer, inTurn, json, numberedToken } from './tenant'

const STREAM = json(200, answeredStream())
const UNAUTHORIZED = json(401, {
  statusCode: 401,
  error: 'Unauthorized',
  message: 'Invalid token',
  attributes: { error: 'Invalid token' },
})

/** Lets tokens in by number. */
function admitting(...tokens: readonly string[]): Answer {
  return (response, nth, seen) =>
    (tokens.includes(seen.headers.authorization ?? '') ? STREAM : UNAUTHORIZED)(response, nth, seen)
}

describe('a token by client secret', () => {
  it('is asked for once by calls at the same time', () =>
    withTenant({ api: STREAM }, async ({ eventStreams, tenant }) => {
      await Promise.all(Array.from({ length: 10 }, () => eventStreams.get('est_1')))
      expect(tenant.tokenCalls()).toBe(1)
      expect(tenant.calls()).toHaveLength(10)
    }))

  it('is asked for with the secret in the form', () =>
    withTenant(
      { api: STREAM },
      async ({ eventStreams, tenant }) => {
        await eventStreams.get('est_1')
        expect(tenant.seen[0]?.headers['content-type']).toBe('application/x-www-form-urlencoded')
        expect(Object.fromEntries(new URLSearchParams(tenant.seen[0]?.body))).toEqual({
          grant_type: 'client_credentials',
          client_id: 'client-id',
          client_secret: 's&cret+ ü',
          audience: `${tenant.domain}/api/v2/`,
        })
        expect(tenant.seen[1]?.headers.authorization).toBe('Bearer token-1')
      },
      { credentials: { kind: 'clientSecret', clientId: 'client-id', clientSecret: 's&cret+ ü' } },
    ))

  it('is asked for with another audience', () =>
    withTenant(
      { api: STREAM },
      async ({ eventStreams, tenant }) => {
        await eventStreams.get('est_1')
        expect(new URLSearchParams(tenant.seen[0]?.body).get('audience')).toBe('https://api/')
      },
      { audience: 'https://api/' },
    ))

  it.each([
    ['a minute before it expires', 86_400, 86_339, 86_340],
    ['with a tenth of its life left when that is less', 100, 89, 90],
  ])('is renewed %s', async (_, expiresIn, keptAt, renewedAt) => {
    let seconds = 0
    const options = { now: () => seconds * 1000 }
    const run = withTenant.bind(null, { api: STREAM, token: numberedToken(expiresIn) })
    await run(async ({ eventStreams, tenant }) => {
      const counts: number[] = []
      for (seconds of [0, keptAt, renewedAt]) {
        await eventStreams.get('est_1')
        counts.push(tenant.tokenCalls())
      }
      expect(counts).toEqual([1, 1, 2])
    }, options)
  })

  it('is kept when nothing is said about its life', () =>
    withTenant({ api: STREAM, token: json(200, { access_token: 'token-1' }) }, async ({ eventStreams, tenant }) => {
      await eventStreams.get('est_1')
      await eventStreams.get('est_1')
      expect(tenant.tokenCalls()).toBe(1)
    }))

  it('is replaced when a call is refused, and the call sent again', () => {
    let revoked = false
    return withTenant(
      { api: (...args) => admitting(revoked ? 'Bearer token-2' : 'Bearer token-1')(...args) },
      async ({ eventStreams, tenant }) => {
        await eventStreams.get('est_1')
        revoked = true
        expect(await eventStreams.create(newStream)).toEqual(answeredStream())
        expect(tenant.calls().filter((call) => call.startsWith('POST'))).toHaveLength(2)
        expect(tenant.tokenCalls()).toBe(2)
      },
    )
  })

  it('is replaced once for calls that are refused at the same time', () => {
    let valid = 'Bearer token-1'
    return withTenant({ api: (...args) => admitting(valid)(...args) }, async ({ eventStreams, tenant }) => {
      await eventStreams.get('est_1')
      valid = 'Bearer token-2'
      await Promise.all([eventStreams.get('est_1'), eventStreams.get('est_2'), eventStreams.get('est_3')])
      expect(tenant.tokenCalls()).toBe(2)
    })
  })

  it('is not replaced when a new one is refused', () =>
    withTenant({ api: UNAUTHORIZED }, async ({ eventStreams, tenant }) => {
      const error = await managementErrorOf(eventStreams.get('est_1'))
      expect(error).toMatchObject({ kind: 'auth', status: 401, apiMessage: 'Invalid token' })
      expect([tenant.tokenCalls(), tenant.calls().length]).toEqual([1, 1])
    }))

  it('is kept when an older one is refused late', async () => {
    let sent = 0
    function body() {
      return `{"access_token":"token-${++sent}","expires_in":86400}`
    }
    async function send() {
      return { status: 200, headers: { 'content-type': 'application/json' }, text: body() }
    }
    const options = {
      credentials: clientSecret,
      audience: 'a',
      issuer: 'i',
      now: Date.now,
      tenantTime: (nowMs: number) => nowMs,
    }
    const tokens = createTokenSource(send, options)
    await tokens.get()
    tokens.drop('token-0')
    expect(await tokens.get()).toEqual({ value: 'token-1', fresh: false })
    tokens.drop('token-1')
    expect(await tokens.get()).toEqual({ value: 'token-2', fresh: true })
  })

  it('is asked for again after a server error', () =>
    withTenant({ api: STREAM, token: inTurn(json(503, {}), numberedToken()) }, async ({ eventStreams, waits }) => {
      expect(await eventStreams.get('est_1')).toEqual(answeredStream())
      expect(waits).toEqual([250])
    }))

  it('is asked for again by the next call after a refusal', () =>
    withTenant({ api: STREAM, token: inTurn(json(403, {}), numberedToken()) }, async ({ eventStreams }) => {
      expect(await managementErrorOf(eventStreams.get('est_1'))).toMatchObject({ kind: 'auth' })
      expect(await eventStreams.get('est_1')).toEqual(answeredStream())
    }))

  it('reports what the token endpoint says', () =>
    withTenant(
      { token: json(403, { error: 'access_denied', error_description: 'Client is not authorized to access "x".' }) },
      async ({ eventStreams, tenant }) => {
        const error = await managementErrorOf(eventStreams.create(newStream))
        expect(error).toMatchObject({
          kind: 'auth',
          status: 403,
          errorCode: 'access_denied',
          apiMessage: 'Client is not authorized to access "x".',
          path: '/oauth/token',
          mayHaveBeenApplied: false,
        })
        expect(error.message).toBe(
          'Cannot get an access token: Auth0 responded with 403 (access_denied): Client is not authorized to access "x".',
        )
        expect(tenant.seen).toHaveLength(1)
      },
    ))

  it.each([
    ['no token', { expires_in: 1 }, 'access_token: expected a string, got nothing'],
    ['a life in words', { access_token: 'x', expires_in: '1' }, 'expires_in: expected a number of seconds'],
  ])('refuses an answer with %s', (_, body, words) =>
    withTenant({ token: json(200, body) }, async ({ eventStreams }) => {
      const error = await managementErrorOf(eventStreams.get('est_1'))
      expect(error).toMatchObject({ kind: 'shape', message: expect.stringContaining(words) })
    }),
  )

  it('is still fetched for the others when one caller gives up', () =>
    withTenant(
      { api: STREAM, token: (...args) => void setTimeout(() => numberedToken()(...args), 50) },
      async ({ eventStreams, tenant }) => {
        const impatient = eventStreams.get('est_1', { signal: AbortSignal.timeout(10) })
        const patient = eventStreams.get('est_2')
        await expect(impatient).rejects.toMatchObject({ name: 'TimeoutError' })
        expect(await patient).toEqual(answeredStream())
        expect(tenant.calls()).toEqual(['GET /api/v2/event-streams/est_2'])
      },
    ))
})

describe('a static token', () => {
  function credentials(token: string): Credentials {
    return { kind: 'token', token }
  }

  it('is sent as it is, and nothing asked for', () =>
    withTenant(
      { api: STREAM },
      async ({ eventStreams, tenant }) => {
        await eventStreams.get('est_1')
        expect(tenant.seen.map(({ headers }) => headers.authorization)).toEqual(['Bearer my-token'])
      },
      { credentials: credentials('my-token') },
    ))

  it('is not tried again when it is refused', () =>
    withTenant(
      { api: UNAUTHORIZED },
      async ({ eventStreams, tenant }) => {
        expect(await managementErrorOf(eventStreams.get('est_1'))).toMatchObject({ kind: 'auth', status: 401 })
        expect(tenant.seen).toHaveLength(1)
      },
      { credentials: credentials('my-token') },
    ))

  it.each(['', 'my-token\n', 'my token', 'tökén'])('is refused before sending when it is %j', (token) =>
    withTenant(
      {},
      async ({ eventStreams, tenant }) => {
        expect(await managementErrorOf(eventStreams.get('est_1'))).toMatchObject({ kind: 'auth' })
        expect(tenant.seen).toEqual([])
      },
      { credentials: credentials(token) },
    ),
  )
})

describe('a token by private key', () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  function key(rest: object = {}): Credentials {
    return {
      kind: 'privateKeyJwt',
      clientId: 'client-id',
      privateKey: pem,
      algorithm: 'ES256',
      ...rest,
    }
  }

  it('is asked for with an assertion for the tenant', () =>
    withTenant(
      { api: STREAM },
      async ({ eventStreams, tenant }) => {
        await eventStreams.get('est_1')
        const form = Object.fromEntries(new URLSearchParams(tenant.seen[0]?.body))
        const claims = Buffer.from(form['client_assertion']?.split('.')[1] ?? '', 'base64url').toString()
        expect(form).toMatchObject({
          grant_type: 'client_credentials',
          client_id: 'client-id',
          client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        })
        expect(JSON.parse(claims)).toMatchObject({ iss: 'client-id', aud: `${tenant.domain}/` })
      },
      { credentials: key() },
    ))

  /** Refuses assertions that are not of these two minutes, as a tenant by the right time does. */
  const byTheRightTime: Answer = (response, nth, seen) => {
    const assertion = new URLSearchParams(seen.body).get('client_assertion') ?? ''
    const { iat, exp } = JSON.parse(Buffer.from(assertion.split('.')[1] ?? '', 'base64url').toString())
    const nowS = Date.now() / 1000
    const isTimely = iat < nowS + 60 && exp > nowS
    const refusal = json(401, { error: 'invalid_client', error_description: 'The assertion is not valid at this time' })
    ;(isTimely ? numberedToken() : refusal)(response, nth, seen)
  }

  it.each([-600_000, 600_000, -86_400_000])(
    'is dated by the clock of the tenant when that of this machine is off by %i ms',
    (offMs) =>
      withTenant(
        { api: STREAM, token: byTheRightTime },
        async ({ eventStreams, tenant }) => {
          await eventStreams.get('est_1')
          expect(tenant.tokenCalls()).toBe(2)
        },
        { credentials: key(), now: () => Date.now() + offMs },
      ),
  )

  it('is asked for once when it is refused and the clock is right', () =>
    withTenant(
      { api: STREAM, token: json(401, { error: 'invalid_client', error_description: 'No such key' }) },
      async ({ eventStreams, tenant }) => {
        await managementErrorOf(eventStreams.get('est_1'))
        expect(tenant.tokenCalls()).toBe(1)
      },
      { credentials: key() },
    ))

  it('is refused before sending when the key does not suit', () =>
    withTenant(
      {},
      async ({ eventStreams, tenant }) => {
        const error = await managementErrorOf(eventStreams.get('est_1'))
        expect(error).toMatchObject({ kind: 'auth', message: expect.stringContaining('RS256 needs an RSA key') })
        expect(tenant.seen).toEqual([])
      },
      { credentials: key({ algorithm: 'RS256' }) },
    ))
})
