import type { Json } from '../json'

/**
 * One request as the tenant saw it. Bodies are kept as they came, a webhook's secret included: this is a test double, and
 * what arrived is what tests want to know. The credentials of token requests are masked unless the tenant is told
 * otherwise, and the Authorization header is not kept.
 */
export interface RecordedRequest {
  /** Counts from 1 in order of arrival, and goes on after the log was cleared. */
  readonly sequence: number
  /** When the request arrived, RFC 3339. */
  readonly at: string
  readonly method: string
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  /** Parsed JSON or form fields; the text itself when it is neither; null when there is no body. */
  readonly body: Json
  /** Null while the request is under way, and when the connection was broken before it was handled. */
  readonly status: number | null
  readonly headers: Readonly<Record<string, string>>
  /** The client that the token was issued to; absent for static tokens and refused requests. */
  readonly clientId?: string
  /** How a fault broke the connection, if one did. With `reset-after` and `truncate` the request was handled. */
  readonly connection?: string
}

/** What is known of a request when it arrives. */
type ArrivedRequest = Omit<RecordedRequest, 'sequence' | 'status' | 'clientId' | 'connection'>

/** How a request ended. */
type Outcome = Pick<RecordedRequest, 'status' | 'clientId' | 'connection'>

/** The requests that came in, oldest first. */
export interface RequestLog {
  /** Notes a request, whose body has so many characters, and returns the function that notes how it ended and gives the whole. */
  arrive(request: ArrivedRequest, length?: number): (outcome: Outcome) => RecordedRequest
  all(): RecordedRequest[]
  clear(): void
}

/** How many requests are kept; beyond it the oldest go, so that a tenant left running does not grow without bound. */
const KEPT_REQUESTS = 10_000

/** How long their bodies may be together, in characters; beyond it the oldest go as well. The newest is always kept. */
const KEPT_LENGTH = 32 * 1_048_576

/** An empty log. */
export function createRequestLog(kept = KEPT_REQUESTS, keptLength = KEPT_LENGTH): RequestLog {
  const entries = new Map<number, RecordedRequest>()
  const lengths = new Map<number, number>()
  let total = 0
  function forget(sequence: number) {
    total -= lengths.get(sequence) ?? 0
    lengths.delete(sequence)
    entries.delete(sequence)
  }
  let lastSequence = 0
  return {
    arrive(request, length = 0) {
      lastSequence += 1
      const sequence = lastSequence
      entries.set(sequence, { sequence, ...request, status: null })
      lengths.set(sequence, length)
      total += length
      for (const oldest of entries.keys()) {
        if (oldest === sequence || (entries.size <= kept && total <= keptLength)) break
        forget(oldest)
      }
      return (outcome) => {
        const entry = { sequence, ...request, ...outcome }
        if (entries.has(sequence)) entries.set(sequence, entry)
        return entry
      }
    },
    all: () => [...entries.values()],
    clear: () => [...entries.keys()].forEach(forget),
  }
}
