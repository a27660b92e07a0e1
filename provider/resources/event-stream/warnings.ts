import type { eventStream } from '../../../schema/auth0/index'
import type { StateOf } from '../../../schema/dsl/index'
import { type Client, type Diagnostic, error, type ObjectValue, type Replacement, warning } from '../../framework/index'
import { visible } from '../../visible-text'
import { DESTINATIONS, type DestinationType } from './destinations'

type State = StateOf<typeof eventStream>

/** Warns that a stream that was enabled is disabled. */
export function disabledElsewhere(name: unknown, id: unknown, client: Client): Diagnostic {
  return warning(
    `Event stream ${JSON.stringify(name)} was disabled`,
    `The event stream ${JSON.stringify(name)} with the id ${visible(String(id))} was enabled, but is now disabled: either by a change outside ${client.name}, or by Auth0 itself, which disables a stream after too many failed deliveries. Events of a disabled stream are not delivered.\n\nLook at its failed deliveries in the Auth0 Dashboard under Event Streams. With status = "enabled" in the configuration an apply enables it again; Auth0 may refuse while there are too many failures.`,
    ['status'],
  )
}

function destinationOf(prior: ObjectValue) {
  return DESTINATIONS[prior['destination_type'] as DestinationType]
}

/** What goes together with a stream when it is destroyed. */
export function destroyCost(prior: ObjectValue): readonly Diagnostic[] {
  const loss = destinationOf(prior)?.loss
  if (loss === undefined) return []
  return [warning(loss.summary(JSON.stringify(prior['name'])), loss.whenDestroyed(prior as State), loss.path)]
}

/** What a replacement costs beyond what Terraform shows. */
export function replacementCost(replacements: readonly Replacement[], prior: ObjectValue): readonly Diagnostic[] {
  const loss = destinationOf(prior)?.loss
  const name = JSON.stringify(prior['name'])
  const isUnknown = replacements.every((replacement) => replacement.isUnknown)
  const why = isUnknown ? `${unknownPartsOf(replacements)} and may change, and an` : 'An'
  // The old stream is deleted before the value is known, so that the same value comes too late.
  const evenSo = isUnknown ? ', even if the value turns out to be the same' : ''
  const wayOut = isUnknown ? 'use a value that is known when you plan' : 'undo the change before you apply'
  return [
    warning(
      loss?.summary(name) ?? `Event stream ${name} will be replaced`,
      `${why} event stream cannot ${reasonsOf(replacements)}, so ${name} will be deleted and a new stream created${evenSo}. ${loss?.whenReplaced ?? 'The new stream gets a new id.'} Events that occur in between are not delivered.\n\nTo keep the stream, ${wayOut}.`,
      replacements[0]?.path,
    ),
  ]
}

function unknownPartsOf(replacements: readonly Replacement[]): string {
  return `${replacements.map(({ path }) => String(path.at(-1))).join(' and ')} will be known only after apply`
}

// The blocks follow the destination type; that it changes says it all.
function reasonsOf(replacements: readonly Replacement[]): string {
  const byType = replacements.filter(({ path }) => path.length === 1 && path[0] === 'destination_type')
  const reasons = (byType.length > 0 ? byType : replacements).map(({ reason }) => reason)
  return [...new Set(reasons)].join(' or ')
}

/** The error for an id to import that cannot be one. */
export function unimportable(id: string): Diagnostic {
  return error(
    'Invalid event stream id',
    `${JSON.stringify(id)} is not the id of an event stream: est_ and 22 letters and digits.\n\nFind the id in the Auth0 Dashboard under Event Streams, or with: auth0 event-streams list`,
  )
}
