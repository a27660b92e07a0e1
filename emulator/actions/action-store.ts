import { randomUUID } from 'node:crypto'
import type { Clock } from '../clock'

/** The trigger an action must support to be the destination of an event stream. */
export const EVENT_STREAM_TRIGGER = 'event-stream'

/** What a version of an action freezes. */
export interface ActionContent {
  readonly supported_triggers: readonly { readonly id: string; readonly version: string }[]
  readonly code: string
  readonly runtime: string
  readonly dependencies: readonly { readonly name: string; readonly version: string }[]
  readonly secrets: readonly ActionSecret[]
}

/** A secret with its value, which no answer repeats. */
export interface ActionSecret {
  readonly name: string
  readonly value: string
  readonly updatedAtMs: number
}

/** One deployment: the content at that time, and when it was asked for. */
export interface ActionVersion {
  readonly id: string
  readonly number: number
  readonly requestedAtMs: number
  readonly content: ActionContent
}

/** An action as the tenant keeps it. Status and deployment are read off the times, see `action-view`. */
export interface StoredAction {
  readonly id: string
  readonly name: string
  readonly createdAtMs: number
  /** When the draft last changed: the start of its build. */
  readonly changedAtMs: number
  readonly content: ActionContent
  readonly versions: readonly ActionVersion[]
}

/** The tenant's actions in order of creation. It knows no rules. */
export interface ActionStore {
  insert(action: Pick<StoredAction, 'name' | 'content'> & { id?: string; changedAtMs?: number }): StoredAction
  get(id: string): StoredAction | undefined
  /** Changes the draft, whose build then starts again. */
  change(id: string, changes: Partial<Pick<StoredAction, 'name' | 'content'>>): StoredAction | undefined
  /** Makes a version of the draft as it is; the time may lie ahead, for a deployment that waits for the build. */
  addVersion(id: string, requestedAtMs: number): ActionVersion | undefined
  delete(id: string): boolean
  all(): StoredAction[]
}

/** An empty store. */
export function createActionStore(clock: Clock): ActionStore {
  const byId = new Map<string, StoredAction>()
  const put = (action: StoredAction) => {
    byId.set(action.id, action)
    return action
  }
  return {
    insert: ({ id = randomUUID(), changedAtMs = clock(), name, content }) =>
      put({ id, name, createdAtMs: changedAtMs, changedAtMs, content, versions: [] }),
    get: (id) => byId.get(id),
    change(id, changes) {
      const action = byId.get(id)
      return action && put({ ...action, ...changes, changedAtMs: clock() })
    },
    addVersion(id, requestedAtMs) {
      const action = byId.get(id)
      if (action === undefined) return undefined
      const number = action.versions.length + 1
      const version = { id: randomUUID(), number, requestedAtMs, content: action.content }
      put({ ...action, versions: [...action.versions, version] })
      return version
    },
    delete: (id) => byId.delete(id),
    all: () => [...byId.values()],
  }
}
