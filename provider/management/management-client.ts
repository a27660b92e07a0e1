import { withActionHolder } from './action-holder'
import type { Actions } from './actions'
import { createActiveClock } from './active-clock'
import type { BudgetOptions } from './budget/options'
import { withBudget } from './budget/with-budget'
import { closedReason, whileOpen } from './closing'
import { withCreateOnce } from './create-once'
import type { Credentials } from './credentials'
import type { Deliveries } from './deliveries'
import { parseDomain } from './domain'
import { createEventStreams, type EventStreams } from './event-streams'
import type { Events } from './events'
import { lateActions, lateDeliveries, lateEvents } from './late-namespaces'
import { harmless, type ManagementLog, withLog } from './log'
import { failureError, withStatus } from './request-error'
import { withRetry } from './retry'
import { DEFAULT_RETRY_POLICY, type RetryPolicy } from './retry-delay'
import { createTenantClock } from './tenant-clock'
import { REAL_TIMER } from './timer'
import { createTokenSource, withToken } from './token-source'
import type { Transport, TransportOptions } from './transport'

/** Everything a client can be told. Only domain and credentials are needed. */
export interface ManagementClientOptions {
  /** `tenant.eu.auth0.com`; `https://` is allowed; `http://` is kept for loopback addresses, any other gets https. */
  domain: string
  credentials: Credentials
  /** The API the token is for. Default `https://{domain}/api/v2/`, with the slash, as every tenant names it. */
  audience?: string
  /** Default `auth0-event-streams`. */
  userAgent?: string
  /** Sent as Auth0's telemetry header `Auth0-Client`; without it no such header is sent. */
  auth0Client?: { name: string; version: string }
  /** For one try, from waiting for a connection to the last byte. Default 30 000. */
  timeoutMs?: number
  /** What differs from `DEFAULT_RETRY_POLICY`. */
  retry?: Partial<RetryPolicy>
  /** Keeps within the tenant's rate limit, together with the other processes of this user; `{}` for the defaults. Without it requests go as they come. */
  budget?: BudgetOptions
  /** A PEM file of certificates to trust beside Node's own. One that cannot be read is a warning in the log, as in Node. */
  extraCaCertificatesFile?: string
  /** Where `HTTPS_PROXY` and `NO_PROXY` are looked up, in either case. Default `process.env`; `{}` for no proxy. */
  env?: Record<string, string | undefined>
  log?: ManagementLog
  /** Adds the bodies to log entries, secrets replaced by `***`. Default false. */
  logBodies?: boolean
  /** Milliseconds since 1970. For tests. */
  now?: () => number
  /** Waits; rejects with the signal's reason when it is aborted. For tests. */
  sleep?: (ms: number, signal?: AbortSignal) => Promise<void>
  /** From 0 to below 1. For tests. */
  random?: () => number
}

/** The Auth0 Management API of one tenant. */
export interface ManagementClient {
  /** Scheme, host and port: `https://tenant.eu.auth0.com`. */
  readonly origin: string
  readonly eventStreams: EventStreams
  /** Loads, and asks for the token, ahead of a call that is about to come. What fails is told to that call. */
  prepare(): void
  /** Takes no further calls, ends all waiting, lets what was sent finish (within its timeout), and closes the connections. */
  close(): Promise<void>
}

/** The same with what not every program needs; each of these namespaces is loaded by its first call. */
export interface TenantClient extends ManagementClient {
  /** What became of streams' events, test events and redelivery. */
  readonly deliveries: Deliveries
  /** The tenant's events as they happen. */
  readonly events: Events
  readonly actions: Actions
}

/** How long one try may take: twenty times the slowest create that was measured, which made an EventBridge source. */
const DEFAULT_TIMEOUT_MS = 30_000

/**
 * A client for one tenant. Cheap: nothing is loaded, read or sent before the first call.
 *
 * Throws `InvalidDomainError`.
 */
export function createManagementClient(given: ManagementClientOptions): TenantClient {
  const options = { ...given, ...(given.log && { log: harmless(given.log) }) }
  const { origin } = parseDomain(options.domain)
  const {
    now = Date.now,
    sleep = REAL_TIMER.sleep,
    random = Math.random,
    log,
    timeoutMs = DEFAULT_TIMEOUT_MS,
  } = options
  const elapsed = createActiveClock(options.now)
  const closing = new AbortController()
  let closed: Promise<void> | undefined
  const transport = lazyTransport(() => transportOptions(origin, timeoutMs, options))
  const retryTools = {
    policy: { ...DEFAULT_RETRY_POLICY, ...options.retry },
    now,
    elapsed,
    sleep: (ms: number, signal = closing.signal) => sleep(ms, AbortSignal.any([signal, closing.signal])),
    random,
    log,
  }
  const logged = withLog(transport.send, { log, logBodies: options.logBodies ?? false, now: elapsed })
  const clock = createTenantClock(now)
  const timed = clock.observe(logged)
  const limited =
    options.budget === undefined
      ? timed
      : withBudget(timed, options.budget, { ...retryTools, origin, closing: closing.signal })
  const retried = withRetry(withStatus(limited, now), retryTools)
  const { credentials, audience = `${origin}/api/v2/` } = options
  const tokens = createTokenSource(retried, { credentials, audience, issuer: `${origin}/`, now, tenantTime: clock.at })
  const send = whileOpen(withToken(retried, tokens), closing.signal)
  return {
    origin,
    deliveries: lateDeliveries(send),
    actions: lateActions(send),
    events: lateEvents({ transport, tokens, closing: closing.signal, now, sleep: retryTools.sleep, random }),
    eventStreams: withCreateOnce(withActionHolder(createEventStreams(send)), {
      ...retryTools,
      tenantTime: clock.at,
      timeoutMs,
    }),
    prepare() {
      if (closing.signal.aborted) return
      transport.load()
      tokens.prefetch()
    },
    close() {
      closing.abort(closedReason())
      closed ??= transport.close()
      return closed
    },
  }
}

const transportOptions = (origin: string, timeoutMs: number, options: ManagementClientOptions): TransportOptions => ({
  origin,
  headers: identityOf(options),
  timeoutMs,
  extraCaCertificatesFile: options.extraCaCertificatesFile,
  env: options.env ?? process.env,
  log: options.log,
})

function identityOf({ userAgent = 'auth0-event-streams', auth0Client }: ManagementClientOptions) {
  const telemetry = auth0Client && Buffer.from(JSON.stringify(auth0Client)).toString('base64')
  return { 'user-agent': userAgent, ...(telemetry !== undefined && { 'auth0-client': telemetry }) }
}

/** A transport that is made for the first request, or ahead of it. */
interface LazyTransport extends Transport {
  /** What fails is told to the first request. */
  load(): void
}

/** undici takes longer to load than everything else here together, so it waits for the first request. */
function lazyTransport(options: () => TransportOptions): LazyTransport {
  let opened: Promise<Transport> | undefined
  const open = async () => (await import('./transport')).createTransport(options())
  const transport = () => (opened ??= open())
  return {
    load() {
      transport().catch(() => {})
    },
    async send(request) {
      const ready = await transport().catch((error: unknown) => {
        throw failureError(request, error, { sent: false, timedOut: false, timeoutMs: 0 })
      })
      return ready.send(request)
    },
    async stream(request, signal) {
      return (await transport()).stream(request, signal)
    },
    async close() {
      await (await opened?.catch(() => undefined))?.close()
    },
  }
}
