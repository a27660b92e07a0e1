/** The length at which recorded messages break off, to be followed by ` ...`. */
const CUT_LENGTH = 50

/** The most that is kept of a message for the tenant's own controls. */
const DETAIL_LENGTH = 2_000

/** A message as deliveries show it, and in full where that loses something. */
export function cutMessage(message: string): { error_message: string; error_detail?: string } {
  if (message.length <= CUT_LENGTH) return { error_message: message }
  return { error_message: `${message.slice(0, CUT_LENGTH)} ...`, error_detail: message.slice(0, DETAIL_LENGTH) }
}
