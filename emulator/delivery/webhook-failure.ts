import { types } from 'node:util'

/** A webhook took longer to respond than it may. */
export class WebhookTimeout extends Error {
  constructor() {
    super('context deadline exceeded (Client.Timeout exceeded while awaiting headers)')
    this.name = 'WebhookTimeout'
  }
}

/** What a failed connection is called by the HTTP client that Auth0 uses, by the code of Node's error. */
const REASONS: Readonly<Record<string, (error: ConnectionError) => string>> = {
  ECONNREFUSED: (error) => `dial tcp ${addressOf(error)}: connect: connection refused`,
  ENOTFOUND: ({ hostname = '' }) => `dial tcp: lookup ${hostname}: no such host`,
  EAI_AGAIN: ({ hostname = '' }) => `dial tcp: lookup ${hostname}: server misbehaving`,
  EHOSTUNREACH: (error) => `dial tcp ${addressOf(error)}: connect: no route to host`,
  ENETUNREACH: (error) => `dial tcp ${addressOf(error)}: connect: network is unreachable`,
  ETIMEDOUT: (error) => `dial tcp ${addressOf(error)}: i/o timeout`,
  ECONNRESET: () => 'EOF',
  CERT_HAS_EXPIRED: () => 'tls: failed to verify certificate: x509: certificate has expired or is not yet valid',
  DEPTH_ZERO_SELF_SIGNED_CERT: () => UNKNOWN_AUTHORITY,
  SELF_SIGNED_CERT_IN_CHAIN: () => UNKNOWN_AUTHORITY,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: () => UNKNOWN_AUTHORITY,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: () => UNKNOWN_AUTHORITY,
  ERR_TLS_CERT_ALTNAME_INVALID: ({ host = '' }) =>
    `tls: failed to verify certificate: x509: certificate is not valid for ${host}`,
  ERR_INVALID_URL: () => 'invalid URL',
  ERR_INVALID_PROTOCOL: () => 'unsupported protocol scheme',
}

const UNKNOWN_AUTHORITY = 'tls: failed to verify certificate: x509: certificate signed by unknown authority'

/** What Node's connection errors carry besides their message. */
interface ConnectionError extends NodeJS.ErrnoException {
  readonly address?: string
  readonly port?: number
  readonly hostname?: string
  readonly host?: string
}

/**
 * The message of a call that brought no response. Recorded traffic begins with the verb and the address, as Go's HTTP
 * client writes it, and breaks off there; what follows is that client's wording.
 */
export function describeFailure(endpoint: string, error: unknown): string {
  const cause = firstError(error)
  const reason = REASONS[cause.code ?? '']?.(cause) ?? cause.message
  return `Post "${endpoint}": ${reason}`
}

/** Node tries every address of a host name and then throws all failures at once; the first says what there is to say. */
function firstError(error: unknown): ConnectionError {
  if (!types.isNativeError(error)) return new Error(String(error))
  const errors: unknown = 'errors' in error ? error.errors : undefined
  return Array.isArray(errors) && errors.length > 0 ? firstError(errors[0]) : error
}

function addressOf({ address = '', port = 0 }: ConnectionError): string {
  return `${address.includes(':') ? `[${address}]` : address}:${port}`
}
