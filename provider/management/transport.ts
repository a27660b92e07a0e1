import { Agent, type Dispatcher, ProxyAgent } from 'undici'
import type { ApiRequest, ApiResponse, Send, StreamedResponse } from './exchange'
import { type HttpProxy, proxyFor } from './proxy'
import { failureError } from './request-error'
import { type TrustOptions, trustOf } from './trust'

/** Where to connect, and how. */
export interface TransportOptions extends TrustOptions {
  readonly headers: Record<string, string>
  readonly timeoutMs: number
}

/** Connections to one origin. */
export interface Transport {
  /** Resolves with any response, whatever its status. */
  readonly send: Send
  /** Resolves with the head of a response whose body is read while it comes in. Rejects as `send` does. */
  open(request: ApiRequest, signal: AbortSignal): Promise<StreamedResponse>
  /** Lets requests finish, then closes the connections. */
  close(): Promise<void>
}

/** A page of 100 objects is about 60 kB, with code some megabytes; what is larger than this is not from the API. */
const MAX_RESPONSE_BYTES = 16 * 1024 * 1024

/** Twice the ten calls that are usually made at once; the rest queues, which costs less than as many TLS handshakes. */
const MAX_CONNECTIONS = 20

/** How long to establish a connection: a packet lost twice on the way still makes it. */
const CONNECT_TIMEOUT_MS = 10_000

/** Opens nothing yet: connections are made when they are needed. Rejects when `HTTPS_PROXY` cannot be understood. */
export async function createTransport(options: TransportOptions): Promise<Transport> {
  const proxy = proxyFor(options.origin, options.env)
  const dispatcher = createDispatcher(proxy, await tlsOf(options), options.timeoutMs)
  return {
    send: (request) => sendVia(dispatcher, { ...options, proxy }, request),
    open: (request, signal) => openVia(dispatcher, { ...options, proxy }, request, signal),
    close: () => dispatcher.close(),
  }
}

type Tls = Awaited<ReturnType<typeof tlsOf>>

function createDispatcher(proxy: HttpProxy | undefined, tls: Tls, timeoutMs: number): Dispatcher {
  const settings = {
    connect: tls,
    connections: MAX_CONNECTIONS,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    maxResponseSize: MAX_RESPONSE_BYTES,
  }
  if (proxy === undefined) return new Agent(settings)
  const { uri, authorization } = proxy
  return new ProxyAgent({
    ...settings,
    requestTls: tls,
    proxyTls: tls,
    uri,
    ...(authorization !== undefined && { token: authorization }),
  })
}

async function tlsOf(options: TransportOptions) {
  const secureContext = await trustOf(options)
  // Said aloud, since NODE_TLS_REJECT_UNAUTHORIZED=0 would turn the checks off otherwise.
  return { timeout: CONNECT_TIMEOUT_MS, rejectUnauthorized: true, ...(secureContext && { secureContext }) }
}

type Route = TransportOptions & { readonly proxy: HttpProxy | undefined }

async function sendVia(dispatcher: Dispatcher, options: Route, request: ApiRequest): Promise<ApiResponse> {
  request.signal?.throwIfAborted()
  const { timeoutMs, proxy } = options
  const limit = startLimit(timeoutMs, request.signal)
  const progress = { sent: false }
  try {
    return await exchange(dispatcher, wire(request, options), limit.signal, progress)
  } catch (error) {
    request.signal?.throwIfAborted()
    throw failureError(request, error, {
      ...progress,
      timedOut: limit.signal.aborted,
      timeoutMs,
      proxy: proxy?.name,
    })
  } finally {
    limit.end()
  }
}

/** Auth0 sends a sign of life at regular intervals; a connection that is silent for so long is dead. */
const LONGEST_SILENCE_MS = 90_000

async function openVia(
  dispatcher: Dispatcher,
  options: Route,
  request: ApiRequest,
  signal: AbortSignal,
): Promise<StreamedResponse> {
  signal.throwIfAborted()
  // Loaded here: most programs read every response to its end.
  const { openResponse } = await import('./streamed-response')
  function failure(error: unknown) {
    const proxy = options.proxy?.name
    return signal.aborted
      ? error
      : failureError(request, error, { sent: true, timedOut: false, timeoutMs: LONGEST_SILENCE_MS, proxy })
  }
  try {
    const dispatch = { ...wire(request, options), bodyTimeout: LONGEST_SILENCE_MS }
    const response = await openResponse(dispatcher, dispatch, signal)
    return { ...response, body: rethrowing(response.body, failure) }
  } catch (error) {
    throw failure(error)
  }
}

async function* rethrowing(body: AsyncIterable<Uint8Array>, failure: (error: unknown) => unknown) {
  try {
    yield* body
  } catch (error) {
    throw failure(error)
  }
}

function wire({ method, path, headers, body }: ApiRequest, options: TransportOptions) {
  return {
    origin: options.origin,
    method,
    path,
    headers: { accept: 'application/json', ...options.headers, ...headers },
    ...(body !== undefined && { body }),
  }
}

/**
 * One request and its whole response. Sets `progress.sent` when undici hands the request to a connection: before that the
 * server cannot have seen any of it, which is what decides whether a POST may go again.
 */
function exchange(
  dispatcher: Dispatcher,
  options: Dispatcher.DispatchOptions,
  signal: AbortSignal,
  progress: { sent: boolean },
): Promise<ApiResponse> {
  return new Promise((resolve, reject) => {
    const head: Omit<ApiResponse, 'text'> = { status: 0, headers: {} }
    const chunks: Buffer[] = []
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    dispatcher.dispatch(options, {
      onRequestStart(controller) {
        if (signal.aborted) return controller.abort(signal.reason)
        signal.addEventListener('abort', () => controller.abort(signal.reason), { once: true })
        progress.sent = true
      },
      onResponseStart(_, status, headers) {
        Object.assign(head, { status, headers: firstValues(headers) })
      },
      onResponseData: (_, chunk) => void chunks.push(chunk),
      // undici takes the connection back one turn later; a call made before that would open a second one.
      onResponseEnd() {
        const response = { ...head, text: Buffer.concat(chunks).toString('utf8') }
        setImmediate(() => setImmediate(() => resolve(response)))
      },
      onResponseError: (_, error) => reject(error),
    })
  })
}

/** A signal that is aborted with the caller's, or when the time is up. */
function startLimit(timeoutMs: number, signal: AbortSignal | undefined) {
  const controller = new AbortController()
  function abort() {
    return controller.abort()
  }
  const timer = setTimeout(abort, timeoutMs)
  signal?.addEventListener('abort', abort, { once: true })
  return {
    signal: controller.signal,
    end() {
      clearTimeout(timer)
      signal?.removeEventListener('abort', abort)
    },
  }
}

function firstValues(headers: Record<string, string | readonly string[] | undefined>): ApiResponse['headers'] {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  )
}
