import type { JsonObject } from '../json'
import type { ModuleContent, ModuleVersion, StoredModule } from './module-store'

/** What is around a module: its versions, oldest first, and how many Actions use it. */
export interface ModuleUsage {
  readonly versions: readonly ModuleVersion[]
  readonly uses: number
}

/** A module as GET, POST and PATCH return it, keys in the order of recorded responses. */
export function viewModule(module: StoredModule, { versions, uses }: ModuleUsage): JsonObject {
  const latest = versions.at(-1)
  return {
    ...viewBase(module, latest, uses),
    ...(latest === undefined ? {} : { latest_version: viewLatest(latest) }),
  }
}

/** A module as its list has it. */
export function viewModuleItem(module: StoredModule, { versions, uses }: ModuleUsage): JsonObject {
  const latest = versions.at(-1)
  return {
    ...viewBase(module, latest, uses),
    ...(latest === undefined ? {} : { latest_version_number: latest.number }),
  }
}

/** A version as its own endpoints return it. */
export function viewModuleVersion({ id, moduleId, number, content, createdAtMs }: ModuleVersion): JsonObject {
  const { code, secrets, dependencies } = viewContent(content)
  const created_at = timestamp(createdAtMs)
  return { id, module_id: moduleId, version_number: number, code, secrets, dependencies, created_at }
}

function viewBase(module: StoredModule, latest: ModuleVersion | undefined, uses: number): JsonObject {
  const { id, name, content, contentId, createdAtMs, changedAtMs } = module
  return {
    id,
    name,
    ...viewContent(content),
    all_changes_published: latest?.contentId === contentId,
    actions_using_module_total: uses,
    created_at: timestamp(createdAtMs),
    updated_at: timestamp(changedAtMs),
  }
}

function viewLatest({ id, number, content }: ModuleVersion): JsonObject {
  return { id, version_number: number, ...viewContent(content) }
}

function viewContent({ code, dependencies, secrets }: ModuleContent) {
  return {
    code,
    dependencies: dependencies.map(({ name, version }) => ({ name, version })),
    secrets: secrets.map(({ name, updatedAtMs }) => ({ name, updated_at: timestamp(updatedAtMs) })),
  }
}

/** Modules carry microseconds, of which the clock knows the first three digits. */
function timestamp(timeMs: number): string {
  return new Date(timeMs).toISOString().replace('Z', '000Z')
}
