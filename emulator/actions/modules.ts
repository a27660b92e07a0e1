import { ApiError, conflict, notFound } from '../http/api-error'
import type { SchemaType } from '../http/schema-type'
import { parseBody } from '../http/validation'
import type { Json, JsonObject } from '../json'
import { applySecrets } from './action-body'
import { CREATE_MODULE_SCHEMA, ROLLBACK_MODULE_SCHEMA, UPDATE_MODULE_SCHEMA } from './action-schema'
import type { ActionStore } from './action-store'
import type { ActionsState } from './actions-state'
import { usesOf } from './module-references'
import type { ModuleContent, ModuleVersion, StoredModule } from './module-store'
import { type ModuleUsage, viewModule, viewModuleItem, viewModuleVersion } from './module-view'

/** What a PATCH may change. */
type ModuleBody = SchemaType<typeof UPDATE_MODULE_SCHEMA>

const EMPTY_CONTENT: ModuleContent = { code: '', dependencies: [], secrets: [] }

/** Creates a module; `publish: true` makes its first version at once. Throws `ApiError`: 400, 409. */
export function createModule(state: ActionsState, body: Json): JsonObject {
  const { name, publish, ...requested } = parseBody(body, CREATE_MODULE_SCHEMA)
  if (state.modules.all().some((module) => module.name === name)) {
    throw conflict(`An Action module with the name "${name}" already exists.`)
  }
  const { id } = state.modules.insert({ name, content: applyBody(requested, EMPTY_CONTENT, state.clock()) })
  if (publish === true) state.modules.publish(id)
  return readModule(state, id)
}

/**
 * Changes a module's draft; its versions stay as they are. The response has the time of the change before, as recorded. Throws
 * `ApiError`: 400, 404.
 */
export function updateModule(state: ActionsState, id: string, body: Json): JsonObject {
  const changes = parseBody(body, UPDATE_MODULE_SCHEMA)
  const before = findModule(state, id)
  const changed = state.modules.change(id, applyBody(changes, before.content, state.clock()))
  return viewModule({ ...(changed ?? before), changedAtMs: before.changedAtMs }, usageOf(state, id))
}

/** A module. Throws a 404 `ApiError`. */
export function readModule(state: ActionsState, id: string): JsonObject {
  return viewModule(findModule(state, id), usageOf(state, id))
}

/** Every module, oldest first. */
export function listModules(state: ActionsState): JsonObject[] {
  return state.modules.all().map((module) => viewModuleItem(module, usageOf(state, module.id)))
}

/** Deletes a module with its versions. Throws `ApiError`: 404, and 412 while an Action uses it; its text is not published. */
export function deleteModule(state: ActionsState, id: string): void {
  findModule(state, id)
  const uses = usesOf(state.actions, id)
  if (uses.length > 0) {
    throw new ApiError(412, `The module is in use by ${uses.map(({ name }) => name).join(', ')}.`)
  }
  state.modules.delete(id)
}

/** Makes a version of a module's draft. Throws a 404 `ApiError`. */
export function publishModule(state: ActionsState, id: string): JsonObject {
  findModule(state, id)
  const version = state.modules.publish(id)
  if (version === undefined) throw moduleMissing()
  return viewModuleVersion(version)
}

/** Every version of a module, the newest first. Throws a 404 `ApiError`. */
export function listModuleVersions(state: ActionsState, id: string): JsonObject[] {
  findModule(state, id)
  return state.modules.versions(id).map(viewModuleVersion).reverse()
}

/** One version of a module. Throws a 404 `ApiError`. */
export function readModuleVersion(state: ActionsState, id: string, versionId: string): JsonObject {
  return viewModuleVersion(findVersion(state, id, versionId))
}

/** Makes the draft what a version was. Throws `ApiError`: 400, 404. */
export function rollBackModule(state: ActionsState, id: string, body: Json): JsonObject {
  const { module_version_id } = parseBody(body, ROLLBACK_MODULE_SCHEMA)
  const { content, contentId } = findVersion(state, id, module_version_id)
  state.modules.change(id, content, contentId)
  return readModule(state, id)
}

/** The Actions that use a module. Throws a 404 `ApiError`. */
export function listModuleActions(state: ActionsState, id: string): JsonObject[] {
  findModule(state, id)
  const numbers = new Map(state.modules.versions(id).map((version) => [version.id, version.number]))
  return usesOf(state.actions, id).map((use) => ({
    action_id: use.id,
    action_name: use.name,
    module_version_id: use.versionId,
    module_version_number: numbers.get(use.versionId),
    supported_triggers: use.content.supported_triggers,
  }))
}

function applyBody(body: ModuleBody, before: ModuleContent, nowMs: number): ModuleContent {
  const { code, dependencies, secrets } = { ...before, ...body }
  return { code, dependencies, secrets: applySecrets(secrets, before.secrets, nowMs) }
}

function usageOf({ modules, actions }: { modules: ActionsState['modules']; actions: ActionStore }, id: string) {
  return { versions: modules.versions(id), uses: usesOf(actions, id).length } satisfies ModuleUsage
}

function findModule({ modules }: ActionsState, id: string): StoredModule {
  const module = modules.get(id)
  if (module === undefined) throw moduleMissing()
  return module
}

function findVersion(state: ActionsState, id: string, versionId: string): ModuleVersion {
  findModule(state, id)
  const version = state.modules.versions(id).find((each) => each.id === versionId)
  if (version === undefined) throw notFound('That action module version does not exist.')
  return version
}

/** Auth0's text is not published; it follows the one for Actions. */
function moduleMissing(): ApiError {
  return notFound('That action module does not exist.')
}
