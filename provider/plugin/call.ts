import type { IncomingHttpHeaders, ServerHttp2Stream } from 'node:http2'
import { type Answer, createAnswer } from './answer'
import type { Logger } from './log'
import { readMessage, readMessages } from './request'
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
    await answerCall(stream, method, answer, { signal: abort.signal }, environment.maxMessageBytes)
    answer.end()
  } catch (error) {
    // What a handler throws because it was told to stop is no news.
    if (!abort.signal.aborted && !stream.aborted) answer.fail(toGrpcError(error, path, environment.logger))
  }
}

async function answerCall(
  stream: ServerHttp2Stream,
  { definition, handle }: MethodImplementation,
  answer: Answer,
  context: CallContext,
  maxBytes: number,
): Promise<void> {
  const decode = (bytes: Buffer) => definition.requestType.decode(bytes)
  const input = definition.requestStream
    ? decodeAll(readMessages(stream, maxBytes), decode)
    : decode(await readMessage(stream, maxBytes))
  const output = handle(input, context)
  if (!definition.responseStream) return answer.send(encodeAnswer(definition.responseType, await output))
  answer.open()
  for await (const message of output as AsyncIterable<unknown>) {
    await answer.send(encodeAnswer(definition.responseType, message))
    if (context.signal.aborted) return
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

/** The only place where something thrown becomes a status. What nobody foresaw is a bug, and is logged with its stack. */
function toGrpcError(error: unknown, path: string, logger: Logger): GrpcError {
  if (error instanceof GrpcError) return error
  const [message = ''] = logger.masked(error instanceof Error ? error.message : String(error)).split('\n')
  logger.error('call failed', { rpc: path, error: message })
  logger.debug('call failed here', { rpc: path, stack: error instanceof Error ? error.stack : undefined })
  return new GrpcError(
    GRPC_STATUS.internal,
    `provider bug in ${path.split('/').at(-1)}: ${message.slice(0, MAX_ERROR_CHARACTERS)}`,
  )
}
