import { abortable } from '../abortable'
import { isManagementError } from '../management-error'
import type { Timer } from '../timer'
import type { Outlook } from './call-options'
import { temporaryName } from './temporary-name'
import type { Release, Write, Writes } from './writes'

/** Who waits for which name. */
export interface Wait {
  readonly write: Write
  /** The object that has the name. */
  readonly holder: string
  readonly name: string
  readonly outlook: Outlook
  readonly signal?: AbortSignal | undefined
}

/**
 * How long all writes of this client may wait for names that are not given up. A caller that has another operation begins it
 * within milliseconds; five seconds leave other programs time for what comes first.
 */
const QUIET_MS = 5_000

/**
 * The same once that has happened: then either the caller has no operation left that could free a name, or it cannot begin
 * one because those that wait are as many as it runs at once. One write that gives up lets it begin the next.
 */
const NEXT_QUIET_MS = 500

/** The same for an object of which it is not known that anybody is to free its name. */
const UNLIKELY_QUIET_MS = 2_000

/** How long the delete or the rename of an object that will give up its name is waited for; then that waits for a free place. */
const BEGIN_MS = 300

/** The same where another process may do it, which is not seen from here. */
const BEGIN_ELSEWHERE_MS = 2_000

/** When the tenant is asked whether another process has freed the name: these long after the wait began, in milliseconds. */
const ASK_AFTER_MS = [1_000, 3_000]

/** What waits for names of a collection need to know of it. */
export interface NameSource {
  /** The names of all objects by their ids, as the tenant says now. */
  listNames(): Promise<ReadonlyMap<string, string>>
  /** The longest name, in characters. */
  readonly longestName: number
}

/** Waits until names are given up. One for each collection of a client. */
export class NameWaits {
  readonly #writes: Writes
  readonly #source: NameSource
  readonly #timer: Timer
  #hasGivenUp = false
  #asking: Promise<ReadonlyMap<string, string> | undefined> | undefined

  constructor(writes: Writes, source: NameSource, timer: Timer) {
    this.#writes = writes
    this.#source = source
    this.#timer = timer
  }

  /**
   * What becomes of the name which that object has: `cycle` when the object of this write has to step aside first, `late` when
   * the name will be given up, but not yet. Rejects with the signal's reason.
   */
  async release(wait: Wait): Promise<Release> {
    const { write, holder, name, outlook } = wait
    const known = this.#writes.outcomeFor(write, holder, name)
    if (known === undefined && (outlook === 'keeps' || outlook === 'replaced')) return 'kept'
    this.#writes.block(write, holder)
    try {
      return await this.#wait(wait)
    } finally {
      this.#writes.unblock(write)
    }
  }

  async #wait(wait: Wait): Promise<Release> {
    const { write, holder, name, signal } = wait
    const startedAt = this.#timer.now()
    let asked = 0
    for (;;) {
      const known = this.#writes.outcomeFor(write, holder, name)
      if (known === 'cycle') this.#willStepAside(write)
      if (known !== undefined) return known
      if (this.#writes.releasing(holder) !== undefined) {
        await abortable(this.#writes.nextChange(), signal)
        continue
      }
      const waitedMs = this.#timer.now() - startedAt
      const restMs = this.#restMs(wait, waitedMs)
      if (restMs <= 0) return this.#giveUp(wait)
      const untilAskingMs = (ASK_AFTER_MS[asked] ?? Number.POSITIVE_INFINITY) - waitedMs
      if (untilAskingMs <= 0) {
        asked += 1
        if (await this.#isFree(holder, name)) return 'free'
      } else await this.#nextChange(Math.max(1, Math.min(untilAskingMs, restMs)), signal)
    }
  }

  // At once, before another write of the circle looks.
  #willStepAside(write: Write): void {
    const from = this.#writes.nameWantedOf(write)
    if (from !== undefined) write.aside = { from, to: temporaryName(from, this.#source.longestName) }
  }

  /** How long it is still worth while to wait, if nothing happens. */
  #restMs({ outlook }: Wait, waitedMs: number): number {
    if (outlook === 'frees') return BEGIN_MS - waitedMs
    if (outlook === 'freesElsewhere') return BEGIN_ELSEWHERE_MS - waitedMs
    const longestQuietMs = outlook === 'unlikely' || outlook === 'managed' ? UNLIKELY_QUIET_MS : QUIET_MS
    return (this.#hasGivenUp ? NEXT_QUIET_MS : longestQuietMs) - this.#writes.quietMs
  }

  async #giveUp({ holder, name, outlook }: Wait): Promise<Release> {
    if (outlook === 'frees') return 'late'
    if (outlook === 'freesElsewhere') return (await this.#isFree(holder, name)) ? 'free' : 'late'
    this.#hasGivenUp = true
    return 'stalled'
  }

  async #nextChange(ms: number, signal: AbortSignal | undefined): Promise<void> {
    const change = this.#writes.nextChange()
    const stop = new AbortController()
    const timer = this.#timer.sleep(ms, signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]))
    try {
      await Promise.race([change, timer])
    } finally {
      stop.abort()
      timer.catch(() => undefined)
    }
  }

  /** Whether the tenant says that this object does not have the name; false when it cannot be asked. */
  async #isFree(holder: string, name: string): Promise<boolean> {
    // One list for all that wait at the moment.
    this.#asking ??= this.#listNames().finally(() => {
      this.#asking = undefined
    })
    const names = await this.#asking
    return names !== undefined && names.get(holder) !== name
  }

  async #listNames(): Promise<ReadonlyMap<string, string> | undefined> {
    try {
      return await this.#source.listNames()
    } catch (error) {
      if (isManagementError(error)) return undefined
      throw error
    }
  }
}
