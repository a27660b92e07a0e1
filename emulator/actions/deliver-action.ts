import type { Deliver } from '../delivery/deliver'

/** Runs the deployed code of a stream's action on an event. */
export const deliverToAction: Deliver = async ({ stream }) => {
  const message = `The action of the event stream ${stream.stream.id} cannot run yet`
  return { delivered: false, message, isFinal: false }
}
