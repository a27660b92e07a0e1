import { hasOnlyStoppedWaiting, waitingSignal } from '../exchange'
import { amendedError, isManagementError, type ManagementError } from '../management-error'
import { failureOf, type RetryTools } from '../retry'
import { mayRepeat, retryDelayMs } from '../retry-delay'
import { type CallOptions, onBehalfOf } from './call-options'
import type { Collection, CollectionCalls, Created, NamedItem, ObjectTypes } from './collection'
import { differenceOf, findNameHolder, type NamedObject } from './name-holder'

/** Injected clocks, timer, randomness and log. */
export interface CreateTools extends RetryTools {
  /** The tenant's time for a moment of `now`; rather too early than too late. */
  readonly tenantTime: (nowMs: number) => number
  /** How long one try may take. */
  readonly timeoutMs: number
}

/** How late this process may notice that the time for a try is over: its machine may be busy, or the budget's file locked. */
const NOTICED_LATE_MS = 5_000

/** How often the list is read before a create counts as not carried out, and how long in between: it may be behind. */
const LAST_LOOKS = 3
const LOOK_PAUSE_MS = 1_000

/**
 * Calls of which a create makes one object, whatever becomes of its response. When that is lost, the name, which is unique in
 * a tenant, is looked up. An object is adopted (`adopted`) when it matches what was sent and was created after the first try
 * began; what never comes back, such as a secret, it is then sent once more. When there is none, the create is tried
 * again. Any other object with the name is in the error (`nameHolder`), and so is the one behind a 409, of an update too.
 */
export function withCreateOnce<Types extends ObjectTypes>(
  calls: CollectionCalls<Types>,
  collection: Collection<Types>,
  tools: CreateTools,
): CollectionCalls<Types> {
  const creates: Creates<Types> = { calls, collection, tools }
  return {
    ...calls,
    create: (body, options = {}) => createOnce(creates, body, options),
    async update(id, body, options = {}) {
      const outcome = await calls.update(id, body, options).catch(failureOf)
      if (!isManagementError(outcome)) return outcome
      if (outcome.status !== 409 || body.name === undefined) throw outcome
      const found = await lookUp(creates, body.name, options)
      throw found === undefined ? outcome : withHolder(outcome, found.holder)
    },
  }
}

interface Creates<Types extends ObjectTypes> {
  readonly calls: CollectionCalls<Types>
  readonly collection: Collection<Types>
  readonly tools: CreateTools
}

async function createOnce<Types extends ObjectTypes>(
  creates: Creates<Types>,
  body: Types['create'],
  options: CallOptions,
): Promise<Created<Types['item']>> {
  const { calls, tools } = creates
  const startedAt = tools.now()
  let mayHaveBeenAppliedSince: number | undefined
  let lookupFailure: ManagementError | undefined
  function orLookupFailure(error: unknown): never {
    // That waiting was ended says less than the failure after which there was no such object.
    throw lookupFailure !== undefined && !isManagementError(error) && hasOnlyStoppedWaiting(options)
      ? lookupFailure
      : error
  }
  for (let tries = 1; ; tries++) {
    const outcome = await calls.create(body, options).catch(failureOf).catch(orLookupFailure)
    if (!isManagementError(outcome)) return outcome
    // The try may have waited for its turn; it cannot have begun earlier than the time for one try ago.
    const longestTryMs = tools.timeoutMs + NOTICED_LATE_MS
    if (outcome.mayHaveBeenApplied) mayHaveBeenAppliedSince ??= Math.max(startedAt, tools.now() - longestTryMs)
    const failure = amendedError(outcome, { mayHaveBeenApplied: mayHaveBeenAppliedSince !== undefined })
    if (mayHaveBeenAppliedSince === undefined) throw await namingHolder(creates, failure, body, options)
    const waitMs = pauseMs(failure, tries, tools.now() - mayHaveBeenAppliedSince, tools)
    const found = await lookUp(creates, body.name, options, waitMs === undefined ? LAST_LOOKS : 1)
    if (found === undefined) throw failure
    if (found.holder !== undefined) {
      return adopt(
        creates,
        found.holder,
        { body, failure, sinceMs: tools.tenantTime(mayHaveBeenAppliedSince) },
        options,
      )
    }
    lookupFailure = withHolder(failure, undefined)
    if (waitMs === undefined) throw lookupFailure
    await tools.sleep(waitMs, waitingSignal(options)).catch(orLookupFailure)
  }
}

/** The failure of a create that was certainly not carried out; a 409 with the object that has the name. */
async function namingHolder<Types extends ObjectTypes>(
  creates: Creates<Types>,
  failure: ManagementError,
  body: Types['create'],
  options: CallOptions,
): Promise<ManagementError> {
  if (failure.status !== 409) return failure
  const found = await lookUp(creates, body.name, options)
  return found === undefined ? failure : withHolder(failure, found.holder)
}

/** How long to wait before the create is sent again; undefined when it must not be. */
function pauseMs(failure: ManagementError, failed: number, elapsedMs: number, { policy, random }: CreateTools) {
  return mayRepeat(failure, 'repeatable')
    ? retryDelayMs(failure, { rateLimited: 0, failed, elapsedMs }, policy, random())
    : undefined
}

/** Who has the name, if anybody; undefined when that could not be found out, be it that waiting was ended. */
async function lookUp<Types extends ObjectTypes>(
  { calls, collection, tools }: Creates<Types>,
  name: string,
  options: CallOptions,
  looks = 1,
): Promise<{ holder: NamedObject<Types['item']> | undefined } | undefined> {
  const signal = waitingSignal(options)
  try {
    for (let look = 1; ; look++) {
      const holder = await findNameHolder(calls, collection, name, {
        ...onBehalfOf(options),
        ...(signal && { signal }),
      })
      if (holder !== undefined || look >= looks) return { holder }
      await tools.sleep(LOOK_PAUSE_MS, signal)
    }
  } catch (error) {
    if (isManagementError(error) || hasOnlyStoppedWaiting(options)) return undefined
    throw error
  }
}

/** A create of which the response was lost. */
interface LostCreate<Types extends ObjectTypes> {
  readonly body: Types['create']
  readonly failure: ManagementError
  /** When its first try began, in the tenant's time. */
  readonly sinceMs: number
}

/** The object as the response that was lost would have given it. Throws the failure, with the holder, when it is another's. */
async function adopt<Types extends ObjectTypes>(
  { calls, collection, tools }: Creates<Types>,
  holder: NamedObject<Types['item']>,
  { body, failure, sinceMs }: LostCreate<Types>,
  options: CallOptions,
): Promise<Created<Types['item']>> {
  const differs = differenceOf(collection, holder, body, sinceMs)
  if (differs !== undefined || 'error' in holder) throw withHolder(failure, holder, differs)
  tools.log?.({
    event: 'warning',
    message: `the response to the request to ${failure.operation} was lost (${failure.reason}); ${holder.id} is adopted as that ${collection.noun}`,
  })
  const adopted = { adopted: failure.reason }
  const unseen = collection.names.unseenOf(body)
  if (unseen === undefined) return { ...holder, ...adopted }
  const sent = await calls.update(holder.id, unseen, onBehalfOf(options)).catch(failureOf)
  if (isManagementError(sent)) throw withHolder(sent, holder)
  return { ...sent, ...adopted }
}

function withHolder(failure: ManagementError, holder: NamedObject<NamedItem> | undefined, differs?: string) {
  if (holder === undefined) return amendedError(failure, { nameHolder: null })
  const createdAt = 'error' in holder ? undefined : holder.created_at
  return amendedError(failure, {
    nameHolder: { id: holder.id, ...(createdAt !== undefined && { createdAt }), ...(differs && { differs }) },
  })
}
