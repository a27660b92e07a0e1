import { goesAroundProxy } from './no-proxy'
import { UnusableProxyError } from './proxy-failure'

/** The proxy to use. */
export interface HttpProxy {
  /** Without credentials: `http://proxy:3128`. */
  readonly uri: string
  /** The value of the header `Proxy-Authorization`; a secret. */
  readonly authorization?: string
  /** In words, without credentials: `proxy:3128 of HTTPS_PROXY`. */
  readonly name: string
}

/**
 * The proxy for an origin, by the rules of Go's `net/http`: `HTTPS_PROXY` and `NO_PROXY`
 * in upper or lower case, where an empty one hides nothing; a value without a scheme means http; `localhost` and loopback
 * addresses are always reached directly. `HTTP_PROXY` never applies, because nothing but loopback is spoken to without TLS.
 *
 * Throws `UnusableProxyError`, without showing the value, when the variable does not name a proxy that can be used: Go then connects
 * directly, which the setting does not ask for.
 */
export function proxyFor(origin: string, env: Record<string, string | undefined>): HttpProxy | undefined {
  const variable = ['HTTPS_PROXY', 'https_proxy'].find((name) => env[name]?.trim())
  if (variable === undefined) return undefined
  const { hostname, port } = new URL(origin)
  const host = hostname.replace(/^\[(.*)\]$/, '$1')
  if (goesAroundProxy({ host, port: port || '443' }, env['NO_PROXY'] || env['no_proxy'] || '')) return undefined
  return readProxy(variable, env[variable]?.trim() ?? '')
}

function readProxy(variable: string, value: string): HttpProxy {
  const uri = value.includes('://') ? value : `http://${value}`
  if (!URL.canParse(uri)) throw new UnusableProxyError(`the environment variable ${variable} is not a URL`)
  const url = new URL(uri)
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new UnusableProxyError(
      `the environment variable ${variable} names a proxy of the kind ${url.protocol}//, and only http:// and https:// are supported`,
    )
  const authorization = authorizationOf(variable, url)
  return {
    uri: url.origin,
    name: `${url.host} of ${variable}`,
    ...(authorization !== undefined && { authorization }),
  }
}

function authorizationOf(variable: string, { username, password }: URL): string | undefined {
  if (username === '' && password === '') return undefined
  try {
    const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
    return `Basic ${Buffer.from(credentials).toString('base64')}`
  } catch {
    throw new UnusableProxyError(
      `the user name or password in the environment variable ${variable} has a "%" that begins no escape; write it as %25`,
    )
  }
}
