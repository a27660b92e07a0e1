/** A write of this client that is under way. */
export type Write = {
  /** The object that it changes or deletes; undefined for a create. */
  readonly id?: string
  /** The name that the object is to have afterwards; null for a delete, undefined for an update that leaves the name alone. */
  readonly name?: string | null
  /** The object whose name it waits for. */
  blockedBy?: string
  /** The name that it gave up for a temporary one, so that no write has to wait for it. */
  aside?: { readonly from: string; readonly to: string }
}

/** What becomes of the name that a write waits for. */
export type Release = 'free' | 'kept' | 'cycle' | 'late' | 'stalled'

/**
 * The writes of one client, and what is known of the names of its objects. Time is in milliseconds, of the clock that is
 * given.
 */
export class Writes {
  readonly #now: () => number
  readonly #underWay = new Set<Write>()
  /** The name after the last write that succeeded, null after a delete. */
  readonly #names = new Map<string, string | null>()
  /** Objects that were to give up their names, and did not. */
  readonly #kept = new Set<string>()
  #waiting: (() => void)[] = []
  #quietSince: number

  constructor(now: () => number) {
    this.#now = now
    this.#quietSince = now()
  }

  begin(write: Write): void {
    this.#underWay.add(write)
    if (write.id !== undefined) this.#kept.delete(write.id)
    this.#changed()
  }

  end(write: Write): void {
    this.#underWay.delete(write)
    if (write.id !== undefined && write.name !== undefined && this.#names.get(write.id) !== write.name) {
      this.#kept.add(write.id)
    }
    this.#changed()
  }

  block(write: Write, holder: string): void {
    write.blockedBy = holder
    this.#changed()
  }

  unblock(write: Write): void {
    delete write.blockedBy
    this.#changed()
  }

  /** A write succeeded: that object has that name now, or none since it is deleted. */
  setName(id: string, name: string | null): void {
    this.#names.set(id, name)
    this.#changed()
  }

  /** The write under way after which that object has another name, or is gone. */
  releasing(id: string): Write | undefined {
    return [...this.#underWay].find((write) => write.id === id && write.name !== undefined)
  }

  /** Whether a delete is under way, which may make room in a tenant that is full. */
  get isDeleting(): boolean {
    return [...this.#underWay].some(({ name }) => name === null)
  }

  /** Whether that object was to give up its name, and the write that would have done it failed. */
  hasKept(id: string): boolean {
    return this.#kept.has(id)
  }

  /** Whether a write of this client has given that object the name. */
  gaveName(id: string, name: string): boolean {
    return this.#names.get(id) === name
  }

  /** What is known, without asking anybody, of the name that this write waits for. */
  outcomeFor(write: Write, holder: string, name: string): 'free' | 'kept' | 'cycle' | undefined {
    const known = this.#names.get(holder)
    if (known !== undefined && known !== name) return 'free'
    const theirs = this.releasing(holder)
    if (theirs !== undefined) return this.#waitsFor(theirs, write) ? 'cycle' : undefined
    return known === name || this.#kept.has(holder) ? 'kept' : undefined
  }

  #waitsFor(theirs: Write, mine: Write): boolean {
    const seen = new Set<Write>()
    for (let at: Write | undefined = theirs; at !== undefined && !seen.has(at); ) {
      seen.add(at)
      // One that steps aside ends the circle.
      if (at.blockedBy === undefined || at.aside !== undefined) return false
      if (at.blockedBy === mine.id) return mine.aside === undefined
      at = this.releasing(at.blockedBy)
    }
    return false
  }

  /** The name that another write waits for this one to give up. */
  nameWantedOf({ id }: Write): string | undefined {
    return [...this.#underWay].find(({ blockedBy }) => id !== undefined && blockedBy === id)?.name ?? undefined
  }

  /** For how long all writes have been waiting for names, so that nothing of this client can free one. */
  get quietMs(): number {
    const isQuiet = [...this.#underWay].every(({ blockedBy }) => blockedBy !== undefined)
    return isQuiet ? this.#now() - this.#quietSince : 0
  }

  /** Resolves at the next change. */
  nextChange(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve))
  }

  #changed(): void {
    this.#quietSince = this.#now()
    const waiting = this.#waiting
    this.#waiting = []
    for (const wake of waiting) wake()
  }
}
