import type { LimitReason } from './budget/limit-reason'

/** The kinds of failure. */
export const MANAGEMENT_ERROR_KINDS = ['http', 'network', 'timeout', 'auth', 'shape', 'budget', 'usage'] as const

/**
 * - `http`: the API responded with a status that is no success (401 excepted).
 * - `network`: no connection, or it broke: DNS, refused, reset, TLS, proxy.
 * - `timeout`: connected or not, no whole response came in time.
 * - `auth`: credentials are unusable or were refused, by the token endpoint or by the API (401).
 * - `shape`: the response is not what the API documents: no JSON, a field missing or of a wrong type, too large.
 * - `budget`: it was not sent, because its turn under the rate limit did not come in time.
 * - `usage`: it was not sent, because the call cannot be meant: an id that addresses nothing, or a client that is closed.
 */
export type ManagementErrorKind = (typeof MANAGEMENT_ERROR_KINDS)[number]

/** Why a connection failed. Only two texts are copied: the underlying error refers to its whole socket. */
export interface FailureCause {
  /**
   * The system's or undici's code: `ECONNREFUSED`, `ENOTFOUND`, `UND_ERR_SOCKET`, `DEPTH_ZERO_SELF_SIGNED_CERT`. Of a
   * proxy's refusal `ERR_PROXY_` and its status, of a proxy setting that cannot be used `ERR_PROXY_SETTING`.
   */
  readonly code?: string
  readonly message: string
  /** The proxy that the connection was to go through, without credentials: `proxy:3128 of HTTPS_PROXY`. */
  readonly proxy?: string
  /** TLS was tried, and the server at the other end does not speak it. */
  readonly isPlainText?: true
}

/** The object that has the name which another was to have. */
export interface NameHolder {
  readonly id: string
  /** RFC 3339; absent when the object cannot be read by this client. */
  readonly createdAt?: string
  /**
   * After a create whose response was lost: in what the object differs from the one that was sent. `age`: it was there
   * before; `form`: this client cannot read it; the others are words of its kind, such as `destination`.
   */
  readonly differs?: string
  /**
   * `sibling`: the same caller gives it this name; `predecessor`: it is to be deleted after the create; `kept`: the same
   * caller wanted to delete or rename it, and failed; `waited`: it may be going to give the name up, but did not for as long as
   * the client waited.
   */
  readonly relation?: 'sibling' | 'predecessor' | 'kept' | 'waited'
}

/** The properties of a `ManagementError`. */
export interface ManagementErrorDetails {
  readonly kind: ManagementErrorKind
  /** What was attempted, in words, to follow on "cannot". */
  readonly operation: string
  readonly method: string
  /** Path with query, without the host: `/api/v2/…?take=100`. */
  readonly path: string
  /** What happened, without the operation: `no response within 30 s`. */
  readonly reason: string
  /** HTTP status, when there was a response. */
  readonly status?: number
  /** The response has the form of Auth0's errors, so that it is not one of a proxy. */
  readonly fromAuth0?: true
  /** Auth0's `errorCode`, such as `insufficient_scope`; from the token endpoint the OAuth `error`. Absent on several 404s. */
  readonly errorCode?: string
  /** Auth0's own sentence, secrets of the request struck out. */
  readonly apiMessage?: string
  /** The scopes of which Auth0 wants any one, read from a 403. */
  readonly requiredScopes?: readonly string[]
  /** How long the server asks to wait, in milliseconds. */
  readonly retryAfterMs?: number
  /** Auth0's id of the request, for its support. */
  readonly requestId?: string
  /** The request was a write, and Auth0 may have carried it out although this error is all that came back. */
  readonly mayHaveBeenApplied: boolean
  /** How often the request was tried, when more than once. */
  readonly attempts?: number
  /** Of a create or an update: the object that has the name; null when it was looked for and there is none. */
  readonly nameHolder?: NameHolder | null
  /**
   * Of a 404 with `confirmGone`: true when the list of such objects could be read, so that this one is gone; otherwise the reason
   * why that is not certain.
   */
  readonly gone?: true | string
  /** Of an update or a delete that failed: the temporary name that it left the object with. */
  readonly currentName?: string
  /** Of a create that was refused: the object that uses already what can be used once. */
  readonly usedBy?: { readonly id: string; readonly name: string }
  /** What held a request back that was not sent. */
  readonly limitReason?: LimitReason
  readonly cause?: FailureCause
}

/** A call that failed. Holds no secret, no token and no whole body, neither in the message nor in a property. */
export class ManagementError extends Error implements ManagementErrorDetails {
  // Of the class, whose name is not kept in the build.
  static override readonly name = 'ManagementError'
  override readonly name = 'ManagementError'
  declare readonly kind: ManagementErrorKind
  declare readonly operation: string
  declare readonly method: string
  declare readonly path: string
  declare readonly reason: string
  declare readonly fromAuth0?: true
  declare readonly status?: number
  declare readonly errorCode?: string
  declare readonly apiMessage?: string
  declare readonly requiredScopes?: readonly string[]
  declare readonly retryAfterMs?: number
  declare readonly requestId?: string
  declare readonly mayHaveBeenApplied: boolean
  declare readonly attempts?: number
  declare readonly nameHolder?: NameHolder | null
  declare readonly usedBy?: { readonly id: string; readonly name: string }
  declare readonly gone?: true | string
  declare readonly currentName?: string
  declare readonly limitReason?: LimitReason
  declare readonly cause?: FailureCause

  constructor(message: string, details: ManagementErrorDetails) {
    super(message)
    Object.assign(this, details)
  }
}

/** The same error with further details. */
export function amendedError(error: ManagementError, details: Partial<ManagementErrorDetails>): ManagementError {
  return new ManagementError(error.message, { ...error, ...details })
}

/** Recognizes a `ManagementError` by name and kind, so that one made by another copy of this code counts as well. */
export function isManagementError(value: unknown): value is ManagementError {
  return (
    value instanceof Error &&
    value.name === 'ManagementError' &&
    MANAGEMENT_ERROR_KINDS.some((kind) => kind === (value as Partial<ManagementError>).kind)
  )
}
