import { randomUUID } from 'node:crypto'
import type { Clock } from '../clock'
import type { Storage } from '../storage/storage'
import type { BuildOverride } from './build-error'

/** The trigger an action must support to be the destination of an event stream. */
export const EVENT_STREAM_TRIGGER = 'event-stream'

/** What a version of an action freezes. */
export interface ActionContent {
  readonly supported_triggers: readonly { readonly id: string; readonly version: string }[]
  readonly code: string
  readonly runtime: string
  readonly dependencies: readonly ActionDependency[]
  readonly secrets: readonly ActionSecret[]
  /** Versions of modules that the code can load; absent for none. */
  readonly modules?: readonly ModuleReference[]
}

/** A version of a module, as an Action names it. */
export interface ModuleReference {
  readonly module_id: string
  readonly module_version_id: string
}

/** An npm package that an action asks for. */
export interface ActionDependency {
  readonly name: string
  readonly version: string
  /** Given back until the build has used it. */
  readonly registry_url?: string
}

/** A secret with its value, which no response repeats. */
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
  /** Which content it is: the draft with the same one has nothing new. */
  readonly contentId: string
  /** Made by `deploy: true` of the creation, which shows it as deployed from the start. */
  readonly madeAtCreation: boolean
  /** How its build was asked to go, if a test did. */
  readonly build?: BuildOverride
}

/** An action as the tenant keeps it. Status and deployment are read off the times, see `action-view`. */
export interface StoredAction {
  readonly id: string
  readonly name: string
  readonly createdAtMs: number
  /** When the draft last changed: the start of its build. */
  readonly changedAtMs: number
  readonly content: ActionContent
  readonly contentId: string
  /** How the draft's build was asked to go, if a test did. */
  readonly build?: BuildOverride
  /** Oldest first. */
  readonly versions: readonly ActionVersion[]
}

/** What a draft can change to. A content without its id is a new one. */
type DraftChanges = Partial<Pick<StoredAction, 'name' | 'content' | 'contentId' | 'build'>>

/** What a version is made from; by default the draft. */
type VersionSource = Partial<Pick<ActionVersion, 'content' | 'contentId' | 'madeAtCreation' | 'build'>>

/** The tenant's actions in order of creation. It knows no rules. */
export interface ActionStore {
  insert(
    action: Pick<StoredAction, 'name' | 'content' | 'build'> & { readonly id?: string; readonly changedAtMs?: number },
  ): StoredAction
  get(id: string): StoredAction | undefined
  /** Changes the draft, whose build then starts again. */
  change(id: string, changes: DraftChanges): StoredAction | undefined
  /** Makes a version of the draft as it is; the time may lie ahead, for a deployment that waits for the build. */
  addVersion(id: string, requestedAtMs: number, source?: VersionSource): ActionVersion | undefined
  deleteVersion(id: string, versionId: string): void
  /** Deletes an action with its versions, its cache and what is known of its executions. */
  delete(id: string): boolean
  all(): StoredAction[]
}

/** An action without its versions, which are kept apart: each can be as large as the action. */
type Draft = Omit<StoredAction, 'versions'>

/** The collection of Actions' caches, by the id of the Action. */
export const ACTION_CACHES = 'action_caches'

/** The collection of Actions' executions, by the id of the Action. */
export const ACTION_EXECUTIONS = 'action_executions'

/** The store over a storage, going on where it left off. */
export function createActionStore(clock: Clock, storage: Storage): ActionStore {
  const drafts = storage.collection<Draft>('actions')
  const versions = createVersions(storage)
  function assemble(draft: Draft): StoredAction {
    return { ...draft, versions: versions.of(draft.id) }
  }
  function put(draft: Draft) {
    drafts.put(draft.id, draft)
    return assemble(draft)
  }
  return {
    insert: ({ id = randomUUID(), changedAtMs = clock(), ...made }) =>
      put({ id, createdAtMs: changedAtMs, changedAtMs, contentId: randomUUID(), ...made }),
    get(id) {
      const draft = drafts.get(id)
      return draft && assemble(draft)
    },
    change(id, { contentId = randomUUID(), ...changes }) {
      const draft = drafts.get(id)
      if (draft === undefined) return undefined
      const { build: _before, ...kept } = draft
      return put({ ...kept, ...changes, contentId, changedAtMs: clock() })
    },
    addVersion(id, requestedAtMs, source = {}) {
      const draft = drafts.get(id)
      if (draft === undefined) return undefined
      const { content, contentId } = draft
      return versions.add(id, { requestedAtMs, content, contentId, madeAtCreation: false, ...source })
    },
    deleteVersion: versions.remove,
    delete(id) {
      for (const version of versions.of(id)) versions.remove(id, version.id)
      for (const name of [ACTION_CACHES, ACTION_EXECUTIONS]) storage.collection(name).delete(id)
      return drafts.delete(id) !== undefined
    },
    all: () => drafts.all().map(assemble),
  }
}

/** The versions of all Actions, by the id of the Action, oldest first. */
function createVersions(storage: Storage) {
  const kept = storage.collection<ActionVersion & { readonly actionId: string }>('action_versions')
  const byAction = new Map<string, readonly ActionVersion[]>()
  function of(id: string) {
    return byAction.get(id) ?? []
  }
  for (const { actionId, ...version } of kept.all()) byAction.set(actionId, [...of(actionId), version])
  return {
    of,
    add(id: string, made: Omit<ActionVersion, 'id' | 'number'>): ActionVersion {
      const version = { id: randomUUID(), number: (of(id).at(-1)?.number ?? 0) + 1, ...made }
      kept.put(version.id, { ...version, actionId: id })
      byAction.set(id, [...of(id), version])
      return version
    },
    remove(id: string, versionId: string): void {
      kept.delete(versionId)
      const others = of(id).filter((version) => version.id !== versionId)
      if (others.length === 0) byAction.delete(id)
      else byAction.set(id, others)
    },
  }
}
