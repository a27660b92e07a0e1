import type { Secrets } from './redaction'

/**
 * What sending a request means for the tenant, and so who may send it again:
 * - `none`: reads; a token request counts as one, since nothing of it stays.
 * - `repeatable`: a second time leaves the tenant as the first did. DELETE, and PATCH, whose values replace wholesale.
 * - `once`: a second time makes a second thing. POST.
 */
export type Effect = 'none' | 'repeatable' | 'once'

/** The methods that the client sends. */
export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'

/** Milliseconds that the tries of one call have waited for the request budget; each try adds its own. */
export type WaitedTime = { ms: number }

/** One HTTP request, with what must be known to send it, repeat it and report it. */
export interface ApiRequest {
  /** In words, to follow on "cannot": `read custom domain cd_…`. */
  readonly operation: string
  /** `token` for the token endpoint, where a refusal concerns the credentials. */
  readonly endpoint: 'api' | 'token'
  readonly method: Method
  /** Path with query. */
  readonly path: string
  readonly effect: Effect
  readonly headers: Record<string, string>
  readonly body?: string
  /** What must not appear in anything said about this request or its response. */
  readonly secrets: Secrets
  readonly signal?: AbortSignal
  /** Ends waiting, for a token or for the next try, but not what was sent. */
  readonly cancelWaiting?: AbortSignal
  /** 1 for the first try. */
  readonly attempt: number
  /** An earlier try of this write may have been carried out. */
  readonly mayHaveBeenApplied: boolean
  /** How long its tries have waited for the request budget; all of them share it. */
  readonly waited?: WaitedTime
}

/** Aborted when the request is no longer to be sent. */
export function waitingSignal({
  signal,
  cancelWaiting,
}: Pick<ApiRequest, 'signal' | 'cancelWaiting'>): AbortSignal | undefined {
  return signal && cancelWaiting ? AbortSignal.any([signal, cancelWaiting]) : (signal ?? cancelWaiting)
}

/** True when only waiting was ended, so that nothing of the request is under way. */
export function hasOnlyStoppedWaiting({
  signal,
  cancelWaiting,
}: Pick<ApiRequest, 'signal' | 'cancelWaiting'>): boolean {
  return cancelWaiting?.aborted === true && signal?.aborted !== true
}

/** One HTTP response, read to its end. */
export interface ApiResponse {
  readonly status: number
  /** Names in lower case; of a repeated header the first. */
  readonly headers: Record<string, string | undefined>
  readonly text: string
}

/** A response whose body is still coming. */
export interface StreamedResponse extends Omit<ApiResponse, 'text'> {
  readonly body: AsyncIterable<Uint8Array>
}

/** The response's media type, in words. */
export function mediaTypeOf({ headers }: ApiResponse): string {
  return headers['content-type']?.split(';')[0]?.trim() || 'no content type'
}

/** True when the response says that it is JSON. */
export function isJson(response: ApiResponse): boolean {
  return /^application\/([\w.-]+\+)?json$/i.test(mediaTypeOf(response))
}

/** Sends a request. Rejects with a `ManagementError`, or with the reason of the request's signal. */
export type Send = (request: ApiRequest) => Promise<ApiResponse>
