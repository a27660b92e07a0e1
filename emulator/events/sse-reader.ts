import type { EventFeed } from './event-feed'
import { eventFrame } from './sse-frame'
import type { SseRequest } from './sse-request'

/** One client's place in the tenant's feed. */
export interface SseReader {
  /** The offset of the last event that was passed, wanted or not. */
  readonly offset: number
  /** Whether the feed has dropped events that this client has not passed yet. */
  readonly isBehind: boolean
  /** The frame of the next wanted event; undefined when the end of the feed is reached. */
  next(): string | undefined
}

/** How many events are taken from the feed at once on the way to a wanted one. */
const BATCH = 100

/** A reader at the place that the client asked for. */
export function createSseReader(feed: EventFeed, { after, wants }: SseRequest): SseReader {
  let offset = after
  return {
    get offset() {
      return offset
    },
    get isBehind() {
      return offset + 1 < feed.firstOffset
    },
    next() {
      for (let batch = feed.after(offset, BATCH); batch.length > 0; batch = feed.after(offset, BATCH)) {
        for (const logged of batch) {
          offset = logged.offset
          if (wants(logged.event.type)) return eventFrame(logged)
        }
      }
      return undefined
    },
  }
}
