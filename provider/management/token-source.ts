import { abortable } from './abortable'
import type { Credentials } from './credentials'
import { type ApiRequest, type Send, waitingSignal } from './exchange'
import { isManagementError } from './management-error'
import { requestError } from './request-error'
import { fields, type Part, parseResponse, problem, text } from './response'

/** An access token, and whether it was made for this very call. */
interface Token {
  readonly value: string
  readonly fresh: boolean
}

/** Where calls get their token. */
export interface TokenSource {
  /** Rejects with a `ManagementError`, or with the signal's reason. */
  get(signal?: AbortSignal): Promise<Token>
  /** Asks for a token ahead of the call that will need it. Resolves when there is a response; a failure rejects this call. */
  prefetch(): Promise<void>
  /** What proves who the client is; no response may show it. */
  readonly secrets: readonly string[]
  /** Forgets this token, if it is the one that is kept. */
  drop(value: string): void
}

/** What a token request says. */
export interface TokenOptions {
  readonly credentials: Credentials
  readonly audience: string
  /** `https://tenant.eu.auth0.com/`, the audience of a client assertion. */
  readonly issuer: string
  readonly now: () => number
  /** The tenant's time for a moment of `now`, as far as its responses show. */
  readonly tenantTime: (nowMs: number) => number
}

/** A token is renewed this long before it expires: twice what one try may take, so that none expires on its way. */
const LEEWAY_MS = 60_000

/** Of a token that lives shorter than ten minutes, this share instead; else it would be renewed for every call. */
const LEEWAY_SHARE = 0.1

/** Hands out the token of the credentials. `send` must return successes only. */
export function createTokenSource(send: Send, options: TokenOptions): TokenSource {
  const { credentials } = options
  if (credentials.kind === 'token') return staticTokenSource(credentials.token)
  const { current, renew, drop } = createSharedToken(() => requestToken(send, credentials, options), options.now)
  let prefetched: Promise<string> | undefined
  return {
    secrets: [credentials.kind === 'clientSecret' ? credentials.clientSecret : credentials.privateKey],
    async get(signal) {
      const value = current()
      if (value !== undefined) return { value, fresh: false }
      const pending = prefetched ?? renew()
      prefetched = undefined
      return { value: await abortable(pending, signal), fresh: true }
    },
    async prefetch() {
      if (current() !== undefined) return
      const asked = renew()
      prefetched = asked
      // A failure is kept for the call that will ask; a token is kept as long as it lives.
      await asked.then(
        () => {
          if (prefetched === asked) prefetched = undefined
        },
        () => {},
      )
    },
    drop,
  }
}

/** A token until it has to be renewed. */
interface TimedToken {
  readonly value: string
  /** On the clock of `TokenOptions.now`. */
  readonly renewAt: number
}

/**
 * The token that all calls use. A renewal is one request for all callers; it takes no caller's signal, because the others
 * still want it.
 */
function createSharedToken(request: () => Promise<TimedToken>, now: () => number) {
  let kept: TimedToken | undefined
  let flight: Promise<string> | undefined
  async function fetchToken() {
    kept = await request()
    return kept.value
  }
  return {
    current: () => (kept !== undefined && now() < kept.renewAt ? kept.value : undefined),
    renew() {
      flight ??= fetchToken().finally(() => {
        flight = undefined
      })
      return flight
    },
    drop(value: string) {
      if (kept?.value === value) kept = undefined
    },
  }
}

function staticTokenSource(value: string): TokenSource {
  return {
    secrets: [value],
    async get() {
      if (/^[\x21-\x7e]+$/.test(value)) return { value, fresh: true }
      throw unusable('the API token is empty or contains white space or characters that no HTTP header can carry')
    },
    async prefetch() {},
    drop() {},
  }
}

type ClientCredentials = Exclude<Credentials, { kind: 'token' }>

/** A clock that differs more than this from the tenant's makes assertions that are too old or not valid yet. */
const CLOCK_TOLERANCE_MS = 60_000

/** Asks again, once, when an assertion was refused whose date the response shows to be wrong. */
async function requestToken(send: Send, credentials: ClientCredentials, options: TokenOptions) {
  function tenantNow() {
    return options.tenantTime(options.now())
  }
  const datedMs = tenantNow()
  try {
    return await requestTokenOnce(send, credentials, options, datedMs)
  } catch (error) {
    const isClockOff = Math.abs(tenantNow() - datedMs) > CLOCK_TOLERANCE_MS
    if (credentials.kind !== 'privateKeyJwt' || !isClockOff || !isManagementError(error) || error.kind !== 'auth')
      throw error
    return requestTokenOnce(send, credentials, options, tenantNow())
  }
}

async function requestTokenOnce(send: Send, credentials: ClientCredentials, options: TokenOptions, datedMs: number) {
  const askedAt = options.now()
  const proof = await proofOf(credentials, options.issuer, datedMs)
  const form = {
    grant_type: 'client_credentials',
    client_id: credentials.clientId,
    ...proof,
    audience: options.audience,
  }
  const request = {
    ...TOKEN_REQUEST,
    body: new URLSearchParams(form).toString(),
    secrets: { ...TOKEN_REQUEST.secrets, values: Object.values(proof) },
  }
  const { token, expiresInMs } = parseResponse(request, await send(request), parseToken)
  return { value: token, renewAt: askedAt + expiresInMs - Math.min(LEEWAY_MS, expiresInMs * LEEWAY_SHARE) }
}

const TOKEN_REQUEST: ApiRequest = {
  operation: 'get an access token',
  endpoint: 'token',
  method: 'POST',
  path: '/oauth/token',
  effect: 'none',
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  secrets: {
    values: [],
    paths: ['client_secret', 'client_assertion', 'access_token', 'id_token', 'refresh_token'],
  },
  attempt: 1,
  mayHaveBeenApplied: false,
}

async function proofOf(credentials: ClientCredentials, issuer: string, nowMs: number): Promise<Record<string, string>> {
  if (credentials.kind === 'clientSecret') return { client_secret: credentials.clientSecret }
  const [{ clientAssertion, CLIENT_ASSERTION_TYPE }, { UnusableKeyError }] = await Promise.all([
    import('./client-assertion'),
    import('./private-key'),
  ])
  try {
    const client_assertion = clientAssertion(credentials, issuer, nowMs)
    return { client_assertion_type: CLIENT_ASSERTION_TYPE, client_assertion }
  } catch (error) {
    if (error instanceof UnusableKeyError) throw unusable(error.message)
    throw error
  }
}

function unusable(reason: string) {
  return requestError(TOKEN_REQUEST, reason, { kind: 'auth', mayHaveBeenApplied: false })
}

function parseToken(part: Part): { token: string; expiresInMs: number } {
  const field = fields(part)
  const expiresIn = field('expires_in').value
  // OAuth lets a server leave it out; such a token is used until a call is refused.
  if (expiresIn === undefined) return { token: text(field('access_token')), expiresInMs: Number.MAX_SAFE_INTEGER }
  if (typeof expiresIn !== 'number') throw problem(field('expires_in'), 'expected a number of seconds')
  return { token: text(field('access_token')), expiresInMs: expiresIn * 1000 }
}

/**
 * Puts the token on a request. A 401 means that nothing was done; if the token was an older one, it may have been revoked
 * or outlived, so a new one is fetched and the request sent once more.
 */
export function withToken(send: Send, tokens: TokenSource): Send {
  return async (request) => {
    const token = await tokens.get(waitingSignal(request))
    const sent = send(authorized(request, token.value, tokens))
    if (token.fresh) return sent
    return sent.catch(async (error: unknown) => {
      if (!isManagementError(error) || error.status !== 401) throw error
      tokens.drop(token.value)
      const renewed = await tokens.get(waitingSignal(request))
      return send({ ...authorized(request, renewed.value, tokens), mayHaveBeenApplied: error.mayHaveBeenApplied })
    })
  }
}

/** The request with its token, which is then among its secrets, as are the credentials. */
export function authorized(request: ApiRequest, token: string, { secrets }: Pick<TokenSource, 'secrets'>): ApiRequest {
  return {
    ...request,
    headers: { ...request.headers, authorization: `Bearer ${token}` },
    secrets: { ...request.secrets, values: [...request.secrets.values, token, ...secrets] },
  }
}
