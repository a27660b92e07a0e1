import { ApiError, notFound } from '../http/api-error'
import { parseBody } from '../http/validation'
import type { Json, JsonObject } from '../json'
import { DEPLOY_VERSION_SCHEMA } from './action-schema'
import type { ActionVersion, StoredAction } from './action-store'
import { deployedVersion, draftError, draftStatus, viewDeployment, viewVersionWithAction } from './action-view'
import { findAction } from './actions'
import { type ActionsState, actionTime } from './actions-state'

/** How many versions of an action are kept; the oldest one that is not deployed goes (Auth0 documentation). */
const MOST_VERSIONS = 50

/** Starts the deployment of a built draft. Throws `ApiError`: 404, or 400 before the build is done; its text is not published. */
export function deployAction(state: ActionsState, id: string): JsonObject {
  const action = findAction(state, id)
  const time = actionTime(state)
  if (draftStatus(action, time) !== 'built') {
    const error = draftError(action, time)
    const cause = error === undefined ? '' : ` Its build fails: ${error.msg}.`
    throw new ApiError(400, `A draft must be in the 'built' state before it can be deployed.${cause}`)
  }
  return addVersion(state, action)
}

/**
 * Deploys an earlier version again: that makes a new version with a number of its own, as recorded. With `update_draft`
 * the draft becomes what that version was. Throws `ApiError`: 400, 404.
 */
export function deployVersion(state: ActionsState, id: string, versionId: string, body: Json): JsonObject {
  const { update_draft = false } = parseBody(body ?? {}, DEPLOY_VERSION_SCHEMA)
  const action = findAction(state, id)
  const { content, contentId } = findVersion(action, versionId)
  if (update_draft) state.actions.change(id, { content, contentId })
  return addVersion(state, findAction(state, id), { content, contentId })
}

/** One version of an action. Throws a 404 `ApiError`. */
export function viewOneVersion(state: ActionsState, id: string, versionId: string): JsonObject {
  const action = findAction(state, id)
  return viewVersionWithAction(findVersion(action, versionId), action, actionTime(state))
}

/** Every version of an action, the newest first. */
export function viewVersions(state: ActionsState, id: string): JsonObject[] {
  const action = findAction(state, id)
  const time = actionTime(state)
  return action.versions.map((version) => viewVersionWithAction(version, action, time)).reverse()
}

function addVersion(
  state: ActionsState,
  { id, name }: StoredAction,
  source?: Pick<ActionVersion, 'content' | 'contentId'>,
) {
  const build = state.buildFaults.take('deploy', name)
  const version = state.actions.addVersion(id, state.clock(), { ...source, ...(build === undefined ? {} : { build }) })
  if (version === undefined) throw new Error(`Action ${id} vanished while it was deployed`)
  dropOldVersions(state, id, version)
  return viewDeployment(version, findAction(state, id), actionTime(state))
}

function dropOldVersions(state: ActionsState, id: string, newest: ActionVersion): void {
  const action = findAction(state, id)
  const inUse = [newest.id, deployedVersion(action, actionTime(state))?.id]
  const unused = action.versions.filter((version) => !inUse.includes(version.id))
  const surplus = Math.max(0, action.versions.length - MOST_VERSIONS)
  for (const version of unused.slice(0, surplus)) state.actions.deleteVersion(id, version.id)
}

/** Auth0's text is not published; it follows the one for actions. */
function findVersion({ versions }: StoredAction, versionId: string): ActionVersion {
  const version = versions.find(({ id }) => id === versionId)
  if (version === undefined) throw notFound('That action version does not exist.')
  return version
}
