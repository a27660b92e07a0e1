/** Where a tenant can be reached, once it listens. */
export interface Place {
  port?: number
  /** The certificate of the authority that clients must trust, with TLS. */
  caFile?: string
  /** The port of the API alone, for Actions: it has no control routes and no console. */
  openActionPort?: () => Promise<number>
}
