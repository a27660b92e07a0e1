/**
 * What sending a request means for the tenant, and so who may send it again:
 * - `none`: reads; a token request counts as one, since nothing of it stays.
 * - `repeatable`: a second time leaves the tenant as the first did. DELETE, and PATCH, whose values replace wholesale.
 * - `once`: a second time makes a second thing. POST.
 */
export type Effect = 'none' | 'repeatable' | 'once'

/** One HTTP request, with what must be known to send it, repeat it and speak of it. */
export interface ApiRequest {
  /** In words, to follow on "cannot": `read event stream est_…`. */
  operation: string
  /** `token` when the credentials themselves are on trial. */
  endpoint: 'api' | 'token'
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** Path with query. */
  path: string
  effect: Effect
  headers: Record<string, string>
  body?: string
  /** Texts that must not appear in anything said about this request. */
  secrets: readonly string[]
  signal?: AbortSignal
  /** Ends waiting, for a token or for the next try, but not what was sent. */
  patience?: AbortSignal
  /** 1 for the first try. */
  attempt: number
  /** An earlier try of this write may have been carried out. */
  mayHaveBeenApplied: boolean
  /** How long its tries have waited for the request budget; all of them share it. */
  waited?: { ms: number }
}

/** Aborted when nobody waits any longer for this request to be sent. */
export const patienceOf = ({ signal, patience }: Pick<ApiRequest, 'signal' | 'patience'>): AbortSignal | undefined =>
  signal && patience ? AbortSignal.any([signal, patience]) : (signal ?? patience)

/** True when only waiting was ended, so that nothing of the request is under way. */
export const hasOnlyStoppedWaiting = ({ signal, patience }: Pick<ApiRequest, 'signal' | 'patience'>): boolean =>
  patience?.aborted === true && signal?.aborted !== true

/** One HTTP answer, read to its end. */
export interface ApiAnswer {
  status: number
  /** Names in lower case; of a repeated header the first. */
  headers: Record<string, string | undefined>
  text: string
}

/** The answer's media type, in words. */
export const mediaTypeOf = ({ headers }: ApiAnswer): string =>
  headers['content-type']?.split(';')[0]?.trim() || 'no content type'

/** True when the answer says that it is JSON. */
export const isJson = (answer: ApiAnswer): boolean => /^application\/([\w.-]+\+)?json$/i.test(mediaTypeOf(answer))

/**
 * Sends a request. The client is a stack of these, each wrapping the one below: token, retry, status, budget, log,
 * transport.
 * Rejects with a `ManagementError`, or with the reason of the request's signal.
 */
export type Send = (request: ApiRequest) => Promise<ApiAnswer>
