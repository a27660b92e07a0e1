import { type FailureCause, isLoopback, type ManagementError } from '../management/index'
import type { Explanation } from './explanation'

/** What a failed connection means. `domain` is the tenant's origin, undefined while it is not known. */
export function explainConnection(
  failure: ManagementError,
  attempted: string,
  domain: string | undefined,
): Explanation {
  return {
    what: `The connection to Auth0 failed, so the provider could not ${attempted}: ${failure.reason}${triesOf(failure)}.`,
    advice: networkAdvice(failure.cause, domain),
  }
}

/** What a missing response means. */
export function explainTimeout(failure: ManagementError, attempted: string): Explanation {
  return {
    what: `Auth0 did not respond in time, so the provider could not ${attempted}: ${failure.reason}${triesOf(failure)}.`,
    advice: 'Check the network, and https://status.auth0.com.',
  }
}

function triesOf({ attempts }: ManagementError): string {
  return attempts === undefined ? '' : `, after ${attempts} attempts`
}

const UNREACHED: ReadonlySet<string> = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'EHOSTUNREACH'])

const OR_GO_AROUND = ', or name the domain of the tenant in NO_PROXY if it can be reached without a proxy.'

const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS/

/** What to look at when no connection came about. `domain` is the tenant's origin. */
function networkAdvice({ code = '', proxy, isPlainText }: FailureCause = { message: '' }, domain?: string): string {
  if (isPlainText) return plainTextAdvice(proxy, domain)
  if (code === 'ERR_PROXY_407')
    return 'Write them into HTTPS_PROXY, as in http://USER:PASSWORD@HOST:PORT, with %40 for "@" and the like.'
  if (code === 'ERR_PROXY_SETTING') return `Correct HTTPS_PROXY${OR_GO_AROUND}`
  if (code.startsWith('ERR_PROXY_')) return `Let the proxy connect to the domain of the tenant${OR_GO_AROUND}`
  if (proxy !== undefined && UNREACHED.has(code))
    return `Nothing responds at the address of the proxy. Correct HTTPS_PROXY${OR_GO_AROUND}`
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return 'Check the spelling of AUTH0_DOMAIN or domain, and that this machine can resolve names. Behind a proxy, set HTTPS_PROXY.'
  if (code === 'ECONNREFUSED')
    return 'Nothing listens there. Check AUTH0_DOMAIN or domain; for a local tenant, that it is running. Behind a proxy, set HTTPS_PROXY.'
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return 'The certificate is that of another host. Check AUTH0_DOMAIN or domain, and that no proxy or gateway responds in its place.'
  if (/^CERT_(HAS_EXPIRED|NOT_YET_VALID)$/.test(code))
    return 'The certificate is not valid at this time. Check the clock of this machine. If a proxy of your company signs it, its CA certificate may have expired (NODE_EXTRA_CA_CERTS).'
  if (CERTIFICATE.test(code))
    return 'The certificate is not trusted. If a proxy of your company signs it, set NODE_EXTRA_CA_CERTS to the file of its CA certificate.'
  return 'Check the network and the proxy settings (HTTPS_PROXY, NO_PROXY).'
}

function plainTextAdvice(proxy: string | undefined, domain: string | undefined): string {
  return proxy === undefined && domain !== undefined && isLoopback(new URL(domain).hostname)
    ? `A local tenant is reached without TLS: write http:// before its address, as in AUTH0_DOMAIN=${domain.replace('https', 'http')}.`
    : 'Check AUTH0_DOMAIN or domain, its port, and that no proxy responds in its place (HTTPS_PROXY, NO_PROXY).'
}
