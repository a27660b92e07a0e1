import type { RecordedRequest } from '../../emulator/index'

/** The Management API calls of an operation. */
export interface Calls {
  /** Number of accepted calls by kind, in order of first appearance; a list is a separate kind. */
  readonly kinds: ReadonlyMap<string, number>
  /** Number of calls refused with 429 (Too Many Requests). */
  readonly refused: number
}

/** Everything else, such as a token, is outside the rate limit. */
const MANAGEMENT_API = '/api/v2/'

const LIST = '/api/v2/event-streams'

const TOO_MANY_REQUESTS = 429

/** Counts the calls of a request log. */
export function countCalls(requests: readonly RecordedRequest[]): Calls {
  const calls = requests.filter(({ path }) => path.startsWith(MANAGEMENT_API))
  const served = calls.filter(({ status }) => status !== TOO_MANY_REQUESTS)
  const kinds = new Map<string, number>()
  for (const call of served) kinds.set(kindOf(call), (kinds.get(kindOf(call)) ?? 0) + 1)
  return { kinds, refused: calls.length - served.length }
}

function kindOf({ method, path }: RecordedRequest): string {
  return method === 'GET' && path === LIST ? 'list' : method
}

/** As in `1 PATCH, 5 list`; `none` without accepted calls. */
export function formatCalls({ kinds }: Calls): string {
  if (kinds.size === 0) return 'none'
  return [...kinds].map(([kind, count]) => `${count} ${kind}`).join(', ')
}
