import { ApiError, conflict, invalidBody, notFound } from '../http/api-error'
import type { Json, JsonObject } from '../json'
import { isActionBound } from './action-binding'
import { applyActionBody, EMPTY_CONTENT, parseActionBody } from './action-body'
import { findBuildError } from './action-build'
import { type ActionContent, EVENT_STREAM_TRIGGER, type StoredAction } from './action-store'
import { viewAction } from './action-view'
import { type ActionsState, actionTime } from './actions-state'
import type { BuildOverride } from './build-error'
import { assertModulesExist } from './module-references'
import { completeTrigger } from './triggers'

/** An Action that is deployed from the start. Every member has a default. */
export interface DeployedAction {
  readonly id?: string
  readonly name?: string
  readonly code?: string
  /** The trigger that the action supports; default `event-stream`. */
  readonly trigger?: string
  readonly secrets?: readonly { readonly name: string; readonly value: string }[]
}

/** How many actions a tenant holds at most (Auth0 documentation). */
const MOST_ACTIONS = 100

/** Creates an action from a request body; `deploy: true` makes its first version at once. Throws `ApiError`: 400, 403, 409. */
export function createAction(state: ActionsState, body: Json): JsonObject {
  const { name = '', deploy, ...requested } = parseActionBody('create', body)
  const content = applyActionBody(requested, EMPTY_CONTENT, state.clock())
  assertNameFree(state, name)
  assertRoom(state)
  assertModulesExist(state.modules, requested.modules ?? [])
  const build = takeBuildFault(state, name)
  const action = state.actions.insert({ name, content, ...build })
  if (deploy === true) state.actions.addVersion(action.id, action.changedAtMs, { madeAtCreation: true, ...build })
  return viewAction(findAction(state, action.id), actionTime(state))
}

/** Changes an action; its build starts again and what was deployed stays deployed. Throws `ApiError`: 400, 404, 409. */
export function updateAction(state: ActionsState, id: string, body: Json): JsonObject {
  const { name, ...requested } = parseActionBody('update', body)
  const action = findAction(state, id)
  const content = applyActionBody(requested, action.content, state.clock())
  assertNameFree(state, name, id)
  assertModulesExist(state.modules, requested.modules ?? [])
  const finalName = name ?? action.name
  state.actions.change(id, { name: finalName, content, ...takeBuildFault(state, finalName) })
  return viewAction(findAction(state, id), actionTime(state))
}

/** Deletes an action. Throws a 409 `ApiError` while a stream delivers to it, unless forced. */
export function deleteAction(state: ActionsState, id: string, force: boolean): void {
  findAction(state, id)
  const guarded = !force && state.switches.deleteBoundAction === 'reject'
  if (guarded && isActionBound(state, id)) throw conflict('Unable to delete an action bound to a trigger.')
  state.actions.delete(id)
}

/** The action with that id. Throws a 404 `ApiError`. */
export function findAction(state: ActionsState, id: string): StoredAction {
  const action = state.actions.get(id)
  if (action === undefined) throw notFound('That action does not exist.')
  return action
}

/** Refuses what cannot be deployed at once. Throws a 400 `ApiError`. */
export function assertBuilds(state: ActionsState, content: ActionContent): void {
  const error = findBuildError(content, actionTime(state))
  if (error !== undefined) throw invalidBody(`The build of the action fails: ${error.msg}.`)
}

/**
 * Puts a deployed action into the tenant: built and deployed before anybody asks. Its name need not be free. Throws a 400
 * `ApiError` for what does not build.
 */
export function addDeployedAction(state: ActionsState, wanted: DeployedAction = {}): JsonObject {
  const { id, name = 'event-stream-action', code = DEFAULT_ACTION_CODE, trigger = EVENT_STREAM_TRIGGER } = wanted
  const changedAtMs = state.clock() - 2 * state.actionDelayMs
  const secrets = (wanted.secrets ?? []).map((secret) => ({ ...secret, updatedAtMs: changedAtMs }))
  const content = { ...EMPTY_CONTENT, code, secrets, supported_triggers: [completeTrigger({ id: trigger })] }
  assertBuilds(state, content)
  const action = state.actions.insert({ ...(id === undefined ? {} : { id }), name, content, changedAtMs })
  state.actions.addVersion(action.id, changedAtMs + state.actionDelayMs)
  return viewAction(findAction(state, action.id), actionTime(state))
}

function takeBuildFault({ buildFaults }: ActionsState, name: string): { readonly build?: BuildOverride } {
  const build = buildFaults.take('build', name)
  return build === undefined ? {} : { build }
}

const DEFAULT_ACTION_CODE = 'exports.onExecuteEventStream = async (event, api) => {}'

/** That names are unique shows in clients that look actions up by name; the wording of the refusal is not published. */
function assertNameFree(state: ActionsState, name: string | undefined, ownId?: string): void {
  const isTaken = state.actions.all().some((action) => action.name === name && action.id !== ownId)
  if (isTaken && name !== state.actions.get(ownId ?? '')?.name) {
    throw conflict(`An action with the name "${name}" already exists.`)
  }
}

/** Status and errorCode as Auth0 has them for other kinds of things that are limited in number; text not published. */
function assertRoom(state: ActionsState): void {
  if (state.actions.all().length < MOST_ACTIONS) return
  const message = `The tenant has reached its limit of ${MOST_ACTIONS} actions.`
  throw new ApiError(403, message, { errorCode: 'too_many_entities' })
}
