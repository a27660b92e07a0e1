import type { Context, Next } from 'hono'

/** The page may load from and talk to the tenant only; nothing that a stream is named can run in it. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  'img-src data:',
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

const PAGE_HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  // Not `no-referrer`: forms would be sent with the origin `null` then.
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
} as const

/**
 * Lets only pages of the console itself act on the tenant: a form or script of another site is refused by what browsers
 * say about where it comes from. That names of other sites do not get here is the business of the host guard.
 */
export async function guardConsole(call: Context, next: Next): Promise<Response | undefined> {
  const refusal = refuse(call.req.raw)
  if (refusal !== undefined) return new Response(`${refusal}\n`, { status: 403, headers: PAGE_HEADERS })
  await next()
  for (const [name, value] of Object.entries(PAGE_HEADERS)) call.res.headers.set(name, value)
  return undefined
}

/**
 * Keeps other sites off the control routes: a browser on this machine would send them what any page asks it to. Programs
 * say nothing of a site and are let through.
 */
export async function refuseOtherSites(call: Context, next: Next): Promise<Response | undefined> {
  const { headers, url } = call.req.raw
  const origin = headers.get('origin')
  const isOwn = isOwnSite(headers) && (origin === null || originHost(origin) === new URL(url).host)
  if (!isOwn) return new Response('Requests from pages of other sites are not allowed.\n', { status: 403 })
  await next()
  return undefined
}

/** Why a request is refused, or undefined. */
function refuse({ method, headers, url }: Request): string | undefined {
  const { host } = new URL(url)
  if (method === 'GET' || method === 'HEAD') return undefined
  if (isOwnSite(headers) && originHost(headers.get('origin')) === host) return undefined
  return 'Only pages of the console can make changes here. Programs use the Management API or /__emulator/.'
}

/** `none` is a person who typed the address. */
function isOwnSite(headers: Headers): boolean {
  return ['same-origin', 'none', null].includes(headers.get('sec-fetch-site'))
}

function originHost(origin: string | null): string | undefined {
  return origin !== null && URL.canParse(origin) ? new URL(origin).host : undefined
}
