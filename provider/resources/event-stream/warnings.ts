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

/** A stream that the state knows and the tenant does not. */
export interface Vanished {
  readonly name: unknown
  readonly id: unknown
  /** The tenant that was asked: `tenant.eu.auth0.com`. */
  readonly tenant: string
  /** How many streams of the state were found in it so far, and how many were not, this one included. */
  readonly found: number
  readonly missing: number
}

/** Told when a stream that the state knows is gone. */
export function vanished({ name, id, tenant, found, missing }: Vanished, client: Client): Diagnostic {
  const first =
    found === 0
      ? `None of the event streams of the state that were read so far is in the tenant ${tenant}. Make sure first that it is the tenant they belong to: if not, correct domain or AUTH0_DOMAIN and apply nothing, since that would create all of them anew in ${tenant}.\n\n`
      : ''
  return warning(
    // Of warnings with the same summary Terraform shows one, and the number of the others.
    found === 0 && missing > 1 ? 'Further event streams not found' : `Event stream ${JSON.stringify(name)} not found`,
    `${first}The event stream ${JSON.stringify(name)} with the id ${visible(String(id))} no longer exists in the tenant ${tenant}: it was deleted outside ${client.name}. It has been removed from the state.\n\nA stream that is still in the configuration is created again by the next apply.`,
  )
}

/** Told when a stream is found that a create most likely made whose response was lost. */
export const adopted = (name: string, id: string, createdAt: string, reason: string, client: Client): Diagnostic =>
  warning(
    `Event stream ${JSON.stringify(name)} was taken over`,
    `The response to the request to create the event stream ${JSON.stringify(name)} was lost: ${visible(reason)}. The tenant has a stream with this name, destination and subscriptions that was created after the request began: ${visible(id)}, created on ${visible(createdAt)}. It was taken for the stream of the request and is in the state now; its secret, if it has one, was sent to Auth0 again.\n\nIf somebody else may have created an equal stream at the same time, such as another pipeline, make sure that only one of the two manages it. To take it out of this state, remove it from the configuration with a removed block, or run: ${client.forgetCommand}`,
  )

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

/** Told when two streams of one plan are to have the same name; `id` is that of the one that exists, if either does. */
export function equalNames(name: string, id: string | undefined, { apply }: Client): Diagnostic {
  const other = id === undefined ? 'Another resource' : `One of them is the stream ${id}. Another resource`
  return warning(
    `More than one event stream is to be named ${JSON.stringify(name)}`,
    `${other} of this configuration plans the name ${JSON.stringify(name)} too. Names are unique in a tenant, so ${apply} will fail for one of the two (409).\n\nChoose another name for one of them. With for_each, put the key into the name: "${name}-\${each.key}"; with count, the index: "${name}-\${count.index}".`,
    ['name'],
  )
}

/** Told when an id to import cannot be one. */
export const unimportable = (id: string): Diagnostic =>
  error(
    'Invalid event stream id',
    `${JSON.stringify(id)} is not the id of an event stream: est_ and 22 letters and digits.\n\nFind the id in the Auth0 Dashboard under Event Streams, or with: auth0 event-streams list`,
  )
