import type { JsonObject } from '../json'
import { buildStatus, toNanosecondTimestamp } from './action-build'
import type { ActionContent, ActionVersion, StoredAction } from './action-store'

/** The moment an action is looked at, and how long its builds and deployments take. */
export interface ViewTime {
  readonly nowMs: number
  readonly delayMs: number
}

/** The version that serves events now: the latest one whose deployment has finished. */
export function deployedVersion(action: StoredAction, { nowMs, delayMs }: ViewTime): ActionVersion | undefined {
  return action.versions.findLast(({ requestedAtMs }) => requestedAtMs + delayMs <= nowMs)
}

/** Whether the draft is built, so that it can be deployed. */
export function isBuilt(action: StoredAction, { nowMs, delayMs }: ViewTime): boolean {
  return buildStatus(nowMs - action.changedAtMs, delayMs) === 'built'
}

/** An action as GET, POST and PATCH answer it. */
export function viewAction(action: StoredAction, time: ViewTime): JsonObject {
  const current = action.versions.findLast(({ requestedAtMs }) => requestedAtMs <= time.nowMs)
  const deployed = deployedVersion(action, time)
  return {
    ...viewDraft(action, time),
    ...(current === undefined ? {} : { current_version: viewCurrentVersion(action, current, time) }),
    ...(deployed === undefined ? {} : { deployed_version: viewDeployedVersion(deployed, time) }),
    all_changes_deployed: deployed !== undefined && deployed.requestedAtMs >= action.changedAtMs,
  }
}

/** The answer to a deployment: the new version, not yet deployed, with the action around it. */
export function viewDeployment(action: StoredAction, version: ActionVersion, time: ViewTime): JsonObject {
  return {
    ...viewVersion(version),
    deployed: false,
    status: 'built',
    action: { ...viewDraft(action, time), all_changes_deployed: false },
  }
}

function viewDraft(action: StoredAction, { nowMs, delayMs }: ViewTime): JsonObject {
  const { supported_triggers, code, dependencies, runtime } = action.content
  return {
    id: action.id,
    name: action.name,
    supported_triggers,
    created_at: toNanosecondTimestamp(action.createdAtMs),
    updated_at: toNanosecondTimestamp(action.changedAtMs),
    code,
    dependencies,
    runtime,
    status: buildStatus(nowMs - action.changedAtMs, delayMs),
    secrets: viewSecrets(action.content),
  }
}

function viewCurrentVersion(action: StoredAction, version: ActionVersion, time: ViewTime): JsonObject {
  const built_at = toNanosecondTimestamp(action.changedAtMs + time.delayMs)
  return { ...viewVersion(version), status: 'BUILT', build_time: built_at }
}

function viewDeployedVersion(version: ActionVersion, { delayMs }: ViewTime): JsonObject {
  const built_at = toNanosecondTimestamp(version.requestedAtMs + delayMs)
  return { ...viewVersion(version), deployed: true, status: 'built', built_at }
}

function viewVersion({ id, number, requestedAtMs, content }: ActionVersion): JsonObject {
  const { code, dependencies, runtime, supported_triggers } = content
  const created_at = toNanosecondTimestamp(requestedAtMs)
  const secrets = viewSecrets(content)
  return { id, number, code, dependencies, runtime, secrets, created_at, updated_at: created_at, supported_triggers }
}

/** Names without values. Auth0 does not keep the order of the request; the recorded answers turn it round. */
function viewSecrets({ secrets }: ActionContent): JsonObject[] {
  return secrets.map(({ name, updatedAtMs }) => ({ name, updated_at: toNanosecondTimestamp(updatedAtMs) })).reverse()
}
