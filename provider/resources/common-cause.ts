import type { ManagementError } from '../management/index'

/**
 * What a failure has in common with those of other operations, such as refused credentials or an unreachable tenant, as a key
 * to compare; undefined for a failure that is about one object.
 */
export function commonCauseOf(failure: ManagementError): string | undefined {
  if (failure.nameHolder) return undefined
  return causeParts(failure)?.map(String).join('\n')
}

/** Refused with a pause, or not sent because of the pause that another request was refused with. */
const PAUSE = ['pause'] as const

function causeParts(failure: ManagementError): readonly unknown[] | undefined {
  const { kind, status, errorCode, apiMessage, reason, limitReason, path, gone } = failure
  // Not confirmed as gone, like all others, because the list cannot be read.
  if (typeof gone === 'string') return ['list', gone]
  switch (kind) {
    case 'auth':
      return [kind, status, errorCode, apiMessage ?? reason]
    case 'network':
    case 'timeout':
    case 'shape':
      return [kind, reason]
    case 'usage':
      return undefined
    case 'budget':
      return limitReason === 'asked' ? PAUSE : [kind, limitReason]
    case 'http':
      if (status === 429) return isTokenPath(path) ? [kind, status, path] : PAUSE
      if (status === 403 || (status ?? 0) >= 500 || !failure.fromAuth0)
        return [kind, status, errorCode, apiMessage ?? reason]
      return undefined
  }
}

/** Whether a request was for an access token, not for the tenant's objects. */
export function isTokenPath(path: string): boolean {
  return path === '/oauth/token'
}
