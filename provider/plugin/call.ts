import type { IncomingHttpHeaders, ServerHttp2Stream } from 'node:http2'
import { type CallResponse, createCallResponse } from './call-response'
import type { Logger } from './log'
import { dropRest, readMessage, readMessages } from './request'
import type { FindMethod } from './router'
import { type CallContext, encodeResponse, type MethodImplementation } from './service'
import { GRPC_STATUS, GrpcError } from './status'
import { parseTimeout } from './timeout'

/** What all calls of a connection share. */
export interface CallEnvironment {
  readonly findMethod: FindMethod
  readonly logger: Logger
  /** Longer messages are refused with RESOURCE_EXHAUSTED. */
  readonly maxMessageBytes: number
}

/** How much of an unexpected error's message goes to the caller; Terraform shows it to the user. */
const MAX_ERROR_CHARACTERS = 300

/** setTimeout fires at once above this many milliseconds (24 days); a longer deadline is ignored. */
const MAX_TIMER_MS = 2 ** 31 - 1

/** Serves one gRPC call from its first header to its trailers. Never rejects. */
export async function handleCall(
  stream: ServerHttp2Stream,
  headers: IncomingHttpHeaders,
  environment: CallEnvironment,
): Promise<void> {
  const path = headers[':path'] ?? ''
  stream.on('error', (error) => environment.logger.debug('call broke off', { rpc: path, error }))
  if (refuseOtherProtocols(stream, headers)) return
  const response = createCallResponse(stream)
  const abort = new AbortController()
  const stopTimer = startDeadline(headers, (error) => {
    response.fail(error)
    abort.abort(error)
  })
  stream.on('close', () => {
    stopTimer()
    if (!response.isDone) abort.abort(new GrpcError(GRPC_STATUS.cancelled, 'the caller cancelled the call'))
  })
  try {
    requireIdentityEncoding(headers)
    const method = await environment.findMethod(path)
    await respond({ stream, path, method, response, context: { signal: abort.signal } }, environment)
    response.end()
  } catch (error) {
    // An error that a handler throws because it was aborted is not reported.
    if (!abort.signal.aborted && !stream.aborted) response.fail(toGrpcError(error, path, environment.logger))
  }
}

/** One call in progress; `request` is set once it has been read. */
type Call = {
  readonly stream: ServerHttp2Stream
  readonly path: string
  readonly method: MethodImplementation
  readonly response: CallResponse
  readonly context: CallContext
  request?: unknown
}

/** Sends the handler's response; if that fails, the method's own failure response where it has one, since clients may ignore a status. */
async function respond(call: Call, environment: CallEnvironment): Promise<void> {
  try {
    await sendResponse(call, environment.maxMessageBytes)
  } catch (error) {
    const substitute =
      call.context.signal.aborted || call.stream.aborted ? undefined : failureResponseTo(error, call, environment)
    if (substitute === undefined) throw error
    // A caller that is still sending would see its call reset, and the response might never arrive.
    await dropRest(call.stream)
    await call.response.send(substitute)
  }
}

async function sendResponse(call: Call, maxBytes: number): Promise<void> {
  const { stream, response, context } = call
  const { definition, handle } = call.method
  function decode(bytes: Buffer) {
    return definition.requestType.decode(bytes)
  }
  call.request = definition.requestStream
    ? decodeAll(readMessages(stream, maxBytes), decode)
    : decode(await readMessage(stream, maxBytes))
  const output = handle(call.request, context)
  if (!definition.responseStream) return response.send(encodeResponse(definition.responseType, await output))
  response.open()
  for await (const message of output as AsyncIterable<unknown>) {
    await response.send(encodeResponse(definition.responseType, message))
    if (context.signal.aborted) return
  }
}

/** The encoded response to a failed call; undefined for a violation of gRPC itself, and for a method that has none. */
function failureResponseTo(
  error: unknown,
  { method, request, path }: Call,
  { logger }: CallEnvironment,
): Uint8Array | undefined {
  const isForeseen = error instanceof GrpcError
  if (method.failureResponse === undefined || (isForeseen && error.code !== GRPC_STATUS.resourceExhausted))
    return undefined
  const message = isForeseen ? error.message : reportBug(error, path, logger)
  try {
    const response = method.failureResponse({ request, message, isForeseen })
    return encodeResponse(method.definition.responseType, response)
  } catch (another) {
    reportBug(another, path, logger)
    return undefined
  }
}

async function* decodeAll<T>(messages: AsyncIterable<Buffer>, decode: (bytes: Buffer) => T): AsyncGenerator<T> {
  for await (const message of messages) yield decode(message)
}

/** HTTP requests that are not gRPC calls get an HTTP status, as doc/PROTOCOL-HTTP2.md of grpc/grpc asks. */
function refuseOtherProtocols(stream: ServerHttp2Stream, headers: IncomingHttpHeaders): boolean {
  const isGrpc = headers['content-type']?.startsWith('application/grpc') ?? false
  if (isGrpc && headers[':method'] === 'POST') return false
  stream.respond({ ':status': isGrpc ? 405 : 415 }, { endStream: true })
  return true
}

function requireIdentityEncoding(headers: IncomingHttpHeaders): void {
  const encoding = headers['grpc-encoding'] ?? 'identity'
  if (encoding === 'identity') return
  throw new GrpcError(
    GRPC_STATUS.unimplemented,
    `compression "${encoding}" is not supported; send messages uncompressed`,
  )
}

/** Calls `expire` when the caller's deadline passes; returns a function that stops the timer. */
function startDeadline(headers: IncomingHttpHeaders, expire: (error: GrpcError) => void): () => void {
  const timeoutMs = parseTimeout(headers['grpc-timeout']?.toString())
  if (timeoutMs === undefined || timeoutMs > MAX_TIMER_MS) return () => {}
  const error = new GrpcError(GRPC_STATUS.deadlineExceeded, `the call's deadline of ${timeoutMs} ms passed`)
  const timer = setTimeout(expire, timeoutMs, error)
  return () => clearTimeout(timer)
}

/** The only place where a thrown value becomes a status. */
function toGrpcError(error: unknown, path: string, logger: Logger): GrpcError {
  if (error instanceof GrpcError) return error
  return new GrpcError(GRPC_STATUS.internal, `provider bug in ${methodName(path)}: ${reportBug(error, path, logger)}`)
}

function methodName(path: string): string {
  return path.split('/').at(-1) ?? path
}

/** Logs an unexpected error, with its stack at DEBUG. Returns its masked first line. */
function reportBug(error: unknown, path: string, logger: Logger): string {
  const [message = ''] = logger.masked(messageOf(error)).split('\n')
  logger.error('call failed', { rpc: path, error: message })
  logger.debug('call failed here', { rpc: path, stack: error instanceof Error ? error.stack : undefined })
  return message.slice(0, MAX_ERROR_CHARACTERS)
}

/** The message of any thrown value, including objects that cannot be converted to text. */
function messageOf(error: unknown): string {
  try {
    return error instanceof Error ? error.message : String(error)
  } catch {
    return 'a value that cannot be converted to text'
  }
}
