import { STATUS_CODES } from 'node:http'
import { jsonResponse } from './response'

/** The body of a Management API error. `errorCode` is absent on several 404s; `attributes` appears on 401s only. */
export interface ApiErrorBody {
  readonly statusCode: number
  readonly error: string
  readonly message: string
  readonly errorCode?: string
  readonly attributes?: { readonly error: string }
}

/** A refusal on its way to the caller; thrown by handlers, turned into a response in one place. */
export class ApiError extends Error {
  readonly body: ApiErrorBody

  constructor(status: number, message: string, extra: Pick<ApiErrorBody, 'errorCode' | 'attributes'> = {}) {
    super(message)
    this.name = 'ApiError'
    this.body = { statusCode: status, error: STATUS_CODES[status] ?? 'Error', message, ...extra }
  }

  /** The refusal as an HTTP response. */
  toResponse(headers: Record<string, string> = {}): Response {
    return jsonResponse(this.body.statusCode, this.body, headers)
  }
}

/** 400 for a body that is understood but not acceptable. */
export function invalidBody(message: string): ApiError {
  return new ApiError(400, message, { errorCode: 'invalid_body' })
}

/** 404. For event streams and Actions it is without an errorCode. */
export function notFound(message: string): ApiError {
  return new ApiError(404, message)
}

/** 409. Auth0 documents when it happens for event streams, not its errorCode, so that none is invented here. */
export function conflict(message: string): ApiError {
  return new ApiError(409, message)
}

/** 401 in the shape that bad and expired tokens get. */
export function unauthorized(message: string): ApiError {
  return new ApiError(401, message, { attributes: { error: message } })
}

/** 403 for a token that lacks every one of the scopes that would do. */
export function insufficientScope(scopes: readonly string[]): ApiError {
  return new ApiError(403, `Insufficient scope, expected any of: ${scopes.join(',')}`, {
    errorCode: 'insufficient_scope',
  })
}

/** 429 of the tenant-wide limit. */
export function tooManyRequests(): ApiError {
  return new ApiError(429, 'Global limit has been reached', { errorCode: 'too_many_requests' })
}
