import type { Destination } from '../event-streams/destination'
import { invalidBody } from '../http/api-error'
import { switchHint } from '../switches/switch-hint'
import { EVENT_STREAM_TRIGGER } from './action-store'
import { draftError, isDeployed } from './action-view'
import { type ActionsState, actionTime } from './actions-state'

/**
 * Refuses an action that cannot be the destination of a new stream: it must exist, support the event-stream trigger,
 * be deployed and, by the default switches, serve no other stream. That Auth0 refuses is documented; its wording is not.
 * A deployment that is under way will do: the deploy CLI creates streams right after it has asked for one.
 */
export function assertUsableAction(state: ActionsState, actionId: string): void {
  const action = state.actions.get(actionId)
  if (action === undefined) throw invalidBody(`The action ${actionId} does not exist.`)
  if (!action.content.supported_triggers.some(({ id }) => id === EVENT_STREAM_TRIGGER)) {
    throw invalidBody(`The action ${actionId} does not support the ${EVENT_STREAM_TRIGGER} trigger.`)
  }
  const time = actionTime(state)
  if (!isDeployed(action, time)) {
    const error = draftError(action, time)
    const cause = error === undefined ? '' : ` Its build fails: ${error.msg}.`
    throw invalidBody(`The action ${actionId} has not been deployed yet.${cause}`)
  }
  if (state.switches.sharedAction === 'reject' && isActionBound(state, actionId)) {
    const hint = switchHint('sharedAction', 'accept')
    throw invalidBody(`The action ${actionId} is the destination of another event stream.${hint}`)
  }
}

/** Whether a stream delivers to that action. */
export function isActionBound(state: ActionsState, actionId: string): boolean {
  return state.streams.all().some(({ stream }) => boundAction(stream.destination) === actionId)
}

/** Deletes the Action of a deleted stream, unless the switch is off or another stream uses it. */
export function releaseAction(state: ActionsState, destination: Destination): void {
  const actionId = boundAction(destination)
  if (actionId === undefined || state.switches.cascadeDeleteAction === 'off' || isActionBound(state, actionId)) return
  state.actions.delete(actionId)
}

function boundAction(destination: Destination): string | undefined {
  return destination.type === 'action' ? destination.configuration.action_id : undefined
}
