import { abortable } from '../abortable'
import type { EventStream } from '../event-stream'
import type { CallOptions, EventStreams, Outlook } from '../event-streams'
import { patienceOf } from '../exchange'
import type { ManagementClient } from '../management-client'
import { amendedError, isManagementError, type ManagementError, type NameHolder } from '../management-error'
import { REAL_TIMER, type Timer } from '../timer'
import { NameWaits } from './await-name'
import { temporaryName } from './temporary-name'
import { type Write, Writes } from './writes'

/** How often a write is sent that finds its name taken; each time another one may have been faster. */
const MOST_TRIES = 8

/** Before a write is repeated that a free name did not help: the list may be ahead of what names are checked against. */
const PAUSES_MS = [0, 250, 500, 1_000, 2_000, 2_000, 2_000, 2_000]

/**
 * A client whose writes pass names on. A name is unique in a tenant, so that a write which comes before the delete or the
 * rename that frees its name is refused with 409: then it waits for that, and is sent again. Streams that swap their names
 * get by with a temporary name for one of them, and so does a stream of which the caller knows (`outlook`) that it will give
 * up its name later. Without a 409 no call is added.
 *
 * - A create or an update whose name is not freed rejects with the 409; the wait is bounded.
 * - A delete whose stream stood in the way of a create that has given up renames the stream instead of deleting it, and
 *   rejects (`currentName`): nothing is lost, and the next try finds the name free.
 * - An update that rejects after it gave its stream a temporary name says so (`currentName`).
 */
export function withNameTransfer(client: ManagementClient, timer: Timer = REAL_TIMER): ManagementClient {
  return { ...client, eventStreams: transferring(client.eventStreams, timer) }
}

function transferring(eventStreams: EventStreams, timer: Timer): EventStreams {
  const writes = new Writes(timer.now)
  const waits = new NameWaits(writes, eventStreams, timer)
  const desk: Desk = { eventStreams, timer, writes, waits, missed: new Map(), pushes: new Map() }
  return {
    ...eventStreams,
    create: (body, options) =>
      during(desk, { name: body.name }, async (write) => {
        const stream = await whenFree(desk, write, body.name, () => eventStreams.create(body, options), options)
        writes.setName(stream.id, stream.name)
        return stream
      }),
    update: (id, body, options) =>
      during(desk, { id, ...(body.name !== undefined && { name: body.name }) }, async (write) => {
        const send = () => eventStreams.update(id, body, options)
        const { name } = body
        if (name === undefined) return send()
        const stream = await whenFree(desk, write, name, send, options)
        writes.setName(id, stream.name)
        return stream
      }),
    delete: (id, options) =>
      during(desk, { id, name: null }, async () => {
        const missed = desk.missed.get(id)
        if (missed !== undefined) return keepRenamed(desk, id, missed, options ?? {})
        await eventStreams.delete(id, options)
        writes.setName(id, null)
      }),
  }
}

interface Desk {
  readonly eventStreams: EventStreams
  readonly timer: Timer
  readonly writes: Writes
  readonly waits: NameWaits
  /** Creates that gave up waiting, by the stream that had their name. */
  readonly missed: Map<string, Missed>
  /** Streams that are being pushed aside. */
  readonly pushes: Map<string, Promise<void>>
}

interface Missed {
  readonly name: string
  readonly failure: ManagementError
}

async function during<Result>(
  { writes, pushes }: Desk,
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
async function whenFree(
  desk: Desk,
  write: Write,
  name: string,
  send: () => Promise<EventStream>,
  options: CallOptions = {},
): Promise<EventStream> {
  for (let tries = 1; ; tries++) {
    try {
      return await send()
    } catch (thrown) {
      const conflict = conflictOf(thrown)
      if (conflict === undefined || tries === MOST_TRIES) throw await steppedBack(desk, write, thrown, options)
      try {
        await untilFree(desk, write, { name, conflict, mayBeLate: tries < 3 }, options)
        await desk.timer.sleep(PAUSES_MS[tries - 1] ?? 0, patienceOf(options))
      } catch (gaveUp) {
        throw await steppedBack(desk, write, gaveUp, options)
      }
    }
  }
}

/** The failure, when it says that the name of a write is taken, or was a moment ago. */
function conflictOf(thrown: unknown): ManagementError | undefined {
  if (!isManagementError(thrown) || thrown.nameHolder === undefined) return undefined
  if (thrown.nameHolder === null) return thrown.status === 409 && !thrown.mayHaveBeenApplied ? thrown : undefined
  // What was created while a response got lost is nobody's predecessor.
  return thrown.nameHolder.differs === undefined || thrown.nameHolder.differs === 'age' ? thrown : undefined
}

interface Conflict {
  readonly name: string
  readonly conflict: ManagementError
  /** The list may be ahead of what names are checked against. */
  readonly mayBeLate: boolean
}

/** Resolves when sending again may help. Rejects with the conflict when it will not, or with the signal's reason. */
async function untilFree(desk: Desk, write: Write, { name, conflict, mayBeLate }: Conflict, options: CallOptions) {
  const { nameHolder: holder } = conflict
  if (!holder) return untilRoom(desk, conflict, mayBeLate, options)
  const outlook = options.outlook?.(holder.id) ?? 'unknown'
  const wait = { write, holder: holder.id, name, outlook, signal: patienceOf(options) }
  let release = await desk.waits.release(wait)
  if (release === 'cycle') {
    await stepAside(desk, write, options)
    release = await desk.waits.release(wait)
  }
  if (release === 'late') return pushAside(desk, holder.id, name, options)
  if (release === 'free') return
  const relation = release === 'stalled' ? afterWait(outlook) : relationOf(desk, holder.id, name, outlook)
  const failure = amendedError(conflict, { nameHolder: { ...holder, ...(relation && { relation }) } })
  if (release === 'stalled' && write.id === undefined) desk.missed.set(holder.id, { name, failure })
  throw failure
}

const afterWait = (outlook: Outlook): NameHolder['relation'] => (outlook === 'unknown' ? 'waited' : undefined)

function relationOf({ writes }: Desk, id: string, name: string, outlook: Outlook): NameHolder['relation'] {
  if (outlook === 'replaced') return 'predecessor'
  if (writes.hasKept(id)) return 'kept'
  return outlook === 'keeps' || writes.gaveName(id, name) ? 'sibling' : undefined
}

/**
 * Gives a stream that is to be deleted or renamed a temporary name, because its own turn has to wait: the caller runs
 * only so many operations at once.
 */
async function pushAside(desk: Desk, id: string, name: string, { signal }: CallOptions): Promise<void> {
  const { eventStreams, writes, pushes } = desk
  // Its own turn may have come meanwhile.
  if (writes.releasing(id) !== undefined) return
  const to = temporaryName(name)
  const push = eventStreams
    .update(id, { name: to }, signal && { signal })
    .then(() => writes.setName(id, to))
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

/** No stream has the name: it was freed a moment ago, or the tenant is full, which a delete under way may change. */
async function untilRoom({ writes }: Desk, conflict: ManagementError, mayBeLate: boolean, options: CallOptions) {
  if (!writes.isDeleting) {
    if (mayBeLate) return
    throw conflict
  }
  while (writes.isDeleting) await abortable(writes.nextChange(), patienceOf(options))
}

/** Gives the stream a temporary name, so that the one that waits for its name can go on. */
async function stepAside({ eventStreams, writes }: Desk, { id, aside }: Write, { signal }: CallOptions): Promise<void> {
  if (id === undefined || aside === undefined) return
  await eventStreams.update(id, { name: aside.to }, signal && { signal })
  writes.setName(id, aside.to)
}

/** What to reject with: of a stream with a temporary name that cannot get its old one back, it says so. */
async function steppedBack({ eventStreams, writes }: Desk, write: Write, thrown: unknown, { signal }: CallOptions) {
  const { id, aside } = write
  if (id === undefined || aside === undefined) return thrown
  try {
    await eventStreams.update(id, { name: aside.from }, signal && { signal })
    writes.setName(id, aside.from)
    return thrown
  } catch (failed) {
    const failure = isManagementError(thrown) ? thrown : failed
    return isManagementError(failure) ? amendedError(failure, { currentName: aside.to }) : failure
  }
}

/** Renames the stream that was to be deleted. Rejects always. */
async function keepRenamed(desk: Desk, id: string, { name, failure }: Missed, { signal }: CallOptions): Promise<never> {
  const to = temporaryName(name)
  await desk.eventStreams.update(id, { name: to }, signal && { signal })
  desk.writes.setName(id, to)
  desk.missed.delete(id)
  throw amendedError(failure, { operation: `delete event stream ${id}`, method: 'DELETE', currentName: to })
}
