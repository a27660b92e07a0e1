import type { DataFile } from './data-file'

/** Joins a collection and an id into one key; a NUL is in neither. */
const SEPARATOR = '\0'

/**
 * The changes that are in memory and not yet in the file. They are written in one transaction as soon as the code that
 * makes them has run to its end, which is before the request behind them is answered.
 */
export class Journal {
  private readonly file: DataFile
  private readonly path: string
  private readonly sequences = new Map<string, number>()
  /** By key; undefined for what was deleted. */
  private readonly dirty = new Map<string, { readonly value: unknown } | undefined>()
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
    if (!this.sequences.has(key)) {
      this.lastSequence += 1
      this.sequences.set(key, this.lastSequence)
    }
    this.dirty.set(key, { value })
    this.schedule()
  }

  delete(collection: string, id: string): void {
    const key = collection + SEPARATOR + id
    this.sequences.delete(key)
    this.dirty.set(key, undefined)
    this.schedule()
  }

  clear(): void {
    this.sequences.clear()
    this.dirty.clear()
    this.cleared = true
    this.schedule()
  }

  /** Writes what is left. Throws what the file throws; nothing is lost then, and the next change tries again. */
  flush(): void {
    if (this.closed || (this.dirty.size === 0 && !this.cleared)) return
    this.file.write({
      cleared: this.cleared,
      entries: [...this.dirty].map(([key, change]) => this.toEntry(key, change)),
    })
    this.dirty.clear()
    this.cleared = false
  }

  /** Writes what is left and closes the file; what changes afterwards stays in memory. */
  close(): void {
    if (this.closed) return
    try {
      this.flush()
    } finally {
      this.closed = true
      this.file.close()
    }
  }

  private schedule(): void {
    if (this.scheduled) return
    this.scheduled = true
    queueMicrotask(() => {
      this.scheduled = false
      this.tryFlush()
    })
  }

  /** A full disk is no reason to stop a tenant that works from memory. */
  private tryFlush(): void {
    try {
      this.flush()
    } catch (error) {
      process.stderr.write(`The data file ${this.path} could not be written and is tried again later: ${error}\n`)
    }
  }

  private toEntry(key: string, change: { readonly value: unknown } | undefined) {
    const at = key.indexOf(SEPARATOR)
    const place = { collection: key.slice(0, at), id: key.slice(at + 1) }
    if (change === undefined) return place
    return { ...place, sequence: this.sequences.get(key) ?? 0, json: JSON.stringify(change.value) }
  }
}
