import { type ClientHttp2Session, type ClientHttp2Stream, connect as connectHttp2, constants } from 'node:http2'
import { connect as connectSocket, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { connect as connectTls } from 'node:tls'
import { createMessageSplitter, frameMessage } from '../../provider/plugin/message-frames'
import type { MessageCodec, RequestOf, ResponseOf, ServiceDefinition } from '../../provider/plugin/service'
import { decodeStatusMessage } from '../../provider/plugin/status'

/** What mutual TLS needs: the client's own key and certificate, and the only server certificate to trust. All PEM. */
export interface ClientTls {
  readonly key: string
  readonly cert: string
  readonly serverCert: string
}

/** How a call is made. */
interface CallOptions {
  readonly signal?: AbortSignal
  /** Sent to the server as the call's deadline; the server ends the call. */
  readonly timeoutMs?: number
  /** Further request headers. */
  readonly headers?: Readonly<Record<string, string>>
}

/** A call that ended with a status other than OK, or without any (then the code is 14, UNAVAILABLE). */
export class GrpcCallError extends Error {
  override readonly name = 'GrpcCallError'
  readonly code: number
  /** The server's message, decoded. */
  readonly details: string

  constructor(code: number, details: string, path: string) {
    super(`${path} ended with status ${code}: ${details}`)
    this.code = code
    this.details = details
  }
}

type MethodName<D extends ServiceDefinition> = keyof D['methods'] & string

/** A gRPC client on one HTTP/2 connection. */
export interface GrpcClient {
  /** Calls a method that answers with one message. Fields left out of the request have their defaults. */
  call<D extends ServiceDefinition, K extends MethodName<D>>(
    service: D,
    method: K,
    request: Partial<RequestOf<D['methods'][K]>>,
    options?: CallOptions,
  ): Promise<ResponseOf<D['methods'][K]>>
  /** Calls a method with any number of messages; yields its answers as they come. */
  stream<D extends ServiceDefinition, K extends MethodName<D>>(
    service: D,
    method: K,
    requests: Iterable<Partial<RequestOf<D['methods'][K]>>>,
    options?: CallOptions,
  ): AsyncGenerator<ResponseOf<D['methods'][K]>>
  /** Calls any path with an encoded message; resolves with the encoded answers. */
  callPath(path: string, message: Uint8Array, options?: CallOptions): Promise<Buffer[]>
  /** The connection, for what a well-behaved client does not do. */
  readonly session: ClientHttp2Session
  /** Breaks the connection off. */
  close(): void
}

/** Any answer is taken: what a client refuses is not what the tests are about. */
const MAX_MESSAGE_BYTES = 2 ** 31

const UNAVAILABLE = 14

/** Connects to a plugin's address, as in its handshake line. Rejects when the server cannot be reached or does not prove itself. */
export async function connectGrpc(network: string, address: string, tls?: ClientTls): Promise<GrpcClient> {
  const socket = openSocket(network, address)
  const transport = tls ? await secure(socket, tls) : socket
  const session = connectHttp2('http://localhost', {
    createConnection: () => transport,
    maxSessionMemory: 4096,
  })
  session.on('error', () => {})
  await new Promise<void>((resolve, reject) => {
    session.once('remoteSettings', () => resolve())
    session.once('close', () => reject(new Error(`the connection to ${address} was refused`)))
  })
  return createClient(session)
}

function openSocket(network: string, address: string): Socket {
  if (network === 'unix') return connectSocket(address)
  const [host = '', port] = address.split(':')
  return connectSocket(Number(port), host)
}

function secure(socket: Socket, { key, cert, serverCert }: ClientTls): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const options = { socket, key, cert, ca: [serverCert], servername: 'localhost', ALPNProtocols: ['h2'] }
    const secured = connectTls(options, () => resolve(secured))
    secured.once('error', reject)
    socket.once('error', reject)
  })
}

function createClient(session: ClientHttp2Session): GrpcClient {
  async function* stream<D extends ServiceDefinition, K extends MethodName<D>>(
    service: D,
    method: K,
    requests: Iterable<Partial<RequestOf<D['methods'][K]>>>,
    options: CallOptions = {},
  ): AsyncGenerator<ResponseOf<D['methods'][K]>> {
    const definition = methodOf(service, method)
    const path = `/${service.fullName}/${definition.name}`
    const http2Stream = openCall(session, path, options)
    for (const request of requests) http2Stream.write(frameMessage(encodePartial(definition.requestType, request)))
    http2Stream.end()
    for await (const message of readMessages(http2Stream, path)) {
      yield definition.responseType.decode(message) as ResponseOf<D['methods'][K]>
    }
  }
  return {
    session,
    stream,
    async call(service, method, request, options) {
      // Read to the end: only the trailers say whether the call succeeded.
      const [answer] = await collect(stream(service, method, [request], options))
      if (answer === undefined) throw new Error(`${service.fullName}.${method} answered nothing`)
      return answer
    },
    async callPath(path, message, options = {}) {
      const http2Stream = openCall(session, path, options)
      http2Stream.end(frameMessage(message))
      return collect(readMessages(http2Stream, path))
    },
    close: () => session.destroy(),
  }
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}

function methodOf(service: ServiceDefinition, key: string) {
  const method = service.methods[key]
  if (!method) throw new Error(`${service.fullName} has no method ${key}`)
  return method
}

function encodePartial(codec: MessageCodec<unknown>, message: object): Uint8Array {
  return codec.encode(Object.assign(codec.decode(new Uint8Array()) as object, message)).finish()
}

function openCall(
  session: ClientHttp2Session,
  path: string,
  { signal, timeoutMs, headers }: CallOptions,
): ClientHttp2Stream {
  const stream = session.request({
    ':method': 'POST',
    ':path': path,
    'content-type': 'application/grpc+proto',
    te: 'trailers',
    ...(timeoutMs === undefined ? {} : { 'grpc-timeout': `${timeoutMs}m` }),
    ...headers,
  })
  stream.on('error', () => {})
  signal?.addEventListener('abort', () => stream.close(constants.NGHTTP2_CANCEL), { once: true })
  return stream
}

/** Yields each message of the answer; throws a GrpcCallError unless the call ends with status OK. */
async function* readMessages(stream: ClientHttp2Stream, path: string): AsyncGenerator<Buffer> {
  const splitter = createMessageSplitter(MAX_MESSAGE_BYTES)
  let status: Record<string, unknown> = {}
  function keepStatus(headers: Record<string, unknown>) {
    if ('grpc-status' in headers) status = headers
  }
  stream.on('response', keepStatus)
  stream.on('trailers', keepStatus)
  const closed = new Promise<void>((resolve) => stream.once('close', resolve))
  try {
    for await (const chunk of stream) yield* splitter.push(chunk as Buffer)
  } catch (error) {
    if (!('grpc-status' in status)) throw new GrpcCallError(UNAVAILABLE, String(error), path)
  }
  await closed
  const code = Number(status['grpc-status'] ?? UNAVAILABLE)
  if (code !== 0)
    throw new GrpcCallError(code, decodeStatusMessage(String(status['grpc-message'] ?? 'no status')), path)
}
