/** Where a tenant can be reached, once it listens. */
export interface Place {
  readonly port?: number
  /** The certificate of the authority that clients must trust, with TLS. */
  readonly caFile?: string
  /** The port of the API alone, for Actions: it has no control routes and no console. */
  readonly openActionPort?: () => Promise<number>
}
