import { isLoopback } from './domain'

/** The proxy to use, and the hosts that go around it. */
export interface Proxy {
  /** With scheme: `http://proxy:3128`. May hold a password. */
  uri: string
  /** The text of `NO_PROXY`. */
  exceptions: string
}

/**
 * The proxy for an origin, by the rules that Terraform itself follows (those of Go's `net/http`): `HTTPS_PROXY` and `NO_PROXY` in upper or lower
 * case, an empty one counts as unset, a value without a scheme means http, loopback addresses are always reached directly.
 * `HTTP_PROXY` never applies, because nothing but loopback is spoken to without TLS.
 *
 * Throws `Error`, without showing the value, when `HTTPS_PROXY` is no URL.
 */
export function proxyFor(origin: string, env: Record<string, string | undefined>): Proxy | undefined {
  const value = env['HTTPS_PROXY'] || env['https_proxy']
  if (!value || isLoopback(new URL(origin).hostname)) return undefined
  const uri = value.includes('://') ? value : `http://${value}`
  if (!URL.canParse(uri)) throw new Error('the environment variable HTTPS_PROXY is not a URL')
  return { uri, exceptions: env['NO_PROXY'] || env['no_proxy'] || '' }
}
