import type { TenantOptions } from './tenant-options'

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
