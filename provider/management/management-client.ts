import { createActiveClock } from './active-clock'
import type { BudgetOptions } from './budget/options'
import { closedReason } from './closing'
import type { Collection, ObjectTypes } from './collection/collection'
import { createCollectionCalls } from './collection/collection-calls'
import { writeMarksOf } from './collection/write-marks'
import type { Credentials } from './credentials'
import { parseDomain } from './domain'
import type { Send } from './exchange'
import { callLayers, exchangeLayers, within } from './layers'
import { harmless, type ManagementLog } from './log'
import type { NounTools } from './noun-tools'
import { NOUNS } from './nouns'
import { failureError } from './request-error'
import type { RetryTools } from './retry'
import { DEFAULT_RETRY_POLICY, type RetryPolicy } from './retry-delay'
import { createTenantClock, type TenantClock } from './tenant-clock'
import { REAL_TIMER } from './timer'
import { createTokenSource, type TokenOptions, type TokenSource } from './token-source'
import type { Transport, TransportOptions } from './transport'

/** The options of a client. Only domain and credentials are required. */
export interface ManagementClientOptions {
  /** `tenant.eu.auth0.com`; `https://` is allowed; `http://` is kept for loopback addresses, any other gets https. */
  readonly domain: string
  readonly credentials: Credentials
  /** The API the token is for. Default `https://{domain}/api/v2/`, with the slash, as every tenant names it. */
  readonly audience?: string
  /** Default `auth0-event-streams`. */
  readonly userAgent?: string
  /** Sent as Auth0's telemetry header `Auth0-Client`; without it no such header is sent. */
  readonly auth0Client?: { readonly name: string; readonly version: string }
  /** For one try, from waiting for a connection to the last byte. Default 30 000. */
  readonly timeoutMs?: number
  /** What differs from `DEFAULT_RETRY_POLICY`. */
  readonly retry?: Partial<RetryPolicy>
  /** Keeps within the tenant's rate limit, together with the other processes of this user; `{}` for the defaults. Without it requests go as they come. */
  readonly budget?: BudgetOptions
  /**
   * For a program that brings many objects to the state it wants, as Terraform does: reads of many objects become a few list
   * calls, a write waits for its name to be freed by another one, and `confirmGone` takes effect. Default false.
   */
  readonly reconciles?: boolean
  /** A PEM file of certificates to trust beside Node's own. One that cannot be read is a warning in the log, as in Node. */
  readonly extraCaCertificatesFile?: string
  /** Where `HTTPS_PROXY` and `NO_PROXY` are looked up, in either case. Default `process.env`; `{}` for no proxy. */
  readonly env?: Record<string, string | undefined>
  readonly log?: ManagementLog
  /** Adds the bodies to log entries, secrets replaced by `***`. Default false. */
  readonly logBodies?: boolean
  /** Milliseconds since 1970. For tests. */
  readonly now?: () => number
  /** Waits; rejects with the signal's reason when it is aborted. For tests. */
  readonly sleep?: (ms: number, signal?: AbortSignal) => Promise<void>
  /** From 0 to below 1. For tests. */
  readonly random?: () => number
}

/** The calls by noun; those that not every program needs are loaded by the first of them. */
export type Nouns = { readonly [Noun in keyof typeof NOUNS]: ReturnType<(typeof NOUNS)[Noun]> }

/** The Auth0 Management API of one tenant. */
export interface ManagementClient extends Nouns {
  /** Scheme, host and port: `https://tenant.eu.auth0.com`. */
  readonly origin: string
  /** Loads, and asks for the token, ahead of a call that is about to come. Resolves when that is done; a failure rejects that call. */
  prepare(): Promise<void>
  /** Takes no further calls, ends all waiting, lets what was sent finish (within its timeout), and closes the connections. */
  close(): Promise<void>
}

/** How long one try may take: twenty times the slowest create that was measured, which made an EventBridge source. */
const DEFAULT_TIMEOUT_MS = 30_000

/**
 * A client for one tenant. Cheap: nothing is loaded, read or sent before the first call.
 *
 * Throws `InvalidDomainError`.
 */
export function createManagementClient(given: ManagementClientOptions): ManagementClient {
  const options = { ...given, ...(given.log && { log: harmless(given.log) }) }
  const { origin } = parseDomain(options.domain)
  const { now = Date.now, timeoutMs = DEFAULT_TIMEOUT_MS } = options
  const closing = new AbortController()
  const transport = lazyTransport(() => transportOptions(origin, timeoutMs, options))
  const retry = retryTools(options, closing.signal)
  const clock = createTenantClock(now)
  const tokens = createTokenSource((request) => send(request), tokenOptions(origin, clock, options))
  const { budget, log, logBodies = false, reconciles = false } = options
  const tools = { closing: closing.signal, tokens, retry, budget, origin, clock, log, logBodies }
  const send: Send = within(exchangeLayers(tools), transport.send)
  const ahead = preparations(transport, tokens, closing.signal)
  const marks = writeMarksOf(origin)
  const around = {
    reconciles,
    reads: { ...ahead, marks, now: retry.now, sleep: REAL_TIMER.sleep },
    creates: { ...retry, tenantTime: clock.at, timeoutMs },
    timer: REAL_TIMER,
  }
  let closed: Promise<void> | undefined
  return {
    origin,
    ...nounsOf({
      ...{ send, transport, tokens, closing: closing.signal, now, sleep: retry.sleep, random: retry.random },
      duringWrite: marks.during,
      collection: <Types extends ObjectTypes>(collection: Collection<Types>) =>
        within(callLayers(collection, around), createCollectionCalls(send, collection)),
    }),
    async prepare() {
      await ahead.load()
      await ahead.prefetchToken()
    },
    close() {
      closing.abort(closedReason())
      closed ??= transport.close()
      return closed
    },
  }
}

function nounsOf(tools: NounTools): Nouns {
  return Object.fromEntries(Object.entries(NOUNS).map(([noun, create]) => [noun, create(tools)])) as unknown as Nouns
}

function retryTools(options: ManagementClientOptions, closing: AbortSignal): RetryTools {
  const { now = Date.now, sleep = REAL_TIMER.sleep, random = Math.random, log, retry } = options
  return {
    policy: { ...DEFAULT_RETRY_POLICY, ...retry },
    now,
    elapsed: createActiveClock(options.now),
    sleep: (ms, signal = closing) => sleep(ms, AbortSignal.any([signal, closing])),
    random,
    log,
  }
}

function tokenOptions(origin: string, clock: TenantClock, options: ManagementClientOptions): TokenOptions {
  return {
    credentials: options.credentials,
    audience: options.audience ?? `${origin}/api/v2/`,
    issuer: `${origin}/`,
    now: options.now ?? Date.now,
    tenantTime: clock.at,
  }
}

/** What can be done ahead of a call that is about to come, as long as the client is open. */
function preparations(transport: LazyTransport, tokens: TokenSource, closing: AbortSignal) {
  return {
    load: async () => (closing.aborted ? undefined : transport.load()),
    prefetchToken: async () => (closing.aborted ? undefined : tokens.prefetch()),
  }
}

function transportOptions(origin: string, timeoutMs: number, options: ManagementClientOptions): TransportOptions {
  return {
    origin,
    headers: identityOf(options),
    timeoutMs,
    extraCaCertificatesFile: options.extraCaCertificatesFile,
    env: options.env ?? process.env,
    log: options.log,
  }
}

function identityOf({ userAgent = 'auth0-event-streams', auth0Client }: ManagementClientOptions) {
  const telemetry = auth0Client && Buffer.from(JSON.stringify(auth0Client)).toString('base64')
  return { 'user-agent': userAgent, ...(telemetry !== undefined && { 'auth0-client': telemetry }) }
}

/** A transport that is made for the first request, or ahead of it. */
interface LazyTransport extends Transport {
  /** Resolves when it is made; a failure rejects the first request. */
  load(): Promise<void>
}

/** undici takes longer to load than everything else here together, so it waits for the first request. */
function lazyTransport(options: () => TransportOptions): LazyTransport {
  let opened: Promise<Transport> | undefined
  async function open() {
    return (await import('./transport')).createTransport(options())
  }
  function transport() {
    opened ??= open()
    return opened
  }
  return {
    async load() {
      await transport().catch(() => {})
    },
    async send(request) {
      const ready = await transport().catch((error: unknown) => {
        throw failureError(request, error, { sent: false, timedOut: false, timeoutMs: 0 })
      })
      return ready.send(request)
    },
    async open(request, signal) {
      return (await transport()).open(request, signal)
    },
    async close() {
      await (await opened?.catch(() => undefined))?.close()
    },
  }
}
