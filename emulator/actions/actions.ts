import { ApiError, conflict, notFound } from '../api-error'
import type { Json, JsonObject } from '../json'
import { actionTime, type TenantState } from '../state'
import { assertValid } from '../validation'
import { isActionBound } from './action-binding'
import { CREATE_ACTION_SCHEMA, UPDATE_ACTION_SCHEMA } from './action-schema'
import { type ActionContent, type ActionSecret, EVENT_STREAM_TRIGGER, type StoredAction } from './action-store'
import { isBuilt, viewAction, viewDeployment } from './action-view'

/** A POST or PATCH body after validation. */
interface ActionBody extends Partial<Omit<ActionContent, 'secrets'>> {
  readonly name?: string
  readonly secrets?: readonly { readonly name: string; readonly value?: string }[]
  readonly deploy?: boolean
}

/** An action made ready by a test: deployed from the start. What is left out gets a harmless default. */
export interface DeployedAction {
  readonly id?: string
  readonly name?: string
  readonly code?: string
  /** The trigger that the action supports; default `event-stream`. */
  readonly trigger?: string
}

const DEFAULT_CONTENT: ActionContent = {
  supported_triggers: [],
  code: '',
  runtime: 'node22',
  dependencies: [],
  secrets: [],
}

/** Creates an action from a request body; `deploy: true` deploys it as soon as it is built. */
export function createAction(state: TenantState, body: Json): JsonObject {
  assertValid('body', body, CREATE_ACTION_SCHEMA)
  const { name = '', deploy, ...requested } = body as ActionBody
  const action = state.actions.insert({ name, content: readContent(state, requested, DEFAULT_CONTENT) })
  if (deploy === true) state.actions.addVersion(action.id, action.changedAtMs + state.actionDelayMs)
  return viewAction(findAction(state, action.id), actionTime(state))
}

/** Changes an action; its build starts again and what was deployed stays deployed. */
export function updateAction(state: TenantState, id: string, body: Json): JsonObject {
  assertValid('body', body, UPDATE_ACTION_SCHEMA)
  const action = findAction(state, id)
  const { name = action.name, ...requested } = body as ActionBody
  state.actions.change(id, { name, content: readContent(state, requested, action.content) })
  return viewAction(findAction(state, id), actionTime(state))
}

/** Starts the deployment of a built action. */
export function deployAction(state: TenantState, id: string): JsonObject {
  const action = findAction(state, id)
  const time = actionTime(state)
  if (!isBuilt(action, time)) throw new ApiError(400, "A draft must be in the 'built' state before it can be deployed.")
  const version = state.actions.addVersion(id, time.nowMs)
  if (version === undefined) throw new Error(`Action ${id} vanished while it was deployed`)
  return viewDeployment(findAction(state, id), version, time)
}

/** Deletes an action. Throws a 409 `ApiError` while a stream delivers to it, unless forced. */
export function deleteAction(state: TenantState, id: string, force: boolean): void {
  findAction(state, id)
  const guarded = !force && state.modes.deleteBoundAction === 'reject'
  if (guarded && isActionBound(state, id)) throw conflict('Unable to delete an action bound to a trigger.')
  state.actions.delete(id)
}

/** The action with that id. Throws a 404 `ApiError`. */
export function findAction(state: TenantState, id: string): StoredAction {
  const action = state.actions.get(id)
  if (action === undefined) throw notFound('That action does not exist.')
  return action
}

/** Puts a deployed action into the tenant: built and deployed before anybody asks. */
export function addDeployedAction(state: TenantState, wanted: DeployedAction = {}): JsonObject {
  const { id, name = 'event-stream-action', code = DEFAULT_ACTION_CODE, trigger = EVENT_STREAM_TRIGGER } = wanted
  const changedAtMs = state.clock() - 2 * state.actionDelayMs
  const content = { ...DEFAULT_CONTENT, code, supported_triggers: [{ id: trigger, version: 'v1' }] }
  const action = state.actions.insert({ ...(id === undefined ? {} : { id }), name, content, changedAtMs })
  state.actions.addVersion(action.id, changedAtMs + state.actionDelayMs)
  return viewAction(findAction(state, action.id), actionTime(state))
}

const DEFAULT_ACTION_CODE = 'exports.onExecuteEventStream = async (event, api) => {}'

function readContent(state: TenantState, requested: ActionBody, before: ActionContent): ActionContent {
  const { supported_triggers, code, runtime, dependencies, secrets } = { ...before, ...requested }
  return {
    supported_triggers,
    code,
    runtime,
    dependencies,
    secrets: readSecrets(secrets, before.secrets, state.clock()),
  }
}

/** A secret sent without its value keeps the one it had. */
function readSecrets(
  sent: NonNullable<ActionBody['secrets']>,
  before: readonly ActionSecret[],
  nowMs: number,
): ActionSecret[] {
  return sent.map(({ name, value }) => {
    const kept = before.find((secret) => secret.name === name)
    if (kept !== undefined && (value === undefined || value === kept.value)) return kept
    return { name, value: value ?? '', updatedAtMs: nowMs }
  })
}
