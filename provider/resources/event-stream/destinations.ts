import type { eventStream } from '../../../schema/auth0/index'
import type { ConfigOf, PlanOf, StateOf, Unknown } from '../../../schema/dsl/index'
import type { Path } from '../../framework/index'
import type { EventStreamDestinationCreate, EventStreamDestinationUpdate } from '../../management/index'
import { known } from '../known'
import { toWebhook } from './webhook-request'
import { changesToSend } from './webhook-secret'

type Plan = PlanOf<typeof eventStream>
type Config = ConfigOf<typeof eventStream>
type State = StateOf<typeof eventStream>

/** Where a stream can deliver to. */
export type DestinationType = State['destination_type']

/** What is lost with a stream, in words for the plan that deletes it. */
interface Loss {
  /** By the stream's name in quotes: Terraform shows only one of several warnings with the same summary. */
  readonly summary: (name: string) => string
  /** What a replacement loses: sentences. */
  readonly whenReplaced: string
  /** What is lost when the stream is destroyed: the detail of a warning, and the argument that it is about. */
  readonly whenDestroyed: (prior: State) => string
  readonly path: Path
}

/** Everything that this provider does for streams with a destination of this type. */
interface Destination<Type extends DestinationType> {
  toCreate(plan: Plan, config: Config): Extract<EventStreamDestinationCreate, { readonly type: Type }>
  /** The destination as an update has to send it, if it has to; undefined where every change replaces the stream. */
  readonly toUpdate:
    | ((prior: State, plan: Plan, config: Config) => EventStreamDestinationUpdate | undefined)
    | undefined
  /** The arguments that stand for the properties of `destination.configuration`. */
  readonly paths: { readonly [property: string]: Path }
  /** What Auth0 deletes together with the stream; undefined for nothing. */
  readonly loss: Loss | undefined
}

const WEBHOOK: Path = ['webhook_configuration', 0]
const AUTHORIZATION: Path = [...WEBHOOK, 'webhook_authorization', 0]
const AUTHORIZATION_PROPERTIES = ['method', 'token', 'username', 'password', 'header_key', 'header_value']

/** The destinations: a new type is one entry here, and what the compiler then demands. */
export const DESTINATIONS: { readonly [Type in DestinationType]: Destination<Type> } = {
  webhook: {
    toCreate: toWebhook,
    // Auth0 takes a webhook's destination as a whole, so that a change of any part sends all of it.
    toUpdate: (prior, plan, config) => (changesToSend(prior, plan).length > 0 ? toWebhook(plan, config) : undefined),
    paths: {
      webhook_endpoint: [...WEBHOOK, 'webhook_endpoint'],
      ...Object.fromEntries(
        AUTHORIZATION_PROPERTIES.map((name) => [`webhook_authorization.${name}`, [...AUTHORIZATION, name]]),
      ),
    },
    loss: undefined,
  },
  eventbridge: {
    toCreate(plan) {
      const { aws_account_id, aws_region } = onlyBlock(plan.eventbridge_configuration)
      const configuration = { aws_account_id: known(aws_account_id), aws_region: known(aws_region) }
      return { type: 'eventbridge', configuration }
    },
    toUpdate: undefined,
    paths: {
      aws_account_id: ['eventbridge_configuration', 0, 'aws_account_id'],
      aws_region: ['eventbridge_configuration', 0, 'aws_region'],
    },
    loss: {
      summary: (name) => `Partner event source of ${name} will be deleted`,
      whenReplaced:
        'Its partner event source goes with it; a new stream to EventBridge gets another one, which must be associated with an event bus in AWS before it receives anything.',
      whenDestroyed: ({ name }) =>
        `The partner event source in AWS goes together with the event stream ${JSON.stringify(name)}. An event bus that is associated with it receives nothing more, and a new stream gets another partner event source.\n\nDelete the event bus in AWS afterwards if nothing else uses it.`,
      path: ['eventbridge_configuration', 0, 'aws_account_id'],
    },
  },
  action: {
    toCreate: (plan) => ({
      type: 'action',
      configuration: { action_id: known(onlyBlock(plan.action_configuration).action_id) },
    }),
    toUpdate: undefined,
    paths: { action_id: ['action_configuration', 0, 'action_id'] },
    loss: {
      summary: (name) => `Action of ${name} will be deleted`,
      whenReplaced:
        'Auth0 deletes an Action together with its stream, so the Action that the present stream runs will be gone; a stream that still names it cannot be created.',
      whenDestroyed: ({ name, action_configuration: [block] }) =>
        `Auth0 deletes an Action together with the event stream that runs it. The Action${block === undefined ? '' : ` ${block.action_id}`} will be gone once ${JSON.stringify(name)} is destroyed, with its code and its secrets, also where it is not managed by Terraform.\n\nSave its code before you apply if you want to keep it. To keep the stream and its Action in Auth0, use a removed block with destroy = false, or the command "state rm".`,
      path: ['action_configuration', 0, 'action_id'],
    },
  },
}

/** The argument that stands for a property of Auth0's messages: `destination.configuration.action_id`. */
export function destinationPath(property: string): Path | undefined {
  const name = /^destination\.configuration\.(.+)$/.exec(property)?.[1]
  if (name === undefined) return undefined
  return Object.values(DESTINATIONS)
    .map(({ paths }) => paths[name])
    .find((path) => path !== undefined)
}

function onlyBlock<Block>(blocks: readonly Block[] | Unknown): Block {
  const [block] = known(blocks) as readonly Block[]
  if (block === undefined) throw new TypeError('the block of the destination is missing')
  return block
}
