import type { DeliveryAttempt, Outcome } from '../delivery/deliver'
import type { CloudEvent } from '../events/event'
import type { Happenings } from '../happenings'
import type { JsonObject } from '../json'
import { ACTION_EXECUTIONS, type ActionVersion, type StoredAction } from './action-store'
import { deployedVersion } from './action-view'
import { type ActionsState, actionTime } from './actions-state'
import { type ExecutionState, executeContent } from './execute'
import { type ActionExecution, recordExecution } from './execution-log'
import type { ExecutionResult } from './run-action'

/** What running the Action of a stream uses of a tenant. */
export interface ActionDeliveryState extends ActionsState, ExecutionState {
  readonly happenings: Happenings
}

/**
 * Runs the deployed code of a stream's action on an event. Returning is delivery; throwing, or anything else that keeps
 * the code from returning, is a failure that is worth another attempt (Auth0 documentation).
 */
export async function deliverToAction(
  state: ActionDeliveryState,
  { stream, event, signal }: DeliveryAttempt,
): Promise<Outcome> {
  const { destination } = stream.stream
  if (destination.type !== 'action') throw new Error(`A ${destination.type} stream came to the actions`)
  const action = state.actions.get(destination.configuration.action_id)
  if (action === undefined) return failure('The action of the event stream does not exist')
  const version = deployedVersion(action, actionTime(state))
  if (version === undefined) return failure('The action of the event stream is not deployed')
  const { content } = version
  const message = toActionMessage(event)
  const result = await executeContent({ state, actionId: action.id, content, event: { message }, signal })
  if (!signal.aborted) remember(state, toExecution(state, event, version, result), action)
  return result.error === undefined ? { delivered: true } : failure(result.error)
}

/** The fields of an event that an action sees (types of the event-stream trigger in npm's `@auth0/actions`). */
function toActionMessage({ id, type, source, specversion, time, data, ...marks }: CloudEvent): JsonObject {
  return { id, type, source, specversion, time, data: { ...data }, ...marks }
}

function failure(message: string): Outcome {
  return { delivered: false, message, isFinal: false }
}

function remember(state: ActionDeliveryState, execution: ActionExecution, { id }: StoredAction): void {
  if (state.actions.get(id) === undefined) return
  recordExecution(state.storage.collection<readonly ActionExecution[]>(ACTION_EXECUTIONS), id, execution)
  state.happenings.notify({ kind: 'action', actionId: id, execution })
}

function toExecution(
  { clock }: ActionDeliveryState,
  event: CloudEvent,
  { number }: ActionVersion,
  { error, logs, durationMs }: ExecutionResult,
): ActionExecution {
  return {
    at: new Date(clock()).toISOString(),
    event_id: event.id,
    version: number,
    status: error === undefined ? 'succeeded' : 'failed',
    ...(error === undefined ? {} : { error }),
    logs,
    duration_ms: Math.round(durationMs * 1000) / 1000,
  }
}
