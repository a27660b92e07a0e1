import type { EmulatorOptions } from './emulator-options'
import { withoutControls } from './http/action-gate'
import { reserveCaFile } from './http/ca-file'
import { createListener } from './http/listener'
import { LoopbackServers, type ServerCredentials } from './http/loopback-servers'
import type { Place } from './place'
import { createFileStorage } from './storage/file-storage'
import type { Storage } from './storage/storage'
import { createTenant, type Tenant } from './tenant'

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
 * Starts a tenant on 127.0.0.1. Rejects with Node's error (`EADDRINUSE`, `EACCES`) when the port cannot be had, with
 * `DataFileError` when the data file cannot be used, with `CaFileError` when the certificate would overwrite something else,
 * and with `SeedError` when the seed cannot be loaded.
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
  const servers = new LoopbackServers(await createCredentials(options))
  const place: Place = servers.caFile === undefined ? {} : { caFile: servers.caFile }
  let tenant: Tenant | undefined
  async function end() {
    tenant?.close()
    await servers.close()
    file?.close()
  }
  try {
    tenant = createTenant(options, place)
    const port = await servers.open(createListener(tenant), options.port ?? 0)
    Object.assign(place, { port, openActionPort: gateOpener(tenant, servers) })
    const url = `${options.tls === true ? 'https' : 'http'}://127.0.0.1:${port}`
    const { clientId, clientSecret, apiToken } = tenant
    const caFile = servers.caFile === undefined ? {} : { caFile: servers.caFile }
    return { url, domain: url, clientId, clientSecret, apiToken, ...caFile, tenant, close: end }
  } catch (error) {
    await end()
    throw error
  }
}

/** Opens the port for actions when the first one runs. */
function gateOpener(tenant: Tenant, servers: LoopbackServers): () => Promise<number> {
  let opened: Promise<number> | undefined
  return () => {
    opened ??= servers.open(createListener(withoutControls(tenant)), 0)
    return opened
  }
}

/** What the servers speak with: nothing for HTTP, a certificate for TLS. */
async function createCredentials({ tls, caFile, allowedHosts }: EmulatorOptions): Promise<ServerCredentials> {
  if (tls !== true) return {}
  const ca = await reserveCaFile(caFile)
  // Loaded here, since making certificates takes a large library.
  const { createLoopbackCertificate } = await import('./http/certificate')
  const { key, cert, caCert } = await createLoopbackCertificate(allowedHosts)
  await ca.write(caCert)
  return { tls: { key, cert }, ca }
}
