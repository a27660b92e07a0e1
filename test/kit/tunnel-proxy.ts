import { createServer, type IncomingMessage } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { connect } from 'node:net'
import { listen, stop } from './loopback-server'

/** What a client asked a proxy for. */
export interface Tunnel {
  /** `tenant.test:443`. */
  readonly to: string | undefined
  readonly authorization: string | undefined
}

/** How a proxy behaves. */
export interface TunnelProxyOptions {
  /** The port of 127.0.0.1 where every tunnel ends. */
  readonly target: number
  /** The status line for a request that gets no tunnel; undefined opens one. Default: always one. */
  readonly refuse?: (request: IncomingMessage) => string | undefined
  /** The proxy's certificate, for one that is spoken to by TLS. */
  readonly tls?: { readonly key: string; readonly cert: string }
}

/** A proxy that opens tunnels, and remembers who asked for what. */
export interface TunnelProxy {
  readonly port: number
  readonly tunnels: readonly Tunnel[]
  close(): Promise<void>
}

/** Starts a proxy on a free port of 127.0.0.1. */
export async function startTunnelProxy({ target, refuse, tls }: TunnelProxyOptions): Promise<TunnelProxy> {
  const tunnels: Tunnel[] = []
  const server = tls === undefined ? createServer() : createTlsServer(tls)
  server.on('connect', (request: IncomingMessage, socket) => {
    tunnels.push({ to: request.url, authorization: request.headers['proxy-authorization'] })
    const refusal = refuse?.(request)
    if (refusal !== undefined) return void socket.end(`HTTP/1.1 ${refusal}\r\n\r\n`)
    const upstream = connect(target, '127.0.0.1', () => socket.write('HTTP/1.1 200 OK\r\n\r\n'))
    upstream.pipe(socket).pipe(upstream)
    for (const end of [upstream, socket]) end.on('error', () => {})
  })
  const port = await listen(server)
  return { port, tunnels, close: () => stop(server) }
}
