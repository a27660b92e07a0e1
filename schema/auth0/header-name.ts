import { type Check, refuse } from '../dsl/index'

/**
 * Header fields that the sender of a request sets itself, or that apply to one connection only, so that none can carry a secret to
 * a handler. Sources: RFC 9110, sections 7.6.1, 8, 10.1 and 11.7; RFC 9112, section 6; RFC 9113, section 8.2.2.
 */
const RESERVED: ReadonlySet<string> = new Set([
  'connection',
  'content-encoding',
  'content-length',
  'content-type',
  'expect',
  'host',
  'http2-settings',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

/** Refuses the name of a header that cannot carry a secret; ignores case. */
export const notReserved: Check<string> = (name) =>
  RESERVED.has(name.toLowerCase())
    ? refuse(
        'Invalid header name',
        `${JSON.stringify(name)} is set by the sender of an HTTP request or belongs to its connection, so it cannot carry a secret.\n\nUse "Authorization" or a name of your own, such as "X-Webhook-Key".`,
      )
    : []
