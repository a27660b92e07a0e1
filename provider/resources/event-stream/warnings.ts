import { type Diagnostic, error, type ObjectValue, type Replacement, warning } from '../../framework/index'

/** Told when a stream that the state knows is gone. */
export const vanished = (name: unknown, id: unknown): Diagnostic =>
  warning(
    'Event stream not found',
    `The event stream ${JSON.stringify(name)} (${id}) no longer exists: it was deleted outside Terraform. It has been removed from the state.\n\nIf it is still in the configuration, the plan creates it again; otherwise there is nothing to do.`,
  )

/** Told when a stream that was enabled is found disabled. */
export const disabledElsewhere = (name: unknown, id: unknown): Diagnostic =>
  warning(
    'Event stream is disabled',
    `The event stream ${JSON.stringify(name)} (${id}) was enabled, and is disabled now: by somebody outside Terraform, or by Auth0 itself, which disables a stream after too many failed deliveries. Events of a disabled stream are not delivered.\n\nLook at its failed deliveries in the Auth0 Dashboard under Event Streams. With status = "enabled" in the configuration the next apply enables it again; Auth0 may refuse while there are too many failures.`,
    ['status'],
  )

const REPLACEMENT_COST: { readonly [destinationType: string]: string } = {
  eventbridge:
    'The new stream gets a new partner event source, which must be associated with an event bus in AWS before it receives anything.',
  action:
    'Auth0 deletes an Action together with its stream, so the Action that the present stream runs will be gone; a stream that still names it cannot be created.',
  webhook: 'The new stream gets a new id.',
}

/** What a replacement costs beyond what Terraform shows. */
export function replacementCost(replacements: readonly Replacement[], prior: ObjectValue): readonly Diagnostic[] {
  const reasons = [...new Set(replacements.map(({ reason }) => reason))].join('; ')
  const cost = REPLACEMENT_COST[String(prior['destination_type'])] ?? ''
  return [
    warning(
      'Event stream will be replaced',
      `${reasons}, so the stream ${JSON.stringify(prior['name'])} is deleted and a new one created. ${cost} Events that occur in between are not delivered.\n\nIf that is not what you want, undo the change.`,
      replacements[0]?.path,
    ),
  ]
}

/** Told when an id to import cannot be one. */
export const unimportable = (id: string): Diagnostic =>
  error(
    'Invalid event stream id',
    `${JSON.stringify(id)} is not the id of an event stream: est_ and 22 letters and digits.\n\nFind the id in the Auth0 Dashboard under Event Streams, or with: auth0 event-streams list`,
  )
