import type { EventStreamCreate } from './event-stream'
import type { CallOptions, CreatedEventStream, EventStreams } from './event-streams'
import { hasOnlyStoppedWaiting, patienceOf } from './exchange'
import { amendedError, isManagementError, type ManagementError, type NameHolder } from './management-error'
import { findNameHolder, mismatchOf, type NamedStream } from './name-holder'
import { failureOf, type RetryTools } from './retry'
import { mayRepeat, retryDelayMs } from './retry-delay'

/** Injected clocks, timer, randomness and log. */
export interface CreateTools extends RetryTools {
  /** The tenant's time for a moment of `now`; rather too early than too late. */
  tenantTime: (nowMs: number) => number
  /** How long one try may take. */
  timeoutMs: number
}

/** How late this process may notice that the time for a try is over: its machine may be busy, or the budget's file locked. */
const NOTICED_LATE_MS = 5_000

/** How often the list is read before a create counts as not carried out, and how long in between: it may be behind. */
const LAST_LOOKS = 3
const LOOK_PAUSE_MS = 1_000

/**
 * Calls of which a create makes one stream, whatever becomes of its answer. When that was lost, the name, which is unique in
 * a tenant, is looked up: a stream is adopted when its destination and subscriptions are those that were sent and it was
 * created after the first try began (`adopted`), and a webhook is then sent its destination once more; when there is none, the create is tried again. A stream that is not provably ours is
 * named by the error (`nameHolder`), and so is the one behind a 409, of an update too.
 */
export const withCreateOnce = (eventStreams: EventStreams, tools: CreateTools): EventStreams => ({
  ...eventStreams,
  create: (body, options = {}) => createOnce(eventStreams, tools, body, options),
  async update(id, body, options = {}) {
    const outcome = await eventStreams.update(id, body, options).catch(failureOf)
    if (!isManagementError(outcome)) return outcome
    if (outcome.status !== 409 || body.name === undefined) throw outcome
    const found = await lookUp(eventStreams, body.name, options)
    throw found === undefined ? outcome : withHolder(outcome, found.holder)
  },
})

async function createOnce(
  eventStreams: EventStreams,
  tools: CreateTools,
  body: EventStreamCreate,
  options: CallOptions,
): Promise<CreatedEventStream> {
  const startedAt = tools.now()
  let mayHaveBeenAppliedSince: number | undefined
  let lookupFailure: ManagementError | undefined
  const orLookupFailure = (error: unknown): never => {
    // That waiting was ended says less than the failure after which there was no such stream.
    throw lookupFailure !== undefined && !isManagementError(error) && hasOnlyStoppedWaiting(options)
      ? lookupFailure
      : error
  }
  for (let tries = 1; ; tries++) {
    const outcome = await eventStreams.create(body, options).catch(failureOf).catch(orLookupFailure)
    if (!isManagementError(outcome)) return outcome
    // The try may have waited for its turn; it cannot have begun earlier than the time for one try ago.
    const longestTryMs = tools.timeoutMs + NOTICED_LATE_MS
    if (outcome.mayHaveBeenApplied) mayHaveBeenAppliedSince ??= Math.max(startedAt, tools.now() - longestTryMs)
    const failure = amendedError(outcome, { mayHaveBeenApplied: mayHaveBeenAppliedSince !== undefined })
    if (mayHaveBeenAppliedSince === undefined && failure.status !== 409) throw failure
    const waitMs =
      mayHaveBeenAppliedSince === undefined
        ? undefined
        : pauseMs(failure, tries, tools.now() - mayHaveBeenAppliedSince, tools)
    const looks = mayHaveBeenAppliedSince !== undefined && waitMs === undefined ? LAST_LOOKS : 1
    const found = await lookUp(eventStreams, body.name, options, looks, tools)
    if (found === undefined) throw failure
    if (mayHaveBeenAppliedSince === undefined) throw withHolder(failure, found.holder)
    if (found.holder !== undefined) {
      const lost = { eventStreams, body, failure, sinceMs: tools.tenantTime(mayHaveBeenAppliedSince) }
      return adopt(found.holder, lost, tools, options)
    }
    lookupFailure = withHolder(failure, undefined)
    if (waitMs === undefined) throw lookupFailure
    await tools.sleep(waitMs, patienceOf(options)).catch(orLookupFailure)
  }
}

/** How long to wait before the create is sent again; undefined when it must not be. */
const pauseMs = (failure: ManagementError, failed: number, elapsedMs: number, { policy, random }: CreateTools) =>
  mayRepeat(failure, 'repeatable')
    ? retryDelayMs(failure, { rateLimited: 0, failed, elapsedMs }, policy, random())
    : undefined

/** Who has the name, if anybody; undefined when that could not be found out, be it that waiting was ended. */
async function lookUp(
  eventStreams: EventStreams,
  name: string,
  options: CallOptions,
  looks = 1,
  tools?: CreateTools,
): Promise<{ holder: NamedStream | undefined } | undefined> {
  const signal = patienceOf(options)
  try {
    for (let look = 1; ; look++) {
      const holder = await findNameHolder(eventStreams, name, signal ? { signal } : {})
      if (holder !== undefined || look >= looks) return { holder }
      await tools?.sleep(LOOK_PAUSE_MS, signal)
    }
  } catch (error) {
    if (isManagementError(error) || hasOnlyStoppedWaiting(options)) return undefined
    throw error
  }
}

/** A create of which the response was lost. */
interface Lost {
  readonly eventStreams: EventStreams
  readonly body: EventStreamCreate
  readonly failure: ManagementError
  /** When its first try began, in the tenant's time. */
  readonly sinceMs: number
}

/**
 * The stream as the response that was lost would have given it. The secret of a webhook never comes back, so its destination is
 * sent once more: whoever made the stream, it then has ours. Throws the failure, with the holder, when it is another's.
 */
async function adopt(
  holder: NamedStream,
  { eventStreams, body, failure, sinceMs }: Lost,
  { log }: CreateTools,
  { signal }: CallOptions,
): Promise<CreatedEventStream> {
  const differs = mismatchOf(holder, body, sinceMs)
  if (differs !== undefined || 'error' in holder) throw withHolder(failure, holder, differs)
  log?.({
    event: 'warning',
    message: `the response to the request to ${failure.operation} was lost (${failure.reason}); ${holder.id} is taken for that stream`,
  })
  const adopted = { adopted: failure.reason }
  if (body.destination.type !== 'webhook') return { ...holder, ...adopted }
  const { destination } = body
  const sent = await eventStreams.update(holder.id, { destination }, signal && { signal }).catch(failureOf)
  if (isManagementError(sent)) throw withHolder(sent, holder)
  return { ...sent, ...adopted }
}

function withHolder(failure: ManagementError, holder: NamedStream | undefined, differs?: NameHolder['differs']) {
  if (holder === undefined) return amendedError(failure, { nameHolder: null })
  const createdAt = 'error' in holder ? undefined : holder.created_at
  return amendedError(failure, {
    nameHolder: { id: holder.id, ...(createdAt !== undefined && { createdAt }), ...(differs && { differs }) },
  })
}
