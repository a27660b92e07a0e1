/** Where a tenant lives. */
export interface Domain {
  /** Scheme, host and port: `https://tenant.eu.auth0.com`. */
  origin: string
  /** Host and port alone: `tenant.eu.auth0.com`. */
  domain: string
}

/** A domain that cannot be used. The message says why, in lower case, to follow on "domain" or a colon. */
export class InvalidDomainError extends Error {
  override readonly name = 'InvalidDomainError'
}

/** True for the host names that never leave the machine: `localhost`, 127.0.0.0/8 and `[::1]`, as `URL` writes them. */
export const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname)

/**
 * Reads a tenant's domain as a person writes it: bare, with `https://`, or, for a loopback address, with `http://`.
 * A lone slash at the end is forgiven.
 *
 * Throws `InvalidDomainError`; its message never shows a password that stood in the text.
 */
export function parseDomain(text: string): Domain {
  if (text.trim() === '') throw new InvalidDomainError('it is empty')
  if (/\s/.test(text)) throw new InvalidDomainError(`"${text}" contains white space`)
  const url = toUrl(text)
  const problem = problemOf(url)
  if (problem !== undefined) throw new InvalidDomainError(problem)
  return { origin: url.origin, domain: url.host }
}

function toUrl(text: string): URL {
  const withScheme = text.includes('://') ? text : `https://${text}`
  if (!URL.canParse(withScheme)) throw new InvalidDomainError('it is no host name, such as "tenant.eu.auth0.com"')
  return new URL(withScheme)
}

function problemOf(url: URL): string | undefined {
  if (url.username !== '' || url.password !== '') return 'it must not contain a user name or password'
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return `"${url.protocol}//" is not supported, only https`
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') {
    return `only the host name belongs here: "${url.host}", without path or query`
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    return `http:// is for loopback addresses only, "${url.host}" needs https://`
  }
  return undefined
}
