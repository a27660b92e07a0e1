/** The address of a tenant. */
export interface Domain {
  /** Scheme, host and port: `https://tenant.eu.auth0.com`. */
  readonly origin: string
  /** Host and port alone: `tenant.eu.auth0.com`. */
  readonly domain: string
}

/** A domain that cannot be used. The message says why, in lower case, to follow on "domain" or a colon. */
export class InvalidDomainError extends Error {
  // Of the class, whose name is not kept in the build.
  static override readonly name = 'InvalidDomainError'
  override readonly name = 'InvalidDomainError'
}

/** True for the host names that never leave the machine: `localhost`, 127.0.0.0/8 and `[::1]`, as `URL` writes them. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname)
}

/**
 * Reads a tenant's domain as a person writes it: bare or with `https://`. `http://` is kept for a loopback address only;
 * any other address gets https as well, as with the official clients. A lone slash at the end is accepted.
 *
 * Throws `InvalidDomainError`; its message never shows a password that stood in the text.
 */
export function parseDomain(text: string): Domain {
  if (text.trim() === '') throw new InvalidDomainError('it is empty')
  if (/\s/.test(text)) throw new InvalidDomainError('it contains white space')
  const url = toUrl(text)
  const problem = problemOf(url)
  if (problem !== undefined) throw new InvalidDomainError(problem)
  const plain = url.protocol === 'http:' && isLoopback(url.hostname)
  return { origin: `${plain ? 'http' : 'https'}://${url.host}`, domain: url.host }
}

function toUrl(text: string): URL {
  const withScheme = text.includes('://') ? text : `https://${text}`
  if (!URL.canParse(withScheme))
    throw new InvalidDomainError('it is not a valid host name, such as "tenant.eu.auth0.com"')
  return new URL(withScheme)
}

function problemOf(url: URL): string | undefined {
  if (url.username !== '' || url.password !== '') return 'it must not contain a user name or password'
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return `"${url.protocol}//" is not supported, only https`
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') {
    return `only the host name belongs here: "${url.host}", without path or query`
  }
  return undefined
}
