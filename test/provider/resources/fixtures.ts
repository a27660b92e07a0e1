import { identifyClient, type ObjectValue, type Subject } from '../../../provider/framework/index'
import { type EventStream, ManagementError, type ManagementErrorDetails } from '../../../provider/management/index'
import { eventStream } from '../../../schema/auth0/index'
import { type ConfigOf, type PlanOf, type StateOf, UNKNOWN } from '../../../schema/dsl/index'

/** Terraform at the other end. */
export const TERRAFORM = identifyClient({ parentProgram: 'terraform' })

export type Config = ConfigOf<typeof eventStream>
export type Plan = PlanOf<typeof eventStream>
export type State = StateOf<typeof eventStream>

/** A webhook_authorization block, what is not named being null. */
export function authorization<T extends object>(over: T) {
  return {
    method: 'bearer' as const,
    token: null,
    token_wo: null,
    token_wo_version: null,
    username: null,
    password: null,
    password_wo: null,
    password_wo_version: null,
    header_key: null,
    header_value: null,
    header_value_wo: null,
    header_value_wo_version: null,
    ...over,
  }
}

/** A webhook_configuration block, in its list. */
export function webhook<T extends object>(over: T) {
  return [{ webhook_endpoint: 'https://example.com/hook', webhook_authorization: [authorization(over)] }]
}

const BASE = {
  name: 'users',
  destination_type: 'webhook' as const,
  subscriptions: ['user.created'],
  eventbridge_configuration: [],
  webhook_configuration: [],
  action_configuration: [],
}

/** A configuration of a webhook stream. */
export function config(over: Partial<Config> = {}): Config {
  return {
    ...BASE,
    id: null,
    status: null,
    created_at: null,
    updated_at: null,
    ...over,
  }
}

/** The plan of a new webhook stream. */
export function plan(over: Partial<Plan> = {}): Plan {
  return {
    ...BASE,
    id: UNKNOWN,
    status: UNKNOWN,
    created_at: UNKNOWN,
    updated_at: UNKNOWN,
    ...over,
  }
}

/** The state of a webhook stream. */
export function state(over: Partial<State> = {}): State {
  return {
    ...BASE,
    id: 'est_8of6RXoM1997qikH7NS11h',
    status: 'enabled',
    created_at: '2026-01-16T08:50:33.955Z',
    updated_at: '2026-01-16T08:50:33.955Z',
    ...over,
  }
}

/** A webhook stream as Auth0 answers it. */
export function answered(over: Partial<EventStream> = {}): EventStream {
  return {
    id: 'est_8of6RXoM1997qikH7NS11h',
    status: 'enabled',
    name: 'users',
    subscriptions: [{ event_type: 'user.created' }],
    created_at: '2026-01-16T08:50:33.955Z',
    updated_at: '2026-01-16T08:50:33.955Z',
    destination: {
      type: 'webhook',
      configuration: { webhook_endpoint: 'https://example.com/hook', webhook_authorization: { method: 'bearer' } },
    },
    ...over,
  }
}

/** A destination of EventBridge as Auth0 answers it. */
export const answeredEventbridge: EventStream['destination'] = {
  type: 'eventbridge',
  configuration: {
    aws_account_id: '123456789012',
    aws_region: 'us-east-1',
    aws_partner_event_source: 'aws.partner/auth0.com/acme-1/auth0.events',
  },
}

/** A destination of an Action as Auth0 answers it. */
export const answeredAction: EventStream['destination'] = { type: 'action', configuration: { action_id: 'action-1' } }

const FAILURE = {
  kind: 'http',
  operation: 'create event stream',
  method: 'POST',
  path: '/api/v2/event-streams',
  reason: 'it failed',
  mayHaveBeenApplied: false,
} as const

/** A failed call of the API client. */
export function failure(details: Partial<ManagementErrorDetails>, message = 'Cannot do it'): ManagementError {
  return new ManagementError(message, { ...FAILURE, ...details } as ManagementErrorDetails)
}

/** What a failed operation was about. */
export function subject(operation: Subject['operation'], values: ObjectValue = { name: 'users' }): Subject {
  return {
    operation,
    schema: eventStream,
    values,
  }
}
