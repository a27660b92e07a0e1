import { jsonResponse } from '../http/response'

/** A refusal of the token endpoint, in the shape of RFC 6749 and not of the Management API. */
export class OAuthError extends Error {
  readonly status: number
  readonly code: string

  constructor(status: number, code: string, description: string) {
    super(description)
    this.name = 'OAuthError'
    this.status = status
    this.code = code
  }

  /** The refusal as an HTTP response. */
  toResponse(): Response {
    return jsonResponse(this.status, { error: this.code, error_description: this.message })
  }
}

/** 401 for a client that is unknown or has another secret. Auth0 does not say which. */
export function wrongCredentials(): OAuthError {
  return new OAuthError(401, 'access_denied', 'Unauthorized')
}

/** 401 for a client assertion that does not prove who sent it. */
export function badAssertion(reason: string): OAuthError {
  return new OAuthError(401, 'invalid_client', reason)
}
