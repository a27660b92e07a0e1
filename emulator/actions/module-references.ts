import { invalidBody } from '../http/api-error'
import type { JsonObject } from '../json'
import type { ActionContent, ActionStore, ModuleReference } from './action-store'
import type { ModuleStore, ModuleVersion } from './module-store'
import type { SharedModule } from './run-action'

/** The modules that a content uses. Contents of earlier data files know none. */
export function modulesOf({ modules = [] }: Pick<ActionContent, 'modules'>): readonly ModuleReference[] {
  return modules
}

/** Refuses a version of a module that there is not. Throws a 400 `ApiError`, whose text is not published. */
export function assertModulesExist(modules: ModuleStore, references: readonly ModuleReference[]): void {
  for (const reference of references) {
    if (findVersion(modules, reference) !== undefined) continue
    const { module_id, module_version_id } = reference
    throw invalidBody(`The module ${module_id} has no version ${module_version_id}.`)
  }
}

/** The modules of an Action as its responses have them; nothing for an Action without any, as recorded. */
export function viewModuleReferences(modules: ModuleStore, content: ActionContent): JsonObject {
  const views = modulesOf(content).map(({ module_id, module_version_id }) => {
    const name = modules.get(module_id)?.name
    const number = findVersion(modules, { module_id, module_version_id })?.number
    return { module_id, module_name: name, module_version_id, module_version_number: number }
  })
  return views.length === 0 ? {} : { modules: views }
}

/** The deployed or drafted Actions that use a module: its id, and the version that each of them uses. */
export function usesOf(actions: ActionStore, moduleId: string) {
  return actions.all().flatMap(({ id, name, content }) => {
    const used = modulesOf(content).find(({ module_id }) => module_id === moduleId)
    return used === undefined ? [] : [{ id, name, content, versionId: used.module_version_id }]
  })
}

/** The modules of a content as its execution gets them. */
export function sharedModules(modules: ModuleStore, content: ActionContent): SharedModule[] {
  return modulesOf(content).flatMap((reference) => {
    const [module, version] = [modules.get(reference.module_id), findVersion(modules, reference)]
    if (module === undefined || version === undefined) return []
    const { code, secrets } = version.content
    return { name: module.name, code, secrets: Object.fromEntries(secrets.map(({ name, value }) => [name, value])) }
  })
}

function findVersion(modules: ModuleStore, reference: ModuleReference): ModuleVersion | undefined {
  return modules.versions(reference.module_id).find(({ id }) => id === reference.module_version_id)
}
