import { abortable } from '../abortable'
import { waitingSignal } from '../exchange'
import { amendedError, isManagementError, type ManagementError, type NameHolder } from '../management-error'
import { REAL_TIMER, type Timer } from '../timer'
import { type NameSource, NameWaits } from './await-name'
import { type CallOptions, type Outlook, onBehalfOf } from './call-options'
import type { Collection, CollectionCalls, ObjectTypes } from './collection'
import { temporaryName } from './temporary-name'
import { type Write, Writes } from './writes'

/** How often a write is sent that finds its name taken; each time another one may have been faster. */
const MOST_TRIES = 8

/** Before a write is repeated that a free name did not help: the list may be ahead of what names are checked against. */
const PAUSES_MS = [0, 250, 500, 1_000, 2_000, 2_000, 2_000, 2_000]

/**
 * Calls whose writes pass names on. A name is unique in a tenant, so that a write which comes before the delete or the
 * rename that frees its name is refused with 409: then it waits for that, and is sent again. Of objects that swap their names
 * one gets a temporary name, and so does an object of which the caller knows (`outlook`) that it will give up its name later.
 * Without a 409 no call is added.
 *
 * - A create or an update whose name is not freed rejects with the 409; the wait is bounded.
 * - A delete whose object stood in the way of a create that has given up renames the object instead of deleting it, and
 *   rejects (`currentName`): nothing is lost, and the next try finds the name free.
 * - An update that rejects after it gave its object a temporary name says so (`currentName`).
 */
export function withNameTransfer<Types extends ObjectTypes>(
  calls: CollectionCalls<Types>,
  collection: Collection<Types>,
  timer: Timer = REAL_TIMER,
): CollectionCalls<Types> {
  const writes = new Writes(timer.now)
  const waits = new NameWaits(writes, nameSourceOf(calls, collection), timer)
  const { noun, names } = collection
  const rename: Transfers['rename'] = async (id, name, options) => {
    await calls.update(id, names.renaming(name), onBehalfOf(options))
    writes.setName(id, name)
  }
  const transfers: Transfers = {
    ...{ noun, longestName: names.longest, rename },
    ...{ timer, writes, waits, missed: new Map(), pushes: new Map() },
  }
  return {
    ...calls,
    create: (body, options) =>
      during(transfers, { name: body.name }, async (write) => {
        const item = await whenFree(transfers, write, body.name, () => calls.create(body, options), options)
        writes.setName(item.id, item.name)
        return item
      }),
    update: (id, body, options) =>
      during(transfers, { id, ...(body.name !== undefined && { name: body.name }) }, async (write) => {
        function send() {
          return calls.update(id, body, options)
        }
        const { name } = body
        if (name === undefined) return send()
        const item = await whenFree(transfers, write, name, send, options)
        writes.setName(id, item.name)
        return item
      }),
    delete: (id, options) =>
      during(transfers, { id, name: null }, async () => {
        const missed = transfers.missed.get(id)
        if (missed !== undefined) return keepRenamed(transfers, id, missed, options ?? {})
        await calls.delete(id, options)
        writes.setName(id, null)
      }),
  }
}

function nameSourceOf<Types extends ObjectTypes>(
  calls: Pick<CollectionCalls<Types>, 'pages'>,
  { list: form, names }: Pick<Collection<Types>, 'list' | 'names'>,
): NameSource {
  return {
    longestName: names.longest,
    async listNames() {
      const found = new Map<string, string>()
      for await (const page of calls.pages(form.query({ size: 100 }))) {
        for (const { id, name } of [...form.items(page), ...form.unreadable(page)]) found.set(id, name ?? '')
      }
      return found
    },
  }
}

/** The name transfers of one collection of a client. */
interface Transfers {
  readonly noun: string
  /** In characters. */
  readonly longestName: number
  readonly timer: Timer
  readonly writes: Writes
  readonly waits: NameWaits
  /** Renames an object. Waits for nothing but `signal`. */
  readonly rename: (id: string, name: string, options: CallOptions) => Promise<void>
  /** Creates that gave up waiting, by the object that had their name. */
  readonly missed: Map<string, Missed>
  /** Objects that are being pushed aside. */
  readonly pushes: Map<string, Promise<void>>
}

interface Missed {
  readonly name: string
  readonly failure: ManagementError
}

async function during<Result>(
  { writes, pushes }: Transfers,
  write: Write,
  run: (write: Write) => Promise<Result>,
): Promise<Result> {
  writes.begin(write)
  try {
    if (write.id !== undefined) await pushes.get(write.id)
    return await run(write)
  } finally {
    writes.end(write)
  }
}

/** Sends until the name is free or will not be. */
async function whenFree<Item>(
  transfers: Transfers,
  write: Write,
  name: string,
  send: () => Promise<Item>,
  options: CallOptions = {},
): Promise<Item> {
  for (let tries = 1; ; tries++) {
    try {
      return await send()
    } catch (thrown) {
      const conflict = conflictOf(thrown)
      if (conflict === undefined || tries === MOST_TRIES) throw await steppedBack(transfers, write, thrown, options)
      try {
        await untilFree(transfers, write, { name, conflict, mayBeLate: tries < 3 }, options)
        await transfers.timer.sleep(PAUSES_MS[tries - 1] ?? 0, waitingSignal(options))
      } catch (gaveUp) {
        throw await steppedBack(transfers, write, gaveUp, options)
      }
    }
  }
}

/** The failure, when it says that the name of a write is taken, or was a moment ago. */
function conflictOf(thrown: unknown): ManagementError | undefined {
  if (!isManagementError(thrown) || thrown.nameHolder === undefined) return undefined
  if (thrown.nameHolder === null) return thrown.status === 409 && !thrown.mayHaveBeenApplied ? thrown : undefined
  // An object that was created while a response got lost is not one that is to be replaced.
  return thrown.nameHolder.differs === undefined || thrown.nameHolder.differs === 'age' ? thrown : undefined
}

interface Conflict {
  readonly name: string
  readonly conflict: ManagementError
  /** The list may be ahead of what names are checked against. */
  readonly mayBeLate: boolean
}

/** Resolves when sending again may help. Rejects with the conflict when it will not, or with the signal's reason. */
async function untilFree(
  transfers: Transfers,
  write: Write,
  { name, conflict, mayBeLate }: Conflict,
  options: CallOptions,
) {
  const { nameHolder: holder } = conflict
  if (!holder) return untilRoom(transfers, conflict, mayBeLate, options)
  const outlook = options.outlook?.(holder.id) ?? 'unknown'
  const wait = { write, holder: holder.id, name, outlook, signal: waitingSignal(options) }
  let release = await transfers.waits.release(wait)
  if (release === 'cycle') {
    await stepAside(transfers, write, options)
    release = await transfers.waits.release(wait)
  }
  if (release === 'late') return pushAside(transfers, holder.id, name, options)
  if (release === 'free') return
  const relation = release === 'stalled' ? afterWait(outlook) : relationOf(transfers, holder.id, name, outlook)
  const failure = amendedError(conflict, { nameHolder: { ...holder, ...(relation && { relation }) } })
  if (release === 'stalled' && write.id === undefined) transfers.missed.set(holder.id, { name, failure })
  throw failure
}

function afterWait(outlook: Outlook): NameHolder['relation'] {
  if (outlook === 'managed') return 'predecessor'
  return outlook === 'unknown' ? 'waited' : undefined
}

function relationOf({ writes }: Transfers, id: string, name: string, outlook: Outlook): NameHolder['relation'] {
  if (outlook === 'replaced') return 'predecessor'
  if (writes.hasKept(id)) return 'kept'
  return outlook === 'keeps' || writes.gaveName(id, name) ? 'sibling' : undefined
}

/**
 * Gives an object that is to be deleted or renamed a temporary name, because its own turn has to wait: the caller runs
 * only so many operations at once.
 */
async function pushAside(transfers: Transfers, id: string, name: string, options: CallOptions): Promise<void> {
  const { writes, pushes, rename, longestName } = transfers
  // Its own turn may have come meanwhile.
  if (writes.releasing(id) !== undefined) return
  const push = rename(id, temporaryName(name, longestName), options)
    .catch((failed: unknown) => {
      if (!isManagementError(failed) || failed.status !== 404) throw failed
      writes.setName(id, null)
    })
    .finally(() => pushes.delete(id))
  pushes.set(
    id,
    push.catch(() => undefined),
  )
  await push
}

/** No object has the name: it was freed a moment ago, or the tenant is full, which a delete under way may change. */
async function untilRoom({ writes }: Transfers, conflict: ManagementError, mayBeLate: boolean, options: CallOptions) {
  if (!writes.isDeleting) {
    if (mayBeLate) return
    throw conflict
  }
  while (writes.isDeleting) await abortable(writes.nextChange(), waitingSignal(options))
}

/** Gives the object a temporary name, so that the one that waits for its name can go on. */
async function stepAside({ rename }: Transfers, { id, aside }: Write, options: CallOptions): Promise<void> {
  if (id !== undefined && aside !== undefined) await rename(id, aside.to, options)
}

/** What to reject with: of an object with a temporary name that cannot get its old one back, it says so. */
async function steppedBack({ rename }: Transfers, write: Write, thrown: unknown, options: CallOptions) {
  const { id, aside } = write
  if (id === undefined || aside === undefined) return thrown
  try {
    await rename(id, aside.from, options)
    return thrown
  } catch (failed) {
    const failure = isManagementError(thrown) ? thrown : failed
    return isManagementError(failure) ? amendedError(failure, { currentName: aside.to }) : failure
  }
}

/** Renames the object that was to be deleted. Rejects always. */
async function keepRenamed(
  { noun, longestName, rename, missed }: Transfers,
  id: string,
  { name, failure }: Missed,
  options: CallOptions,
): Promise<never> {
  const to = temporaryName(name, longestName)
  await rename(id, to, options)
  missed.delete(id)
  throw amendedError(failure, { operation: `delete ${noun} ${id}`, method: 'DELETE', currentName: to })
}
