import type { ActionExecution } from './actions/execution-log'
import type { RecordedAttempt, StoredDelivery } from './delivery/stored-delivery'
import type { EventStream } from './event-streams/event-stream-store'
import type { RecordedRequest } from './http/request-log'

/** Something that a tenant did, as its watchers see it. */
export type Happening =
  | { readonly kind: 'request'; readonly request: RecordedRequest }
  | {
      readonly kind: 'attempt'
      readonly stream: EventStream
      readonly delivery: Pick<StoredDelivery, 'id' | 'event_type' | 'status'>
      /** Which attempt of its round this was, from 1. */
      readonly attemptNumber: number
      readonly attempt: RecordedAttempt
    }
  | { readonly kind: 'action'; readonly actionId: string; readonly execution: ActionExecution }
  | { readonly kind: 'disabled'; readonly stream: EventStream; readonly reason: string }

/** Where happenings are published. */
export interface Happenings {
  notify(happening: Happening): void
  /** Calls back for each happening from now on, at once. Returns how to stop that. */
  subscribe(listener: (happening: Happening) => void): () => void
}

/** Happenings without a subscriber yet. */
export function createHappenings(): Happenings {
  const listeners = new Set<(happening: Happening) => void>()
  return {
    notify(happening) {
      for (const listener of listeners) listener(happening)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
