import type { EventStream, EventStreamCreate } from './event-stream'
import type { CallOptions, EventStreams } from './event-streams'
import { hasOnlyStoppedWaiting, patienceOf } from './exchange'
import { amendedError, isManagementError, type ManagementError, type NameHolder } from './management-error'
import { findNameHolder, foreignTrait, type NamedStream } from './name-holder'
import { failureOf, type RetryTools } from './retry'
import { mayRepeat, retryDelayMs } from './retry-delay'

/** What a create that outlives a lost answer needs from the world. */
export interface CreateTools extends RetryTools {
  /** The tenant's time for a moment of `now`; rather too early than too late. */
  tenantTime: (nowMs: number) => number
  /** How long one try may take. */
  timeoutMs: number
}

/** How late this process may notice that the time for a try is over: its machine may be busy, or the budget's file locked. */
const NOTICED_LATE_MS = 5_000

/**
 * Calls of which a create makes one stream, whatever becomes of its answer. When that was lost, the name, which is unique in
 * a tenant, is looked up: a stream is adopted when its destination and subscriptions are those that were sent and it was
 * created after the first try began; when there is none, the create is tried again. A stream that is not provably ours is
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
): Promise<EventStream> {
  const startedAt = tools.now()
  let doubtfulSince: number | undefined
  let sought: ManagementError | undefined
  const orSought = (error: unknown): never => {
    // That waiting was ended says less than the failure after which there was no such stream.
    throw sought !== undefined && !isManagementError(error) && hasOnlyStoppedWaiting(options) ? sought : error
  }
  for (let tries = 1; ; tries++) {
    const outcome = await eventStreams.create(body, options).catch(failureOf).catch(orSought)
    if (!isManagementError(outcome)) return outcome
    // The try may have waited for its turn; it cannot have begun earlier than the time for one try ago.
    const longestTryMs = tools.timeoutMs + NOTICED_LATE_MS
    if (outcome.mayHaveBeenApplied) doubtfulSince ??= Math.max(startedAt, tools.now() - longestTryMs)
    const failure = amendedError(outcome, { mayHaveBeenApplied: doubtfulSince !== undefined })
    if (doubtfulSince === undefined && failure.status !== 409) throw failure
    const found = await lookUp(eventStreams, body.name, options)
    if (found === undefined) throw failure
    if (doubtfulSince === undefined) throw withHolder(failure, found.holder)
    if (found.holder !== undefined) return adopt(found.holder, body, tools.tenantTime(doubtfulSince), failure, tools)
    const state = { rateLimited: 0, failed: tries, elapsedMs: tools.now() - doubtfulSince }
    const waitMs = mayRepeat(failure, 'repeatable')
      ? retryDelayMs(failure, state, tools.policy, tools.random())
      : undefined
    sought = withHolder(failure, undefined)
    if (waitMs === undefined) throw sought
    await tools.sleep(waitMs, patienceOf(options)).catch(orSought)
  }
}

/** Who has the name, if anybody; undefined when that could not be found out, be it that waiting was ended. */
async function lookUp(
  eventStreams: EventStreams,
  name: string,
  options: CallOptions,
): Promise<{ holder: NamedStream | undefined } | undefined> {
  const signal = patienceOf(options)
  try {
    return { holder: await findNameHolder(eventStreams, name, signal ? { signal } : {}) }
  } catch (error) {
    if (isManagementError(error) || hasOnlyStoppedWaiting(options)) return undefined
    throw error
  }
}

/** The stream as the answer that was lost would have given it. Throws the failure, with the holder, when it is another's. */
function adopt(
  holder: NamedStream,
  body: EventStreamCreate,
  sinceMs: number,
  failure: ManagementError,
  { log }: CreateTools,
): EventStream {
  const differs = foreignTrait(holder, body, sinceMs)
  if (differs !== undefined || 'error' in holder) throw withHolder(failure, holder, differs)
  log?.({
    event: 'warning',
    message: `the answer to the request to ${failure.operation} was lost (${failure.reason}); ${holder.id} is that stream`,
  })
  return holder
}

function withHolder(failure: ManagementError, holder: NamedStream | undefined, differs?: NameHolder['differs']) {
  if (holder === undefined) return amendedError(failure, { nameHolder: null })
  const createdAt = 'error' in holder ? undefined : holder.created_at
  return amendedError(failure, {
    nameHolder: { id: holder.id, ...(createdAt !== undefined && { createdAt }), ...(differs && { differs }) },
  })
}
