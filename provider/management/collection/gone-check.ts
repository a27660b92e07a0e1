import { waitingSignal } from '../exchange'
import { amendedError, isManagementError, type ManagementError } from '../management-error'
import { REAL_TIMER, type Timer } from '../timer'
import type { CallOptions } from './call-options'
import type { Collection, CollectionCalls, ObjectTypes } from './collection'

/** An object that is younger than this may not be found everywhere yet. */
const YOUNG_MS = 120_000

/** How often a young object is asked for again, and how long before each time. */
const MORE_TRIES = 2
const PAUSE_MS = 1_000

/** For how long a list that was read proves that the API is there: about as long as an operation takes. */
const LIST_COUNTS_MS = 60_000

/**
 * Calls that confirm a 404 when `confirmGone` asks for it. Any router responds with 404 for a path that it does not know, so an
 * object counts as gone only when the list can be read: one that was read within the last minute, or a page of one object
 * that is requested now. An object younger than two minutes is asked for twice more, a second apart. Rejects with the 404,
 * whose `gone` says what the list showed, or with the failure of the list.
 */
export function withGoneCheck<Types extends ObjectTypes>(
  calls: CollectionCalls<Types>,
  { list: form }: Pick<Collection<Types>, 'list'>,
  timer: Timer = REAL_TIMER,
): CollectionCalls<Types> {
  let listedAt = Number.NEGATIVE_INFINITY
  let asking: Promise<unknown> | undefined
  const list: CollectionCalls<Types>['list'] = async (query, options) => {
    const page = await calls.list(query, options)
    listedAt = timer.now()
    return page
  }
  async function confirmed(failure: ManagementError): Promise<ManagementError> {
    if (timer.now() - listedAt < LIST_COUNTS_MS) return amendedError(failure, { gone: true })
    asking ??= list(form.query({ size: 1 })).finally(() => {
      asking = undefined
    })
    try {
      await asking
      return amendedError(failure, { gone: true })
    } catch (refused) {
      if (!isManagementError(refused) || !isNoSuchPath(refused)) throw refused
      return amendedError(failure, { gone: refused.reason })
    }
  }
  async function sure<Result>(call: () => Promise<Result>, options: CallOptions = {}): Promise<Result> {
    try {
      return await untilSettled(call, options, timer)
    } catch (failure) {
      throw options.confirmGone !== undefined && isAbsence(failure) ? await confirmed(failure) : failure
    }
  }
  return {
    ...calls,
    list,
    get: (id, options) => sure(() => calls.get(id, options), options),
    delete: (id, options) => sure(() => calls.delete(id, options), options),
  }
}

function isAbsence(failure: unknown): failure is ManagementError {
  return isManagementError(failure) && failure.status === 404 && failure.fromAuth0 === true
}

function isNoSuchPath({ kind, status = 0 }: ManagementError): boolean {
  return kind === 'http' && status >= 400 && status < 500 && status !== 403 && status !== 429
}

async function untilSettled<Result>(call: () => Promise<Result>, options: CallOptions, timer: Timer): Promise<Result> {
  for (let left = isYoung(options) ? MORE_TRIES : 0; left > 0; left -= 1) {
    try {
      return await call()
    } catch (failure) {
      if (!isAbsence(failure)) throw failure
      await timer.sleep(PAUSE_MS, waitingSignal(options))
    }
  }
  return call()
}

// A date to come is that of a clock that goes ahead of this one.
function isYoung({ confirmGone }: CallOptions): boolean {
  return typeof confirmGone?.createdAt === 'string' && Date.now() - Date.parse(confirmGone.createdAt) < YOUNG_MS
}
