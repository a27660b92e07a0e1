import type { Clock } from '../clock'
import { ApiError } from '../http/api-error'
import { LIMIT_PRESETS, type LimitPreset, type Limits } from '../http/token-bucket'
import type { Switches } from '../switches/switches'
import type { EventFeed } from './event-feed'
import type { SseErrorCode } from './sse-frame'
import type { SseRequest } from './sse-request'
import { openSseStream, type SseConnection } from './sse-stream'

/** What `GET /events` uses of a tenant. */
export interface SseState {
  readonly clock: Clock
  readonly switches: Switches
  readonly eventFeed: EventFeed
  /** How many connections are allowed at once; by the plan of the limits when undefined. */
  readonly eventConnections: number | undefined
  readonly limits: Limits
}

/** The connections to a tenant's events that are open. */
export interface SseConnections {
  /** Opens one. Throws a 403 `ApiError` when there are as many as the plan allows. */
  open(request: SseRequest): ReadableStream<Uint8Array>
  readonly size: number
  /** Ends every one with an error frame. */
  fail(code: SseErrorCode, message: string): void
}

/**
 * How many connections each plan has (documentation of the Events API). Self-service plans have 4 and Enterprise 8; a
 * bucket of one's own says nothing about the plan and counts as Enterprise.
 */
const PLAN_CONNECTIONS: Partial<Record<LimitPreset, number>> = { free: 1, professional: 4 }
const ENTERPRISE_CONNECTIONS = 8

/** A tenant's connections, of which there are none yet. */
export function createSseConnections(state: SseState): SseConnections {
  const open = new Set<SseConnection>()
  return {
    open(request) {
      assertRoom(open.size, state.eventConnections ?? planConnections(state))
      const source = { feed: state.eventFeed, clock: state.clock, onClose: () => void open.delete(connection) }
      const connection = openSseStream(source, request)
      open.add(connection)
      return connection.body
    },
    get size() {
      return open.size
    },
    fail(code, message) {
      for (const connection of open) connection.fail(code, message)
    },
  }
}

/** The number of the preset whose bucket the tenant's limits have. */
function planConnections({ limits: { burst, perSecond } }: SseState): number {
  const presets = Object.entries(LIMIT_PRESETS)
  function isPlan(preset: Limits) {
    return preset.burst === burst && preset.perSecond === perSecond
  }
  const preset = presets.find(([, each]) => isPlan(each))?.[0] as LimitPreset | undefined
  return (preset && PLAN_CONNECTIONS[preset]) ?? ENTERPRISE_CONNECTIONS
}

/** The 403 is documented, its text is not. */
function assertRoom(open: number, limit: number): void {
  if (open >= limit) throw new ApiError(403, `The limit of ${limit} concurrent connections has been reached.`)
}
