import type { EventStreamStore } from '../event-streams/event-stream-store'

/** A store that calls back for every change to a stream, by the stream's id, once the change is made. */
export function notifyOnChange(store: EventStreamStore, changed: (streamId: string) => void): EventStreamStore {
  function notify<Result>(id: string, result: Result): Result {
    changed(id)
    return result
  }
  return {
    ...store,
    insert(stream, secrets) {
      const stored = store.insert(stream, secrets)
      return notify(stored.stream.id, stored)
    },
    update: (id, changes, secrets) => notify(id, store.update(id, changes, secrets)),
    delete: (id) => notify(id, store.delete(id)),
  }
}
