import type { FailureCause } from './management-error'

/** A proxy setting that cannot be used. The message says why, and shows nothing of the value, which may hold a password. */
export class UnusableProxyError extends Error {
  override readonly name = 'UnusableProxyError'
}

/** Of the codes of causes: the setting is wrong, so that nothing was sent anywhere. */
const WRONG_SETTING = 'ERR_PROXY_SETTING'

/** Of the codes of causes: the status with which a proxy refused to open a tunnel, `ERR_PROXY_407`. */
const REFUSAL = 'ERR_PROXY_'

/** The failures of a proxy that are the same a second later: a wrong setting, and the statuses from 400 to 499. */
export const LASTING_PROXY_FAILURE = /^ERR_PROXY_(SETTING|4)/

/**
 * The cause, when the proxy on the way failed, with a message that stands alone; undefined for any other
 * failure. `proxy` is the proxy in words. undici tells a proxy's status in its message alone (7.30, proxy-agent.js).
 */
export function proxyFailureOf(thrown: unknown, proxy: string | undefined): FailureCause | undefined {
  if (!(thrown instanceof Error)) return undefined
  if (thrown instanceof UnusableProxyError) return { code: WRONG_SETTING, message: thrown.message }
  const [, status] = /^Proxy response \((\d+)\)/.exec(thrown.message) ?? []
  if (proxy === undefined || status === undefined) return undefined
  const what = status === '407' ? 'wants other credentials' : 'does not open a connection to Auth0'
  return { code: `${REFUSAL}${status}`, message: `the proxy ${proxy} ${what} (${status})` }
}
