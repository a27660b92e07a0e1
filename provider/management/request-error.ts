import { visible } from '../visible-text'
import { type ApiRequest, type ApiResponse, isJson, mediaTypeOf, type Send } from './exchange'
import { type FailureCause, ManagementError, type ManagementErrorDetails } from './management-error'
import { proxyFailureOf } from './proxy-failure'
import { scrub } from './redaction'
import { serverDelayMs } from './retry-delay'

type Particulars = Omit<ManagementErrorDetails, 'operation' | 'method' | 'path' | 'reason' | 'attempts'>

/** An error about a request. The reason follows on the operation: `Cannot get an access token: no response within 30 s`. */
export function requestError(request: ApiRequest, reason: string, particulars: Particulars): ManagementError {
  const tries = request.attempt > 1 ? ` (try ${request.attempt})` : ''
  const operation = shownOf(request, request.operation)
  const words = shownOf(request, reason)
  return new ManagementError(`Cannot ${operation}: ${words}${tries}`, {
    operation,
    method: request.method,
    path: scrub(request.path, request.secrets.values),
    reason: words,
    ...particulars,
    mayHaveBeenApplied: request.mayHaveBeenApplied || particulars.mayHaveBeenApplied,
    ...(request.attempt > 1 && { attempts: request.attempt }),
  })
}

/** Text from outside, with the secrets of the request masked and control characters escaped. */
function shownOf({ secrets }: Pick<ApiRequest, 'secrets'>, text: string): string {
  return visible(scrub(text, secrets.values))
}

/** An error about a response that cannot be read. A write behind it has most likely been carried out. */
export function shapeError(request: ApiRequest, problem: string, response?: ApiResponse): ManagementError {
  return requestError(request, problem, {
    kind: 'shape',
    ...(response && { status: response.status, ...requestIdOf(request, response) }),
    mayHaveBeenApplied: request.effect !== 'none',
  })
}

/** How far a request had come when it failed. */
export interface Progress {
  /** Its first byte was handed to a connection. */
  readonly sent: boolean
  /** The time for one try ran out. */
  readonly timedOut: boolean
  readonly timeoutMs: number
  /** The proxy on the way, in words. */
  readonly proxy?: string | undefined
}

const TIMEOUT_CODES: ReadonlySet<string> = new Set([
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
])

/** The error for a request that brought no response, from whatever the transport threw. */
export function failureError(request: ApiRequest, thrown: unknown, progress: Progress): ManagementError {
  const cause = causeOf(thrown, request)
  const mayHaveBeenApplied = progress.sent && request.effect !== 'none'
  if (cause.code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') return shapeError(request, 'the response is too large')
  if (progress.timedOut) {
    return requestError(request, `no response within ${progress.timeoutMs / 1000} s`, {
      kind: 'timeout',
      mayHaveBeenApplied,
    })
  }
  const refusal = proxyFailureOf(thrown, progress.proxy)
  if (refusal !== undefined)
    return requestError(request, refusal.message, { kind: 'network', cause: refusal, mayHaveBeenApplied })
  const way = progress.proxy === undefined ? '' : ` through the proxy ${progress.proxy}`
  const what = `${progress.sent ? 'the connection broke' : 'no connection'}${way}`
  const kind = TIMEOUT_CODES.has(cause.code ?? '') ? 'timeout' : 'network'
  return requestError(request, `${what} (${wordsOf(cause)})`, {
    kind,
    cause: { ...cause, ...(progress.proxy !== undefined && { proxy: progress.proxy }) },
    mayHaveBeenApplied,
  })
}

function causeOf(thrown: unknown, request: ApiRequest): FailureCause {
  const error = thrown instanceof AggregateError ? (thrown.errors[0] ?? thrown) : thrown
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown }
  const raw = typeof message === 'string' ? message : 'unknown failure'
  const reason = OPENSSL.exec(raw)?.[1]
  const isPlainText = reason !== undefined && PLAIN_TEXT.test(reason)
  const words = isPlainText ? 'the server does not speak TLS' : (reason ?? raw)
  return {
    ...(typeof code === 'string' && { code }),
    message: scrub(words, request.secrets.values),
    ...(isPlainText && { isPlainText: true as const }),
  }
}

/** OpenSSL's error line: thread, code, library, function, reason, file, line. BoringSSL's has no thread and ends with the reason. */
const OPENSSL = /(?:[0-9A-F]+:)?error:[0-9A-F]+:[^:]*:[^:]*:([^:]+)/i

/** What OpenSSL says of a response that is no TLS at all. */
const PLAIN_TEXT = /wrong[ _]version[ _]number|packet[ _]length[ _]too[ _]long|http[ _]request/i

function wordsOf({ code, message }: FailureCause): string {
  return code === undefined || message.includes(code) ? message : `${code}: ${message}`
}

/** Turns every response that is no success into a `ManagementError`. */
export function withStatus(send: Send, now: () => number): Send {
  return async (request) => {
    const response = await send(request)
    if (response.status >= 200 && response.status < 300) return response
    throw statusError(request, response, now())
  }
}

/** The error for a response that is no success. `nowMs` is Unix time, to read the server's timing with. */
export function statusError(request: ApiRequest, response: ApiResponse, nowMs: number): ManagementError {
  const { status } = response
  const said = complaintOf(request, response)
  const retryAfterMs = serverDelayMs(status, response.headers, nowMs)
  const source = isJson(response) ? '' : ` with ${mediaTypeOf(response)}; a proxy may have responded instead`
  return requestError(request, `${reasonOf(status, said)}${source}`, {
    kind: isRefusal(request, status, said) ? 'auth' : 'http',
    status,
    ...(said.fromAuth0 && { fromAuth0: true as const }),
    ...(said.errorCode !== undefined && { errorCode: said.errorCode }),
    ...(said.apiMessage !== undefined && { apiMessage: said.apiMessage }),
    ...requiredScopesOf(said.apiMessage),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    ...requestIdOf(request, response),
    // 408 is a proxy's that waited too long for Auth0.
    mayHaveBeenApplied: (status >= 500 || status === 408) && request.effect !== 'none',
  })
}

function isRefusal(request: ApiRequest, status: number, { fromAuth0 }: Complaint): boolean {
  return (
    (status === 401 && fromAuth0 === true) ||
    (request.endpoint === 'token' && status >= 400 && status < 500 && status !== 429)
  )
}

interface Complaint {
  /** The body has the form of the endpoint's errors; the API's repeats the status of the response's first line. */
  readonly fromAuth0?: true
  /** The HTTP reason, as the API's envelope repeats it. */
  readonly title?: string
  readonly errorCode?: string
  readonly apiMessage?: string
}

/** Enough for any sentence of Auth0's, too little for a page that a proxy slipped in. */
const LONGEST_MESSAGE = 1000

/** Reads the API's envelope `{statusCode, error, message, errorCode?}`, or OAuth's `{error, error_description}`. */
function complaintOf(request: ApiRequest, response: ApiResponse): Complaint {
  const body = parsedObject(response.text)
  function text(key: string) {
    const value = body[key]
    return typeof value === 'string' ? shownOf(request, value).slice(0, LONGEST_MESSAGE) : undefined
  }
  const oauth =
    text('error_description') !== undefined || (body['statusCode'] === undefined && text('message') === undefined)
  const isOurs = request.endpoint === 'token' ? text('error') !== undefined : body['statusCode'] === response.status
  const fromAuth0 = isOurs || undefined
  return oauth
    ? defined({ fromAuth0, errorCode: text('error'), apiMessage: text('error_description') })
    : defined({ fromAuth0, title: text('error'), errorCode: text('errorCode'), apiMessage: text('message') })
}

function defined(complaint: { [key in keyof Complaint]: Complaint[key] | undefined }): Complaint {
  return Object.fromEntries(Object.entries(complaint).filter(([, value]) => value !== undefined))
}

function parsedObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

function reasonOf(status: number, { fromAuth0, title, errorCode, apiMessage }: Complaint): string {
  const code = errorCode === undefined ? '' : ` (${errorCode})`
  const message = apiMessage === undefined ? '' : `: ${apiMessage}`
  return `${fromAuth0 ? 'Auth0 responded with' : 'the response was'} ${status}${title === undefined ? '' : ` ${title}`}${code}${message}`
}

function requiredScopesOf(message: string | undefined): { requiredScopes?: readonly string[] } {
  const scopes = message?.match(/^Insufficient scope, expected any of: (.+)$/)?.[1]
  return scopes === undefined ? {} : { requiredScopes: scopes.split(',').map((scope) => scope.trim()) }
}

function requestIdOf(request: ApiRequest, { headers }: ApiResponse): { requestId?: string } {
  const requestId = headers['x-request-id'] ?? headers['x-auth0-requestid']
  return requestId === undefined ? {} : { requestId: shownOf(request, requestId) }
}
