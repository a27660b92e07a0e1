import type { IncomingHttpHeaders, ServerHttp2Stream } from 'node:http2'
import { type Answer, createAnswer } from './answer'
import type { Logger } from './log'
import { dropRest, readMessage, readMessages } from './request'
import type { FindMethod } from './router'
import { type CallContext, encodeAnswer, type MethodImplementation } from './service'
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

/** setTimeout fires at once above this many milliseconds (24 days); such a deadline is no deadline. */
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
  const answer = createAnswer(stream)
  const abort = new AbortController()
  const stopTimer = startDeadline(headers, (error) => {
    answer.fail(error)
    abort.abort(error)
  })
  stream.on('close', () => {
    stopTimer()
    if (!answer.isDone) abort.abort(new GrpcError(GRPC_STATUS.cancelled, 'the caller cancelled the call'))
  })
  try {
    requireIdentityEncoding(headers)
    const method = await environment.findMethod(path)
    await answerWhateverHappens({ stream, path, method, answer, context: { signal: abort.signal } }, environment)
    answer.end()
  } catch (error) {
    // What a handler throws because it was told to stop is no news.
    if (!abort.signal.aborted && !stream.aborted) answer.fail(toGrpcError(error, path, environment.logger))
  }
}

/** One call on its way, and what was asked once it is read. */
interface Call {
  readonly stream: ServerHttp2Stream
  readonly path: string
  readonly method: MethodImplementation
  readonly answer: Answer
  readonly context: CallContext
  request?: unknown
}

/** A client may drop a status, or take it for another answer; a method that can say in its answer what failed does so. */
async function answerWhateverHappens(call: Call, environment: CallEnvironment): Promise<void> {
  try {
    await answerCall(call, environment.maxMessageBytes)
  } catch (error) {
    const substitute =
      call.context.signal.aborted || call.stream.aborted ? undefined : answerTo(error, call, environment)
    if (substitute === undefined) throw error
    // A caller that is still sending would see its call broken off, and the answer might never arrive.
    await dropRest(call.stream)
    await call.answer.send(substitute)
  }
}

async function answerCall(call: Call, maxBytes: number): Promise<void> {
  const { stream, answer, context } = call
  const { definition, handle } = call.method
  const decode = (bytes: Buffer) => definition.requestType.decode(bytes)
  call.request = definition.requestStream
    ? decodeAll(readMessages(stream, maxBytes), decode)
    : decode(await readMessage(stream, maxBytes))
  const output = handle(call.request, context)
  if (!definition.responseStream) return answer.send(encodeAnswer(definition.responseType, await output))
  answer.open()
  for await (const message of output as AsyncIterable<unknown>) {
    await answer.send(encodeAnswer(definition.responseType, message))
    if (context.signal.aborted) return
  }
}

/** The encoded answer to a call that failed; undefined for a breach of gRPC itself, and where there is none. */
function answerTo(
  error: unknown,
  { method, request, path }: Call,
  { logger }: CallEnvironment,
): Uint8Array | undefined {
  const isForeseen = error instanceof GrpcError
  if (method.answerFailure === undefined || (isForeseen && error.code !== GRPC_STATUS.resourceExhausted))
    return undefined
  const message = isForeseen ? error.message : reportBug(error, path, logger)
  try {
    const answer = method.answerFailure({ request, message, isForeseen })
    return encodeAnswer(method.definition.responseType, answer)
  } catch (another) {
    reportBug(another, path, logger)
    return undefined
  }
}

async function* decodeAll<T>(messages: AsyncIterable<Buffer>, decode: (bytes: Buffer) => T): AsyncGenerator<T> {
  for await (const message of messages) yield decode(message)
}

/** HTTP requests that are no gRPC calls get an HTTP status, as doc/PROTOCOL-HTTP2.md of grpc/grpc asks. */
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

/** Calls `expire` when the caller's time is over; returns what stops the clock. */
function startDeadline(headers: IncomingHttpHeaders, expire: (error: GrpcError) => void): () => void {
  const timeoutMs = parseTimeout(headers['grpc-timeout']?.toString())
  if (timeoutMs === undefined || timeoutMs > MAX_TIMER_MS) return () => {}
  const error = new GrpcError(GRPC_STATUS.deadlineExceeded, `the call's deadline of ${timeoutMs} ms passed`)
  const timer = setTimeout(expire, timeoutMs, error)
  return () => clearTimeout(timer)
}

/** The only place where something thrown becomes a status. */
function toGrpcError(error: unknown, path: string, logger: Logger): GrpcError {
  if (error instanceof GrpcError) return error
  return new GrpcError(GRPC_STATUS.internal, `provider bug in ${methodName(path)}: ${reportBug(error, path, logger)}`)
}

const methodName = (path: string): string => path.split('/').at(-1) ?? path

/** What nobody foresaw is a bug, and is logged with its stack. Returns it in one line that can be shown. */
function reportBug(error: unknown, path: string, logger: Logger): string {
  const [message = ''] = logger.masked(wordsOf(error)).split('\n')
  logger.error('call failed', { rpc: path, error: message })
  logger.debug('call failed here', { rpc: path, stack: error instanceof Error ? error.stack : undefined })
  return message.slice(0, MAX_ERROR_CHARACTERS)
}

/** Whatever may be thrown, an object that has no text among it. */
function wordsOf(error: unknown): string {
  try {
    return error instanceof Error ? error.message : String(error)
  } catch {
    return 'something that cannot be shown'
  }
}
