import { parseBody } from '../http/validation'
import { isJsonObject, type Json, type JsonObject } from '../json'
import { TEST_ACTION_SCHEMA } from './action-schema'
import { findAction } from './actions'
import type { ActionsState } from './actions-state'
import { type ExecutionState, executeContent } from './execute'

/** Runs an action's draft on what the body gives as its event. Throws `ApiError`: 400, 404. */
export async function testAction(state: ActionsState & ExecutionState, id: string, body: Json): Promise<JsonObject> {
  const { payload } = parseBody(body, TEST_ACTION_SCHEMA)
  const action = findAction(state, id)
  const event = isJsonObject(payload['event']) ? payload['event'] : payload
  const { error, durationMs } = await executeContent({ state, actionId: id, content: action.content, event })
  const stats = { action_duration_ms: Math.round(durationMs) }
  return { payload: { ...(error === undefined ? {} : { error: { message: error, name: 'Error' } }), stats } }
}
