import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { CaFile } from './ca-file'

/**
 * How long an idle connection stays open. Longer than HTTP clients keep theirs for reuse, so that a client does not
 * send on a connection that is being closed: a reset here should only ever come from a fault.
 */
const KEEP_ALIVE_MS = 65_000

/** What servers speak TLS with, and the file of the authority that clients must trust; empty for plain HTTP. */
export interface ServerCredentials {
  readonly tls?: { readonly key: string; readonly cert: string }
  readonly ca?: CaFile
}

/** The servers of one tenant, all on 127.0.0.1. */
export class LoopbackServers {
  /** Where the certificate is that clients must trust; undefined without TLS. */
  readonly caFile: string | undefined
  private readonly credentials: ServerCredentials
  private readonly servers: Server[] = []

  constructor(credentials: ServerCredentials) {
    this.credentials = credentials
    this.caFile = credentials.ca?.path
  }

  /** Listens on a port, 0 for any free one, and gives its number. Rejects with Node's error when it cannot be had. */
  async open(listener: RequestListener, port: number): Promise<number> {
    const { tls } = this.credentials
    const server = tls === undefined ? createServer(listener) : createTlsServer(tls, listener)
    server.keepAliveTimeout = KEEP_ALIVE_MS
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    this.servers.push(server)
    return (server.address() as AddressInfo).port
  }

  /** Ends every connection, frees the ports and removes the certificate's file, unless somebody named it. */
  async close(): Promise<void> {
    await Promise.all(this.servers.splice(0).map(closeServer))
    await this.credentials.ca?.remove()
  }
}

async function closeServer(server: Server): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  server.closeAllConnections()
  await closed
}
