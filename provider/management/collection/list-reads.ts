import { abortable } from '../abortable'
import { isManagementError, type ManagementError } from '../management-error'
import type { CallOptions } from './call-options'
import type { Collection, CollectionCalls, ObjectTypes } from './collection'
import type { WriteMarks } from './write-marks'

/** What list reads need besides the calls. */
export interface ListReadTools {
  /** The writes to the tenant, by whatever client of this process. */
  readonly marks: WriteMarks
  /** Loads what the first request needs. Resolves when that is done; a failure rejects that request. */
  readonly load: () => Promise<void>
  /** Asks for the token ahead of the first request. Resolves when there is a response; a failure rejects that request. */
  readonly prefetchToken: () => Promise<void>
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly sleep: (ms: number) => Promise<void>
}

/**
 * How long the first read waits for others, at least: a program that reads many objects asks for several at once, within a few
 * milliseconds. For one object alone a GET is cheaper than a list, which may have many pages.
 */
const GATHER_MS = 5

/** The most that Auth0 puts on a page. */
const PAGE_SIZE = 100

/** A refresh of thousands of objects takes seconds; what is older than this may be another operation's. */
const MAX_AGE_MS = 60_000

/** The same once this process has written: then another process with the same configuration may be writing, too. */
const MAX_AGE_AMONG_WRITES_MS = 5_000

/**
 * Calls of which the reads of many objects are a few list calls: N objects of a tenant of N cost ceil(N/100) calls.
 *
 * A list serves one operation and is never older: it gives each object once, because an operation reads an object once; it
 * ends when a write to the tenant begins and when it ends; and it belongs to this client, of which every configuration makes
 * a new one. An object that the list lacks, or that was written since the list was asked for, gets a GET of its own. A list
 * that fails gives way to single GETs, unless these would be refused in the same way.
 */
export function withListReads<Types extends ObjectTypes>(
  calls: CollectionCalls<Types>,
  collection: Pick<Collection<Types>, 'list'>,
  tools: ListReadTools,
): CollectionCalls<Types> {
  const { marks } = tools
  let reads = createReads(calls, collection, tools)
  return {
    ...calls,
    get(id, options) {
      if (!reads.canServe(id)) reads = createReads(calls, collection, tools)
      return reads.get(id, options)
    },
    create: (body, options) => marks.during(undefined, () => calls.create(body, options)),
    update: (id, body, options) => marks.during(id, () => calls.update(id, body, options)),
    delete: (id, options) => marks.during(id, () => calls.delete(id, options)),
  }
}

/** The reads of one operation. */
function createReads<Types extends ObjectTypes>(
  calls: CollectionCalls<Types>,
  collection: Pick<Collection<Types>, 'list'>,
  { marks, load, prefetchToken, now, sleep }: ListReadTools,
) {
  const startedAt = now()
  const mark = marks.latest
  const maxAgeMs = mark === 0 ? MAX_AGE_MS : MAX_AGE_AMONG_WRITES_MS
  const asked = new Set<string>()
  let list: List<Types['item']> | undefined
  // While the code is loaded no other read can arrive, so that its time does not count. That of the token's request does.
  async function gather() {
    await load()
    await Promise.all([prefetchToken(), sleep(GATHER_MS)])
  }
  return {
    canServe: (id: string): boolean => !asked.has(id) && mark === marks.latest && now() - startedAt < maxAgeMs,

    async get(id: string, options: CallOptions = {}): Promise<Types['item']> {
      asked.add(id)
      if (asked.size === 1) await abortable(gather(), options.signal)
      if (asked.size === 1) return calls.get(id, options)
      list ??= createList(calls, collection, () => asked.size)
      const found = await abortable(list.find(id), options.signal)
      return found === undefined || marks.isWritten(id, mark) ? calls.get(id, options) : found
    },
  }
}

interface List<Item> {
  /** The object; undefined when it must be read by itself. Rejects when that would be refused as the list was. */
  find(id: string): Promise<Item | undefined>
}

/**
 * The tenant's list, read page by page while a read waits for an object. Never more pages than objects were asked for: two
 * objects of a tenant of thousands are cheaper to read by themselves.
 */
function createList<Types extends ObjectTypes>(
  calls: Pick<CollectionCalls<Types>, 'list'>,
  { list: form }: Pick<Collection<Types>, 'list'>,
  wanted: () => number,
): List<Types['item']> {
  const found = new Map<string, Types['item']>()
  let pages = 0
  let query: Types['query'] = form.query({ size: PAGE_SIZE })
  let ended = false
  let refusal: ManagementError | undefined
  let flight: Promise<void> | undefined

  async function readPage(): Promise<void> {
    try {
      pages += 1
      const page = await calls.list(query)
      for (const item of form.items(page)) found.set(item.id, item)
      const next = form.next(query, page)
      ended = next === undefined
      if (next !== undefined) query = form.at(query, next)
    } catch (error) {
      ended = true
      if (wouldRefuseAll(error)) refusal = error
    }
  }

  return {
    async find(id) {
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
function wouldRefuseAll(error: unknown): error is ManagementError {
  return (
    isManagementError(error) &&
    (error.kind === 'auth' || error.kind === 'budget' || error.status === 403 || error.status === 429)
  )
}
