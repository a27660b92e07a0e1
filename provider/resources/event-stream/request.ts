import type { eventStream } from '../../../schema/auth0/index'
import { type ConfigOf, isUnknown, type PlanOf, type StateOf, type Unknown } from '../../../schema/dsl/index'
import { equalValues, impliedType, type ObjectValue } from '../../framework/index'
import type {
  EventStreamCreate,
  EventStreamDestinationCreate,
  EventStreamUpdate,
  WebhookAuthorizationCreate,
} from '../../management/index'
import { known } from '../known'
import {
  changesToSend,
  type Method,
  type PlannedAuthorization,
  secretOf,
  type WrittenAuthorization,
} from './webhook-secret'

type Plan = PlanOf<typeof eventStream>
type Config = ConfigOf<typeof eventStream>
type State = StateOf<typeof eventStream>

/** The body that creates the planned stream. Write-only secrets come from the configuration, which always holds them. */
export function toCreateBody(plan: Plan, config: Config): EventStreamCreate {
  return {
    name: known(plan.name),
    subscriptions: toSubscriptions(plan.subscriptions),
    ...(!isUnknown(plan.status) && { status: plan.status }),
    destination: toDestination(plan, config),
  }
}

/**
 * The body that turns the prior stream into the planned one: only what changes, and no secret unless the destination
 * does. Auth0 takes a webhook's destination as a whole, so a change of any part sends all of it.
 */
export function toUpdateBody(schema: typeof eventStream, prior: State, plan: Plan, config: Config): EventStreamUpdate {
  const changed = changedMembers(schema, prior, plan)
  const destination = changesToSend(prior, plan).length > 0 ? toDestination(plan, config) : undefined
  return {
    ...(changed('name') && { name: known(plan.name) }),
    ...(changed('subscriptions') && { subscriptions: toSubscriptions(plan.subscriptions) }),
    ...(changed('status') && !isUnknown(plan.status) && { status: plan.status }),
    ...(destination?.type === 'webhook' && { destination }),
  }
}

const changedMembers = (schema: typeof eventStream, prior: State, plan: Plan) => {
  const types = impliedType(schema.body)[1]
  const [before, after] = [prior, plan] as readonly [ObjectValue, ObjectValue]
  return (name: keyof Plan & string): boolean =>
    !equalValues(types[name] ?? 'dynamic', before[name] ?? null, after[name] ?? null)
}

const toSubscriptions = (types: Plan['subscriptions']): { event_type: string }[] =>
  [...new Set(known(types).map(known))].map((event_type) => ({ event_type }))

function toDestination(plan: Plan, config: Config): EventStreamDestinationCreate {
  switch (known(plan.destination_type)) {
    case 'webhook':
      return toWebhook(plan, config)
    case 'eventbridge': {
      const { aws_account_id, aws_region } = only(plan.eventbridge_configuration)
      return {
        type: 'eventbridge',
        configuration: { aws_account_id: known(aws_account_id), aws_region: known(aws_region) },
      }
    }
    default:
      return { type: 'action', configuration: { action_id: known(only(plan.action_configuration).action_id) } }
  }
}

function only<T>(blocks: readonly T[] | Unknown): T {
  const [block] = known(blocks) as readonly T[]
  if (block === undefined) throw new TypeError('the block of the destination is missing')
  return block
}

function toWebhook(plan: Plan, config: Config): EventStreamDestinationCreate {
  const planned = only(plan.webhook_configuration)
  const written = only(config.webhook_configuration)
  return {
    type: 'webhook',
    configuration: {
      webhook_endpoint: known(planned.webhook_endpoint),
      webhook_authorization: toAuthorization(only(planned.webhook_authorization), only(written.webhook_authorization)),
    },
  }
}

function toAuthorization(plan: PlannedAuthorization, config: WrittenAuthorization): WebhookAuthorizationCreate {
  const secret = (method: Method) => present(secretOf(method, plan, config))
  switch (known(plan.method)) {
    case 'bearer':
      return { method: 'bearer', token: secret('bearer') }
    case 'basic':
      return { method: 'basic', username: present(plan.username), password: secret('basic') }
    default:
      return {
        method: 'custom_header',
        header_key: present(plan.header_key),
        header_value: secret('custom_header'),
      }
  }
}

function present(value: string | null | Unknown): string {
  const text = known(value)
  if (text === null) throw new TypeError('an argument of the webhook authorization is missing')
  return text
}
