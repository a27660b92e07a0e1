import type { JsonObject } from '../json'
import { type BuildRules, type BuildStatus, buildStatus, findBuildError, toNanosecondTimestamp } from './action-build'
import type { ActionContent, ActionVersion, StoredAction } from './action-store'
import type { BuildError } from './build-error'

import { viewModuleReferences } from './module-references'
import type { ModuleStore } from './module-store'

/** The moment an action is looked at, how long its builds and deployments take, and what no build accepts. */
export interface ViewTime extends BuildRules {
  readonly nowMs: number
  readonly delayMs: number
  /** Whether an Action whose draft failed to build says why. */
  readonly showsDraftErrors: boolean
  /** The modules that Actions refer to. */
  readonly modules: ModuleStore
}

/** The version that serves events now: the latest one whose deployment has finished. */
export function deployedVersion(action: StoredAction, time: ViewTime): ActionVersion | undefined {
  return action.versions.findLast((version) => versionStatus(version, time) === 'built')
}

/** Whether a version is deployed or on its way: one whose deployment was asked for and has not failed. */
export function isDeployed(action: StoredAction, time: ViewTime): boolean {
  return action.versions.some((version) => versionStatus(version, time) !== 'failed')
}

/** Where the draft's build stands. */
export function draftStatus({ changedAtMs, ...draft }: StoredAction, time: ViewTime): BuildStatus {
  return statusSince(changedAtMs, draft, time)
}

/** Why the draft's build fails, or will; undefined when it does not. */
export function draftError(draft: StoredAction, time: ViewTime): BuildError | undefined {
  return errorOf(draft, time)
}

/** An action as GET, POST and PATCH return it, keys in the order of recorded responses. */
export function viewAction(action: StoredAction, time: ViewTime): JsonObject {
  const current = action.versions.findLast(({ requestedAtMs }) => requestedAtMs <= time.nowMs)
  const deployed = shownVersion(action, time)
  const { content, changedAtMs } = action
  const status = draftStatus(action, time)
  return {
    ...viewBase(action),
    updated_at: toTimestamp(changedAtMs, action.contentId),
    code: content.code,
    dependencies: viewDependencies(content, status),
    runtime: content.runtime,
    status,
    ...(time.showsDraftErrors ? viewErrors(status, action, time) : {}),
    secrets: viewSecrets(content),
    ...viewModuleReferences(time.modules, content),
    ...(current === undefined ? {} : { current_version: viewCurrentVersion(current, time) }),
    ...(deployed === undefined ? {} : { deployed_version: viewVersion(deployed, action, time) }),
    all_changes_deployed: deployed !== undefined && deployed.contentId === action.contentId,
  }
}

/** A version with the action around it, as its own endpoints return it. The action's flag is always false, as recorded. */
export function viewVersionWithAction(version: ActionVersion, action: StoredAction, time: ViewTime): JsonObject {
  return { ...viewVersion(version, action, time), action: { ...viewBase(action), all_changes_deployed: false } }
}

/** The response to a deployment: the new version, built but not yet deployed. */
export function viewDeployment(version: ActionVersion, action: StoredAction, time: ViewTime): JsonObject {
  const { action: around, built_at, ...view } = viewVersionWithAction(version, action, time)
  return { ...view, deployed: false, status: 'built', updated_at: view['created_at'], action: around }
}

/** The version that an action shows as deployed: one that its creation made is there before it is built. */
function shownVersion(action: StoredAction, time: ViewTime): ActionVersion | undefined {
  return deployedVersion(action, time) ?? action.versions.find(({ madeAtCreation }) => madeAtCreation)
}

/** Auth0 tells the time of creation for both, whatever has changed since. */
function viewBase({ id, name, content, createdAtMs }: StoredAction): JsonObject {
  const created_at = toTimestamp(createdAtMs, id)
  return { id, name, supported_triggers: content.supported_triggers, created_at, updated_at: created_at }
}

function viewCurrentVersion(version: ActionVersion, time: ViewTime): JsonObject {
  const { id, number, content } = version
  const status = versionStatus(version, time)
  const { built_at, created_at, updated_at } = versionTimes(version, time)
  const built = built_at === undefined ? {} : { build_time: built_at }
  const { code, runtime } = content
  return { id, code, runtime, status: status.toUpperCase(), number, ...built, created_at, updated_at }
}

function viewVersion(version: ActionVersion, action: StoredAction, time: ViewTime): JsonObject {
  const { id, number, content } = version
  const status = versionStatus(version, time)
  const { built_at, created_at, updated_at } = versionTimes(version, time)
  return {
    code: content.code,
    dependencies: viewDependencies(content, 'built'),
    id,
    deployed: shownVersion(action, time)?.id === id,
    number,
    ...(built_at === undefined ? {} : { built_at }),
    secrets: viewSecrets(content),
    ...viewModuleReferences(time.modules, content),
    status,
    ...viewErrors(status, version, time),
    created_at,
    updated_at,
    runtime: content.runtime,
    supported_triggers: content.supported_triggers,
  }
}

/** What a build is made from, and how it was asked to go. */
type Build = Pick<ActionVersion, 'content' | 'build'>

function versionStatus({ requestedAtMs, ...version }: ActionVersion, time: ViewTime): BuildStatus {
  return statusSince(requestedAtMs, version, time)
}

function statusSince(startMs: number, build: Build, time: ViewTime): BuildStatus {
  const elapsedMs = time.nowMs - startMs
  return buildStatus({ elapsedMs, delayMs: delayOf(build, time) }, errorOf(build, time) !== undefined)
}

function delayOf({ build }: Build, { delayMs }: ViewTime): number {
  return build?.delayMs ?? delayMs
}

function errorOf({ build, content }: Build, time: ViewTime): BuildError | undefined {
  return build?.error ?? findBuildError(content, time)
}

/** The errors of a build that has failed, as the published schema of a version has them. */
function viewErrors(status: BuildStatus, build: Build, time: ViewTime): JsonObject {
  const error = status === 'failed' ? errorOf(build, time) : undefined
  return error === undefined ? {} : { errors: [{ ...error }] }
}

function versionTimes(version: ActionVersion, time: ViewTime) {
  const { id, requestedAtMs } = version
  const created_at = toTimestamp(requestedAtMs, id)
  if (versionStatus(version, time) !== 'built') return { created_at, updated_at: created_at }
  const built_at = toTimestamp(requestedAtMs + delayOf(version, time), `${id} built`)
  return { created_at, updated_at: built_at, built_at }
}

/** The registry's address is given back only until the build has used it, as recorded. */
function viewDependencies({ dependencies }: ActionContent, status: BuildStatus): JsonObject[] {
  if (status !== 'built') return dependencies.map((dependency) => ({ ...dependency }))
  return dependencies.map(({ name, version }) => ({ name, version }))
}

/** Names without values. Auth0 does not keep the order of the request; here it is turned round. */
function viewSecrets({ secrets }: ActionContent): JsonObject[] {
  const views = secrets.map(({ name, updatedAtMs }) => ({ name, updated_at: toTimestamp(updatedAtMs, name) }))
  return views.reverse()
}

/** A time with nanoseconds made up from what it belongs to, so that it is the same in every response. */
function toTimestamp(timeMs: number, belongsTo: string): string {
  let hash = 7
  for (const character of belongsTo) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 1_000_000
  return toNanosecondTimestamp(timeMs, hash)
}
