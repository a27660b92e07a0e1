import {
  type Client,
  type Diagnostic,
  elementsOf,
  error,
  isObject,
  type ObjectValue,
  type Replacement,
  warning,
} from '../../framework/index'
import { visible } from '../../visible-text'

/** Told when a stream that was enabled is found disabled. */
export const disabledElsewhere = (name: unknown, id: unknown, client: Client): Diagnostic =>
  warning(
    `Event stream ${JSON.stringify(name)} was disabled`,
    `The event stream ${JSON.stringify(name)} with the id ${visible(String(id))} was enabled, and was found disabled: by somebody outside ${client.name}, or by Auth0 itself, which disables a stream after too many failed deliveries. Events of a disabled stream are not delivered.\n\nLook at its failed deliveries in the Auth0 Dashboard under Event Streams. With status = "enabled" in the configuration an apply enables it again; Auth0 may refuse while there are too many failures.`,
    ['status'],
  )

interface Cost {
  /** What is lost, by the stream's name: Terraform shows only one of several warnings with the same summary. */
  readonly summary: (name: string) => string
  readonly words: string
}

const COSTS: { readonly [destinationType: string]: Cost } = {
  eventbridge: {
    summary: (name) => `Partner event source of ${name} will be deleted`,
    words:
      'Its partner event source goes with it; a new stream to EventBridge gets another one, which must be associated with an event bus in AWS before it receives anything.',
  },
  action: {
    summary: (name) => `Action of ${name} will be deleted`,
    words:
      'Auth0 deletes an Action together with its stream, so the Action that the present stream runs will be gone; a stream that still names it cannot be created.',
  },
}

/** What goes together with a stream when it is destroyed. */
export function destroyCost(prior: ObjectValue): readonly Diagnostic[] {
  const name = JSON.stringify(prior['name'])
  if (prior['destination_type'] === 'action')
    return [
      warning(
        `Action of ${name} will be deleted`,
        `Auth0 deletes an Action together with the event stream that runs it. The Action${idOf(prior)} will be gone once ${name} is destroyed, with its code and its secrets, also where it is not managed by Terraform.\n\nSave its code before you apply if you want to keep it. To keep the stream and its Action in Auth0, use a removed block with destroy = false, or the command "state rm".`,
        ['action_configuration', 0, 'action_id'],
      ),
    ]
  if (prior['destination_type'] === 'eventbridge')
    return [
      warning(
        `Partner event source of ${name} will be deleted`,
        `The partner event source in AWS goes together with the event stream ${name}. An event bus that is associated with it receives nothing more, and a new stream gets another partner event source.\n\nDelete the event bus in AWS afterwards if nothing else uses it.`,
        ['eventbridge_configuration', 0, 'aws_account_id'],
      ),
    ]
  return []
}

function idOf(prior: ObjectValue): string {
  const [block] = elementsOf(prior['action_configuration'])
  return isObject(block) && typeof block['action_id'] === 'string' ? ` ${block['action_id']}` : ''
}

const PLAIN_COST: Cost = {
  summary: (name) => `Event stream ${name} will be replaced`,
  words: 'The new stream gets a new id.',
}

/** What a replacement costs beyond what Terraform shows. */
export function replacementCost(replacements: readonly Replacement[], prior: ObjectValue): readonly Diagnostic[] {
  const { summary, words } = COSTS[String(prior['destination_type'])] ?? PLAIN_COST
  const name = JSON.stringify(prior['name'])
  const isUnknown = replacements.every((replacement) => replacement.isUnknown)
  const why = isUnknown ? `${unknownPartsOf(replacements)} and may change, and an` : 'An'
  // The old stream is deleted before the value is known, so that the same value comes too late.
  const evenSo = isUnknown ? ', even if the value turns out to be the same' : ''
  const wayOut = isUnknown ? 'use a value that is known when you plan' : 'undo the change before you apply'
  return [
    warning(
      summary(name),
      `${why} event stream cannot ${reasonsOf(replacements)}, so ${name} will be deleted and a new stream created${evenSo}. ${words} Events that occur in between are not delivered.\n\nTo keep the stream, ${wayOut}.`,
      replacements[0]?.path,
    ),
  ]
}

const unknownPartsOf = (replacements: readonly Replacement[]): string =>
  `${replacements.map(({ path }) => String(path.at(-1))).join(' and ')} will be known only after apply`

// The blocks follow the destination type; that it changes says it all.
function reasonsOf(replacements: readonly Replacement[]): string {
  const byType = replacements.filter(({ path }) => path.length === 1 && path[0] === 'destination_type')
  const reasons = (byType.length > 0 ? byType : replacements).map(({ reason }) => reason)
  return [...new Set(reasons)].join(' or ')
}

/** Told when an id to import cannot be one. */
export const unimportable = (id: string): Diagnostic =>
  error(
    'Invalid event stream id',
    `${JSON.stringify(id)} is not the id of an event stream: est_ and 22 letters and digits.\n\nFind the id in the Auth0 Dashboard under Event Streams, or with: auth0 event-streams list`,
  )
