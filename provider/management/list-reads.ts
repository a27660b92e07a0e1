import { abortable } from './abortable'
import type { EventStream } from './event-stream'
import type { CallOptions, EventStreams } from './event-streams'
import type { ManagementClient } from './management-client'
import { isManagementError, type ManagementError } from './management-error'
import { REAL_TIMER } from './timer'
import { type WriteMarks, writeMarksOf } from './write-marks'

/** Injected clock and timer. */
export interface ListReadTools {
  now: () => number
  sleep: (ms: number) => Promise<void>
}

const REAL_TOOLS: ListReadTools = {
  now: Date.now,
  sleep: REAL_TIMER.sleep,
}

/**
 * How long the first read waits for others: a program that reads many objects asks for several at once, within a few
 * milliseconds. For one stream alone a GET is cheaper than a list, which may have many pages.
 */
const GATHER_MS = 20

/** The most that Auth0 puts on a page. */
const PAGE_SIZE = 100

/** A refresh of thousands of streams takes seconds; what is older than this may be another operation's. */
const MAX_AGE_MS = 60_000

/** The same once this process has written: then another process with the same configuration may be writing, too. */
const MAX_AGE_AMONG_WRITES_MS = 5_000

/**
 * A client whose reads of many streams are a few list calls: N streams of a tenant of N cost ceil(N/100) calls.
 *
 * A list serves one operation and is never older: it answers each stream once, because an operation reads an
 * object once; it ends when a write to the tenant begins and when it ends, by whatever client of this process; and it belongs to
 * this client, of which every configuration makes a new one. A stream that the list lacks, or that was written since the
 * list was asked for, gets a GET of its own. A list that fails gives way to single GETs, unless these would be refused in the
 * same way.
 */
export function withListReads(client: ManagementClient, tools: ListReadTools = REAL_TOOLS): ManagementClient {
  const { eventStreams, origin } = client
  const marks = writeMarksOf(origin)
  let reads = createReads(client, marks, tools)
  return {
    ...client,
    eventStreams: {
      ...eventStreams,
      get(id, options) {
        if (!reads.canServe(id)) reads = createReads(client, marks, tools)
        return reads.get(id, options)
      },
      create: (...args) => marks.during(undefined, () => eventStreams.create(...args)),
      update: (...args) => marks.during(args[0], () => eventStreams.update(...args)),
      delete: (...args) => marks.during(args[0], () => eventStreams.delete(...args)),
    },
  }
}

/** The reads of one operation. */
function createReads({ eventStreams, prepare }: ManagementClient, marks: WriteMarks, { now, sleep }: ListReadTools) {
  const startedAt = now()
  const mark = marks.latest
  const maxAgeMs = mark === 0 ? MAX_AGE_MS : MAX_AGE_AMONG_WRITES_MS
  const asked = new Set<string>()
  let list: List | undefined
  return {
    canServe: (id: string): boolean => !asked.has(id) && mark === marks.latest && now() - startedAt < maxAgeMs,

    async get(id: string, options: CallOptions = {}): Promise<EventStream> {
      asked.add(id)
      if (asked.size === 1) {
        prepare()
        await abortable(sleep(GATHER_MS), options.signal)
      }
      if (asked.size === 1) return eventStreams.get(id, options)
      list ??= createList(eventStreams, () => asked.size)
      const found = await abortable(list.find(id), options.signal)
      return found === undefined || marks.isWritten(id, mark) ? eventStreams.get(id, options) : found
    },
  }
}

type List = ReturnType<typeof createList>

/**
 * The tenant's list, read page by page while somebody waits for a stream. Never more pages than streams were asked for: two
 * streams of a tenant of thousands are cheaper to read by themselves.
 */
function createList(eventStreams: EventStreams, wanted: () => number) {
  const found = new Map<string, EventStream>()
  let pages = 0
  let from: string | undefined
  let ended = false
  let refusal: ManagementError | undefined
  let flight: Promise<void> | undefined

  const readPage = async (): Promise<void> => {
    try {
      pages += 1
      const page = await eventStreams.list({ take: PAGE_SIZE, ...(from !== undefined && { from }) })
      for (const stream of page.eventStreams) found.set(stream.id, stream)
      from = page.next
      ended = from === undefined
    } catch (error) {
      ended = true
      if (wouldRefuseAll(error)) refusal = error
    }
  }

  return {
    /** The stream; undefined when it must be read by itself. Rejects when that would be refused as the list was. */
    async find(id: string): Promise<EventStream | undefined> {
      while (!found.has(id) && !ended && (flight !== undefined || pages < wanted())) {
        flight ??= readPage().finally(() => {
          flight = undefined
        })
        await flight
      }
      if (refusal !== undefined && !found.has(id)) throw refusal
      return found.get(id)
    },
  }
}

// Single reads need the same credentials and the same scope, and count towards the same rate limit.
const wouldRefuseAll = (error: unknown): error is ManagementError =>
  isManagementError(error) &&
  (error.kind === 'auth' || error.kind === 'budget' || error.status === 403 || error.status === 429)
