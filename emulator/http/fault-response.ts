import { ApiError, tooManyRequests } from './api-error'
import type { BrokenConnectionKind, Fault } from './faults'
import { JSON_CONTENT_TYPE } from './response'
import { rateLimitHeaders } from './token-bucket'

/** Thrown through the app when a fault breaks the connection; the server that owns the socket acts on it. */
export class BrokenConnection extends Error {
  readonly connection: BrokenConnectionKind
  /** The response that would have been sent; of a truncated one the first half is. */
  readonly response: Response | undefined

  constructor(connection: BrokenConnectionKind, response?: Response) {
    super(`A fault broke the connection (${connection})`)
    this.name = 'BrokenConnection'
    this.connection = connection
    this.response = response
  }
}

/** Whether the fault is a response of its own, as opposed to a change of the tenant's. */
export function replacesResponse({ status, body }: Fault): boolean {
  return status !== undefined || body !== undefined
}

/** The response that a fault gives in the tenant's place. `nowMs` dates the default headers of a 429. */
export function faultResponse({ status = 200, body }: Fault, nowMs: number): Response {
  const response = body === undefined ? standardResponse(status, nowMs) : bodyResponse(status, body)
  return response
}

/** A response with the fault's headers over its own. */
export function withFaultHeaders(response: Response, { headers = {}, contentType }: Fault): Response {
  const merged = new Headers(response.headers)
  if (contentType !== undefined) merged.set('content-type', contentType)
  for (const [name, value] of Object.entries(headers)) {
    if (value === null) merged.delete(name)
    else merged.set(name, value)
  }
  return new Response(response.body, { status: response.status, headers: merged })
}

function standardResponse(status: number, nowMs: number): Response {
  if (status === 429) {
    const resetAtSeconds = Math.ceil(nowMs / 1000) + 1
    return tooManyRequests().toResponse(rateLimitHeaders({ taken: false, limit: 10, remaining: 0, resetAtSeconds }))
  }
  if (status < 400) return new Response(null, { status })
  return new ApiError(status, 'A fault was injected').toResponse()
}

function bodyResponse(status: number, body: Fault['body']): Response {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const empty = status === 204 || status === 205 || status === 304
  return new Response(empty ? null : text, { status, headers: { 'content-type': JSON_CONTENT_TYPE } })
}
