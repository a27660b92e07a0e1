import type { DeliveryAttempt, Outcome } from '../delivery/deliver'
import { type EventBridgeState, putEvent } from './partner-source'

/**
 * Puts an event on a stream's partner event source. AWS takes events for a source that is pending and drops them (AWS's
 * onboarding guide for partners); one that is deleted takes none.
 */
export async function deliverToEventBridge(
  state: EventBridgeState,
  { stream, event }: DeliveryAttempt,
): Promise<Outcome> {
  const became = putEvent(state, stream, event)
  if (became === 'ACTIVE') return { delivered: true }
  if (became === 'DELETED') return failure('The partner event source does not exist')
  if (state.switches.pendingEventBridge === 'success') return { delivered: true }
  return failure('The partner event source is pending: no event bus is associated with it')
}

function failure(message: string) {
  return { delivered: false, message, isFinal: false } as const
}
