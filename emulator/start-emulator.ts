import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { CertificateFile } from './certificate'
import { createListener } from './listener'
import type { TenantOptions } from './state'
import { createFileStorage } from './storage/file-storage'
import type { Storage } from './storage/storage'
import { createTenant, type Tenant } from './tenant'

/** How an emulator listens, and how its tenant starts out. */
export interface EmulatorOptions extends TenantOptions {
  /** Default 0: any free port. */
  readonly port?: number
  /** Speak TLS with a certificate made for this run; its authority's certificate is written to a file. */
  readonly tls?: boolean
  /** Where to write that certificate; default a new private folder, which `close` removes. */
  readonly caFile?: string
  /** Keep the tenant in this file, which is made when it is not there; default memory. Closed by `close`. */
  readonly dataFile?: string
}

/** A tenant that listens on loopback. */
export interface Emulator {
  /** Without a slash at the end. */
  readonly url: string
  /** What to set as `AUTH0_DOMAIN`. The same as `url`, so that a client knows whether to speak TLS. */
  readonly domain: string
  readonly clientId: string
  readonly clientSecret: string
  readonly apiToken: string
  /** Present with TLS: the certificate that clients must trust, for instance by `NODE_EXTRA_CA_CERTS`. */
  readonly caFile?: string
  readonly tenant: Tenant
  /** Ends every connection, frees the port, removes the certificate's file and closes the data file. */
  close(): Promise<void>
}

/**
 * How long an idle connection stays open. Longer than HTTP clients keep theirs for reuse, so that a client does not
 * send on a connection that is being closed: a reset here should only ever come from a fault.
 */
const KEEP_ALIVE_MS = 65_000

/**
 * Starts a tenant on 127.0.0.1. Rejects with Node's error (`EADDRINUSE`, `EACCES`) when the port cannot be had, with
 * `DataFileError` when the data file cannot be used, and with `SeedError` when the seed cannot be loaded.
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const file = options.dataFile === undefined ? undefined : await createFileStorage(options.dataFile)
  try {
    return await listen(file === undefined ? options : { ...options, storage: file }, file)
  } catch (error) {
    file?.close()
    throw error
  }
}

async function listen(options: EmulatorOptions, file: Storage | undefined): Promise<Emulator> {
  const tenant = createTenant(options)
  const { server, ca } = await createLoopbackServer(createListener(tenant), options)
  server.keepAliveTimeout = KEEP_ALIVE_MS
  try {
    server.listen(options.port ?? 0, '127.0.0.1')
    await once(server, 'listening')
  } catch (error) {
    tenant.close()
    await ca?.remove()
    throw error
  }
  const { port } = server.address() as AddressInfo
  const url = `${options.tls === true ? 'https' : 'http'}://127.0.0.1:${port}`
  const { clientId, clientSecret, apiToken } = tenant
  const caFile = ca === undefined ? {} : { caFile: ca.path }
  const end = async () => {
    tenant.close()
    await close(server, ca)
    file?.close()
  }
  return { url, domain: url, clientId, clientSecret, apiToken, ...caFile, tenant, close: end }
}

async function createLoopbackServer(
  listener: RequestListener,
  { tls, caFile }: EmulatorOptions,
): Promise<{ server: Server; ca?: CertificateFile }> {
  if (tls !== true) return { server: createServer(listener) }
  // Loaded here, since making certificates takes a large library.
  const { createLoopbackCertificate, writeCertificateFile } = await import('./certificate')
  const { key, cert, caCert } = await createLoopbackCertificate()
  const ca = await writeCertificateFile(caCert, caFile)
  return { server: createTlsServer({ key, cert }, listener), ca }
}

async function close(server: Server, ca: CertificateFile | undefined): Promise<void> {
  if (server.listening) {
    const closed = once(server, 'close')
    server.close()
    server.closeAllConnections()
    await closed
  }
  await ca?.remove()
}
