import type { Clock } from '../clock'
import type { EventFeed } from './event-feed'
import { errorFrame, openingFrames, progressFrames, type SseErrorCode } from './sse-frame'
import { createSseReader } from './sse-reader'
import type { SseRequest } from './sse-request'

/** How often a connection receives its offset. Auth0 says "at regular intervals"; proxies give up after some 60 s. */
const HEARTBEAT_MS = 15_000

/** When the server ends a connection, for the client to come back: Auth0 does so "typically every few minutes". */
const LIFETIME_MS = 300_000

/** What a connection reads from, and whom it tells that it is over. */
export interface SseSource {
  readonly feed: EventFeed
  readonly clock: Clock
  readonly onClose: () => void
}

/** An open connection. */
export interface SseConnection {
  readonly body: ReadableStream<Uint8Array>
  /** Ends it with an error frame. */
  fail(code: SseErrorCode, message: string): void
}

/** What comes next on a connection: frames, after which it may be over. */
interface Step {
  readonly frames: string
  readonly isLast?: boolean
}

/**
 * Opens a connection. It holds no events: each is read from the feed when the client has taken the one before, so that a
 * slow client costs nothing. One that falls behind what the feed keeps is ended with an error.
 */
export function openSseStream({ feed, clock, onClose }: SseSource, request: SseRequest): SseConnection {
  const reader = createSseReader(feed, request)
  const line = createLine()
  line.put({ frames: openingFrames() })
  const stops = [
    feed.subscribe(line.wake),
    clock.setTimer(() => end({ frames: '', isLast: true }), LIFETIME_MS),
    repeat(clock, HEARTBEAT_MS, () => line.offer({ frames: progressFrames(reader.offset) })),
    onClose,
  ]
  function end(step: Step) {
    for (const stop of stops.splice(0)) stop()
    line.put(step)
  }
  function fail(code: SseErrorCode, message: string) {
    return end({ frames: errorFrame(code, message, reader.offset), isLast: true })
  }
  function read(): Step | undefined {
    if (reader.isBehind) fail('cursor_expired', 'The client has fallen behind the events that are kept.')
    return line.take() ?? toStep(reader.next())
  }
  let isCanceled = false
  async function pull(controller: ReadableStreamDefaultController<Uint8Array>) {
    const { frames, isLast = false } = await line.waitFor(read)
    if (isCanceled) return
    if (frames !== '') controller.enqueue(Buffer.from(frames))
    if (isLast) controller.close()
  }
  function cancel() {
    isCanceled = true
    end({ frames: '', isLast: true })
  }
  return { body: new ReadableStream({ pull, cancel }, { highWaterMark: 0 }), fail }
}

/** Frames that wait to be sent before the next event, and the wake-up of a reader that waits. */
function createLine() {
  let waiting: Step | undefined
  let wake: () => void = () => {}
  function put(step: Step) {
    waiting = step
    wake()
  }
  return {
    wake: () => wake(),
    put,
    /** Says something unless something else is waiting already. */
    offer: (step: Step) => {
      if (waiting === undefined) put(step)
    },
    take(): Step | undefined {
      const step = waiting
      waiting = undefined
      return step
    },
    /** The first step that a reading gives; it is tried again at every wake-up. */
    async waitFor(read: () => Step | undefined): Promise<Step> {
      for (;;) {
        const step = read()
        if (step !== undefined) return step
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    },
  }
}

function toStep(frames: string | undefined): Step | undefined {
  return frames === undefined ? undefined : { frames }
}

function repeat(clock: Clock, everyMs: number, action: () => void): () => void {
  let cancel: () => void = () => {}
  function arm() {
    cancel = clock.setTimer(() => {
      arm()
      action()
    }, everyMs)
  }
  arm()
  return () => cancel()
}
