import type { EventEmitter } from 'node:events'
import { createServer, type Http2Server, type ServerHttp2Session } from 'node:http2'
import type { Socket } from 'node:net'
import { createServer as createTlsServer, type TLSSocket, type TlsOptions } from 'node:tls'
import { type CallEnvironment, handleCall } from './call'
import type { Certificate } from './certificate'
import type { Logger } from './log'
import { parsePem, toPem } from './pem'

/** The two certificates of a mutual TLS connection (go-plugin's AutoMTLS). */
export interface TlsTerms {
  readonly certificate: Certificate
  /** The only client certificate that is accepted. */
  readonly clientCertificatePem: string
}

/** Connection events of a server. */
export interface ServerEvents {
  /** A connection was accepted. */
  opened(): void
  /** An accepted connection has closed. */
  closed(): void
}

/**
 * In megabytes. Node refuses new streams while a connection holds more than this (its default: 10), and one response may have 256.
 * The only caller is Terraform, which this process exists for.
 */
const MAX_SESSION_MEMORY_MB = 4096

/** Accepts raw connections and serves gRPC on them. Returns the handler to pass to a listener. */
export function createGrpcServer(
  tls: TlsTerms | undefined,
  environment: CallEnvironment,
  events: ServerEvents,
): (socket: Socket) => void {
  const http2 = createHttp2Server(environment, events)
  const secure = tls && createTlsGate(tls, http2, environment.logger)
  return (socket) => {
    socket.on('error', (error) => environment.logger.debug('connection broke off', { error }))
    ;(secure ?? http2).emit('connection', socket)
  }
}

/**
 * Flow-control windows stay at HTTP/2's 64 KiB, which a local socket refills without a noticeable delay. Node 20's
 * `setLocalWindowSize` would enlarge them, but makes connections stall under many calls at once.
 */
function createHttp2Server(environment: CallEnvironment, events: ServerEvents): Http2Server {
  const server = createServer({
    maxSessionMemory: MAX_SESSION_MEMORY_MB,
  })
  server.on('stream', (stream, headers) => void handleCall(stream, headers, environment))
  server.on('sessionError', (error) => environment.logger.debug('connection broke off', { error }))
  server.on('session', (session: ServerHttp2Session) => {
    session.on('close', () => events.closed())
    events.opened()
  })
  return server
}

/** Accepts only a client that proves to hold the key of Terraform's certificate. The certificates are compared byte for byte. */
function createTlsGate(tls: TlsTerms, http2: Http2Server, logger: Logger): EventEmitter {
  const client = parsePem(tls.clientCertificatePem)
  const options: TlsOptions = {
    key: tls.certificate.privateKey.export({ type: 'pkcs8', format: 'pem' }),
    cert: toPem(tls.certificate.der),
    ca: certificatesOfNoUse(tls),
    requestCert: true,
    rejectUnauthorized: false,
    minVersion: 'TLSv1.2',
    ALPNProtocols: ['h2'],
  }
  const server = createTlsServer(options, (socket) => {
    if (isCertificateOf(socket, client)) http2.emit('connection', socket)
    else refuse(socket, logger)
  })
  server.on('tlsClientError', (error) => logger.debug('TLS handshake failed', { error }))
  return server
}

/**
 * What is given as `ca` decides nothing here. With some, Node 20 builds its whole root store, 14 ms at every start; with none, Bun does,
 * 0.7 ms.
 */
function certificatesOfNoUse({ clientCertificatePem }: TlsTerms): string[] {
  return process.versions['bun'] === undefined ? [] : [clientCertificatePem]
}

function isCertificateOf(socket: TLSSocket, expected: Buffer): boolean {
  return socket.getPeerX509Certificate()?.raw.equals(expected) ?? false
}

function refuse(socket: TLSSocket, logger: Logger): void {
  logger.warn('refused a connection that does not hold the client certificate of this run')
  socket.destroy()
}
