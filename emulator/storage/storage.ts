/**
 * Values by id, in the order of their first arrival. Values are plain JSON data and are replaced, never changed in place,
 * so that a storage knows of every change.
 */
export interface Collection<T> {
  get(id: string): T | undefined
  /** Adds a value, or puts it in the place of the one with this id. */
  put(id: string, value: T): void
  /** Gives what was there. */
  delete(id: string): T | undefined
  /** Oldest first. */
  all(): T[]
  readonly size: number
}

/** Where a tenant keeps what it holds: in memory, or in a file that outlives the process. */
export interface Storage {
  /** The collection of that name; always the same one. */
  collection<T>(name: string): Collection<T>
  /** Empties every collection. */
  clear(): void
  /** Makes sure that nothing so far is lost when the process is killed. Without a call that is so a moment later. */
  flush(): void
  close(): void
}

/** A storage that lives as long as the process. */
export function createMemoryStorage(): Storage {
  const collections = new Map<string, Map<string, unknown>>()
  function entriesOf(name: string): Map<string, unknown> {
    const entries = collections.get(name) ?? new Map<string, unknown>()
    collections.set(name, entries)
    return entries
  }
  return {
    collection: <T>(name: string) => createCollection<T>(entriesOf(name) as Map<string, T>),
    clear: () => {
      for (const entries of collections.values()) entries.clear()
    },
    flush: () => {},
    close: () => {},
  }
}

function createCollection<T>(entries: Map<string, T>): Collection<T> {
  return {
    get: (id) => entries.get(id),
    put: (id, value) => void entries.set(id, value),
    delete(id) {
      const value = entries.get(id)
      entries.delete(id)
      return value
    },
    all: () => [...entries.values()],
    get size() {
      return entries.size
    },
  }
}
