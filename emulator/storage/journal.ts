import type { DataFile, Entry } from './data-file'

/** Joins a collection and an id into one key; a NUL is in neither. */
const SEPARATOR = '\0'

/** A value that has to be put into the file. */
interface Arrival {
  readonly collection: string
  readonly id: string
  readonly value: unknown
}

/**
 * The changes that are in memory and not yet in the file. All that happens in one turn of the event loop is written in
 * one transaction at its end: what one piece of code does stays together, and under load much of it costs little more.
 */
export class Journal {
  private readonly file: DataFile
  private readonly path: string
  private readonly sequences = new Map<string, number>()
  /** By sequence; undefined for what was deleted. */
  private readonly dirty = new Map<number, Arrival | undefined>()
  private lastSequence = 0
  private cleared = false
  private scheduled = false
  private closed = false

  constructor(file: DataFile, path: string) {
    this.file = file
    this.path = path
    for (const { collection, id, sequence } of file.rows) {
      this.sequences.set(collection + SEPARATOR + id, sequence)
      this.lastSequence = sequence
    }
  }

  put(collection: string, id: string, value: unknown): void {
    const key = collection + SEPARATOR + id
    const sequence = this.sequences.get(key) ?? this.lastSequence + 1
    this.lastSequence = Math.max(this.lastSequence, sequence)
    this.sequences.set(key, sequence)
    this.dirty.set(sequence, { collection, id, value })
    this.schedule()
  }

  delete(collection: string, id: string): void {
    const key = collection + SEPARATOR + id
    const sequence = this.sequences.get(key)
    if (sequence === undefined) return
    this.sequences.delete(key)
    this.dirty.set(sequence, undefined)
    this.schedule()
  }

  clear(): void {
    this.sequences.clear()
    this.dirty.clear()
    this.cleared = true
    this.schedule()
  }

  /** Writes at once. A full disk is no reason to stop a tenant that works from memory: the next flush tries again. */
  flush(): void {
    try {
      this.write()
    } catch (error) {
      process.stderr.write(`The data file ${this.path} could not be written and is tried again later: ${error}\n`)
    }
  }

  /** Writes what is left and closes the file; what changes afterwards stays in memory. Throws what the file throws. */
  close(): void {
    if (this.closed) return
    try {
      this.write()
    } finally {
      this.closed = true
      this.file.close()
    }
  }

  private schedule(): void {
    if (this.scheduled) return
    this.scheduled = true
    setImmediate(() => {
      this.scheduled = false
      this.flush()
    })
  }

  private write(): void {
    if (this.closed || (this.dirty.size === 0 && !this.cleared)) return
    this.file.write({ cleared: this.cleared, entries: [...this.dirty].map(toEntry) })
    this.dirty.clear()
    this.cleared = false
  }
}

function toEntry([sequence, arrival]: [number, Arrival | undefined]): Entry {
  if (arrival === undefined) return { sequence }
  const { collection, id, value } = arrival
  return { sequence, collection, id, json: JSON.stringify(value) }
}
