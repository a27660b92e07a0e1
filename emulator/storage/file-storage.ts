import { openDataFile } from './data-file'
import { Journal } from './journal'
import { type Collection, createMemoryStorage, type Storage } from './storage'

/**
 * A storage that lives in a file, and in memory for reading. What code changes before it lets others run is written
 * together: a process killed at any moment leaves it whole or absent, and whole once `flush` has been called.
 * Rejects with `DataFileError` when the file cannot be used.
 */
export async function createFileStorage(path: string): Promise<Storage> {
  const file = await openDataFile(path)
  const memory = createMemoryStorage()
  for (const { collection, id, json } of file.rows) memory.collection(collection).put(id, JSON.parse(json))
  const journal = new Journal(file, path)
  return {
    collection: <T>(name: string) => journalled(name, memory.collection<T>(name), journal),
    clear() {
      memory.clear()
      journal.clear()
    },
    flush: () => journal.flush(),
    close: () => journal.close(),
  }
}

function journalled<T>(name: string, inner: Collection<T>, journal: Journal): Collection<T> {
  return {
    get: inner.get,
    all: inner.all,
    get size() {
      return inner.size
    },
    put(id, value) {
      inner.put(id, value)
      journal.put(name, id, value)
    },
    delete(id) {
      const gone = inner.delete(id)
      if (gone !== undefined) journal.delete(name, id)
      return gone
    },
  }
}
