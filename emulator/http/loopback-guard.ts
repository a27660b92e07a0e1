import type { Context, Next } from 'hono'
import { isSameText } from '../auth/same-text'
import { ApiError } from './api-error'

/** Names under which a browser reaches this machine and no other, whatever a name server says. */
const LOOPBACK_HOST = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

/**
 * Serves requests to this machine's own names only, whatever their path. A web page whose name a name server points to this
 * machine reaches the port, and would be of the same origin as the tenant; its Host header gives it away. Further names
 * can be allowed by an option.
 */
export function guardHost(allowedHosts: readonly string[]) {
  return async function checkHost({ req }: Context, next: Next): Promise<Response | undefined> {
    const hosts = [new URL(req.url).hostname, hostnameOf(req.header('host'))]
    const foreign = hosts.find(
      (host) => host !== undefined && !LOOPBACK_HOST.test(host) && !allowedHosts.includes(host),
    )
    if (foreign === undefined) {
      await next()
      return undefined
    }
    const remedy = 'Use one of these names, or start it with --allow-host NAME.'
    const message = `The local tenant is reachable as 127.0.0.1 and localhost only, not as "${foreign}". ${remedy}`
    return new ApiError(403, message, { errorCode: 'emulator_foreign_host' }).toResponse()
  }
}

function hostnameOf(header: string | undefined): string | undefined {
  if (header === undefined) return undefined
  return URL.canParse(`http://${header}`) ? new URL(`http://${header}`).hostname : header
}

/**
 * Asks for the control token, where the tenant has one, on the control routes and the console: as a bearer token, or as
 * the password of HTTP Basic, which browsers ask a person for.
 */
export function guardControls(token: string | undefined) {
  return async function checkToken({ req }: Context, next: Next): Promise<Response | undefined> {
    if (token === undefined || isToken(req.header('authorization'), token)) {
      await next()
      return undefined
    }
    const message =
      'The control routes and the console of this tenant need its control token, as Bearer or as a password.'
    const headers = {
      'www-authenticate': 'Basic realm="Local Auth0 tenant, control token as password", charset="UTF-8"',
    }
    return new ApiError(401, message, { errorCode: 'emulator_control_token' }).toResponse(headers)
  }
}

function isToken(authorization: string | undefined, token: string): boolean {
  const [, scheme = '', sent = ''] = /^(Bearer|Basic) +(\S+)$/i.exec(authorization ?? '') ?? []
  if (scheme.toLowerCase() === 'bearer') return isSameText(sent, token)
  const credentials = Buffer.from(sent, 'base64').toString('utf8')
  return sent !== '' && isSameText(credentials.slice(credentials.indexOf(':') + 1), token)
}
