import type { EventStreamStore } from '../event-streams/event-stream-store'

/** A store that tells of every change to a stream, by the stream's id, once the change is made. */
export function watchStreams(store: EventStreamStore, changed: (streamId: string) => void): EventStreamStore {
  const tell = <Result>(id: string, result: Result): Result => {
    changed(id)
    return result
  }
  return {
    ...store,
    insert(stream, secrets) {
      const stored = store.insert(stream, secrets)
      return tell(stored.stream.id, stored)
    },
    update: (id, changes, secrets) => tell(id, store.update(id, changes, secrets)),
    delete: (id) => tell(id, store.delete(id)),
  }
}
