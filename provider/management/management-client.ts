import type { Credentials } from './credentials'
import { parseDomain } from './domain'
import type { EventStreams } from './event-streams'
import type { ManagementLog } from './log'
import type { RetryPolicy } from './retry-delay'

/** Everything a client can be told. Only domain and credentials are needed. */
export interface ManagementClientOptions {
  /** `tenant.eu.auth0.com`; `https://` is allowed, `http://` for loopback addresses only. */
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
  readonly eventStreams: EventStreams
  /** Takes no further calls, ends all waiting, lets what was sent finish (within its timeout), and closes the connections. */
  close(): Promise<void>
}

/**
 * A client for one tenant. Cheap: nothing is loaded, read or sent before the first call.
 *
 * Throws `InvalidDomainError`.
 */
export function createManagementClient(options: ManagementClientOptions): ManagementClient {
  const { domain } = parseDomain(options.domain)
  throw new Error(`not built yet: ${domain}`)
}
