import type { Deliver } from '../delivery/deliver'
import { putEvent } from './partner-source'

/**
 * Puts an event on a stream's partner event source. AWS takes events for a source that is pending and drops them (AWS's
 * onboarding guide for partners); one that is deleted takes none.
 */
export const deliverToEventBridge: Deliver = async ({ state, stream, event }) => {
  const became = putEvent(state, stream, event)
  if (became === 'ACTIVE') return { delivered: true }
  if (became === 'DELETED') return failure('The partner event source does not exist')
  if (state.modes.pendingEventBridge === 'success') return { delivered: true }
  return failure('The partner event source is pending: no event bus is associated with it')
}

function failure(message: string) {
  return { delivered: false, message, isFinal: false } as const
}
