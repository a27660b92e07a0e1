import { randomUUID } from 'node:crypto'
import type { Clock } from '../clock'
import type { Storage } from '../storage/storage'
import type { ActionDependency, ActionSecret } from './action-store'

/** What a version of a module freezes. */
export interface ModuleContent {
  readonly code: string
  readonly dependencies: readonly ActionDependency[]
  readonly secrets: readonly ActionSecret[]
}

/** A module: code that Actions share, with secrets of its own. What changes here is a draft until it is published. */
export interface StoredModule {
  readonly id: string
  readonly name: string
  readonly createdAtMs: number
  readonly changedAtMs: number
  readonly content: ModuleContent
  /** Which content it is: a module whose latest version has the same one has nothing to publish. */
  readonly contentId: string
}

/** A published version. */
export interface ModuleVersion {
  readonly id: string
  readonly moduleId: string
  readonly number: number
  readonly createdAtMs: number
  readonly content: ModuleContent
  readonly contentId: string
}

/** The tenant's modules in order of creation. It knows no rules. */
export interface ModuleStore {
  insert(module: Pick<StoredModule, 'name' | 'content'>): StoredModule
  get(id: string): StoredModule | undefined
  /** Replaces the draft; a content without its id is a new one. */
  change(id: string, content: ModuleContent, contentId?: string): StoredModule | undefined
  /** Makes a version of the draft as it is. */
  publish(id: string): ModuleVersion | undefined
  /** The versions of a module, oldest first. */
  versions(id: string): ModuleVersion[]
  /** Deletes a module with its versions. */
  delete(id: string): void
  all(): StoredModule[]
}

/** The store over a storage, going on where it left off. */
export function createModuleStore(clock: Clock, storage: Storage): ModuleStore {
  const modules = storage.collection<StoredModule>('action_modules')
  const published = storage.collection<ModuleVersion>('action_module_versions')
  function versions(id: string) {
    return published.all().filter(({ moduleId }) => moduleId === id)
  }
  function put(module: StoredModule) {
    modules.put(module.id, module)
    return module
  }
  return {
    insert({ name, content }) {
      const nowMs = clock()
      const times = { createdAtMs: nowMs, changedAtMs: nowMs }
      return put({ id: randomUUID(), name, ...times, content, contentId: randomUUID() })
    },
    get: (id) => modules.get(id),
    change(id, content, contentId = randomUUID()) {
      const module = modules.get(id)
      return module && put({ ...module, content, contentId, changedAtMs: clock() })
    },
    publish(id) {
      const module = modules.get(id)
      if (module === undefined) return undefined
      const { content, contentId } = module
      const number = (versions(id).at(-1)?.number ?? 0) + 1
      const version = { id: randomUUID(), moduleId: id, number, createdAtMs: clock(), content, contentId }
      published.put(version.id, version)
      return version
    },
    versions,
    delete(id) {
      for (const version of versions(id)) published.delete(version.id)
      modules.delete(id)
    },
    all: () => modules.all(),
  }
}
