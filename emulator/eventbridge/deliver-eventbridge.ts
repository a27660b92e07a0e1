import type { Deliver } from '../delivery/deliver'

/** Puts an event on a stream's partner event source. */
export const deliverToEventBridge: Deliver = async ({ stream }) => {
  const message = `The partner event source of the event stream ${stream.stream.id} cannot be reached yet`
  return { delivered: false, message, isFinal: false }
}
