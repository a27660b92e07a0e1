import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { createServer } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generate } from 'selfsigned'
import { listen, stop } from './loopback-server'

/** A server behind TLS, whose certificate vouches for itself. */
export interface TlsTenant {
  /** On 127.0.0.1. */
  readonly port: number
  readonly key: string
  readonly cert: string
  /** The file of the certificate. */
  readonly ca: string
  close(): Promise<void>
}

/** Starts a server on a free port of 127.0.0.1 whose certificate is for the names. */
export async function startTlsTenant(names: readonly string[], handle: RequestListener): Promise<TlsTenant> {
  const folder = mkdtempSync(join(tmpdir(), 'tls-tenant-'))
  const ca = join(folder, 'ca.pem')
  const { private: key, cert } = await generate([{ name: 'commonName', value: names[0] ?? '' }], {
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: names.map((value) => ({ type: 2 as const, value })) },
    ],
  })
  writeFileSync(ca, cert)
  const server = createServer({ key, cert }, handle)
  const port = await listen(server)
  return {
    port,
    key,
    cert,
    ca,
    async close() {
      await stop(server)
      rmSync(folder, { recursive: true })
    },
  }
}
