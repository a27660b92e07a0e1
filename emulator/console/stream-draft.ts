import { AUTHORIZATION_METHODS, type AuthorizationMethod, type DestinationType } from '../event-streams/destination'
import { eventStreamBodySchema } from '../event-streams/event-stream-body'
import { type Failure, listFailures } from '../http/validation'
import type { JsonObject } from '../json'
import type { Switches } from '../switches/switches'

/** The fields of the create forms. */
export const FIELDS = [
  'name',
  'webhook_endpoint',
  'method',
  'token',
  'username',
  'password',
  'header_key',
  'header_value',
  'aws_account_id',
  'aws_region',
  'event_types',
  'code',
] as const

/** The name of a field. */
export type Field = (typeof FIELDS)[number]

/** What is wrong with a form: by field, and under `form` what no field is to blame for. */
export type Faults = { readonly [Place in Field | 'form']?: string }

/** What a person has filled in so far. */
export interface Draft {
  readonly type: DestinationType
  readonly values: URLSearchParams
}

/** The fields that each authorization method sends. */
const METHOD_FIELDS = {
  bearer: ['token'],
  basic: ['username', 'password'],
  custom_header: ['header_key', 'header_value'],
} as const satisfies Record<AuthorizationMethod, readonly Field[]>

/** What to do about a field, whichever rule of the API it breaks: none has more than one that a form can break. */
const ADVICE: Readonly<Record<Field, string>> = {
  name: 'Enter a name of 1 to 128 characters.',
  event_types: 'Choose at least one event type.',
  webhook_endpoint: 'Enter a URL that starts with https://.',
  method: 'Choose an authentication method.',
  token: 'Enter the token that the endpoint expects.',
  username: 'Enter a username of at most 128 characters, without a colon.',
  password: 'Enter the password that the endpoint expects.',
  header_key: 'Enter a header name without spaces, such as X-Api-Key.',
  header_value: 'Enter the value that the endpoint expects.',
  aws_account_id: 'Enter the 12 digits of the AWS account.',
  aws_region: 'Choose the region of the event bus.',
  code: 'Write a handler that exports onExecuteEventStream.',
}

/** The value of a field; missing is empty. */
export function textOf({ values }: Draft, field: Field): string {
  return values.get(field) ?? ''
}

/** The chosen authorization method; bearer until another is chosen. */
export function methodOf(draft: Draft): AuthorizationMethod {
  const chosen = textOf(draft, 'method')
  return AUTHORIZATION_METHODS.find((method) => method === chosen) ?? 'bearer'
}

/** Everything that is wrong with a draft. An action's id is not known before the action is there. */
export function findFaults(draft: Draft, switches: Switches): Faults {
  const body = toBody(draft, 'none-yet')
  const broken = listFailures(body, eventStreamBodySchema('create', body, switches)).map(fieldOf)
  const named = draft.values.get('name') === '' || draft.values.get('name') === null ? (['name'] as const) : []
  const coded = draft.type === 'action' && !textOf(draft, 'code').includes('onExecuteEventStream')
  const fields = [...named, ...broken, ...(coded ? (['code'] as const) : [])]
  return Object.fromEntries(fields.map((field) => [field, ADVICE[field]]))
}

/** The body of `POST /event-streams` that a draft asks for. */
export function toBody(draft: Draft, actionId?: string): JsonObject {
  return {
    name: textOf(draft, 'name'),
    subscriptions: draft.values.getAll('event_types').map((event_type) => ({ event_type })),
    destination: { type: draft.type, configuration: configurationOf(draft, actionId) },
  }
}

/** The body of `POST /actions/actions` for the handler of an action stream, which has the stream's name. */
export function toActionBody(draft: Draft): JsonObject {
  return {
    name: textOf(draft, 'name'),
    supported_triggers: [{ id: 'event-stream', version: 'v1' }],
    code: textOf(draft, 'code').replaceAll('\r\n', '\n'),
    deploy: true,
  }
}

function configurationOf(draft: Draft, actionId: string | undefined): JsonObject {
  function pick(fields: readonly Field[]) {
    return Object.fromEntries(fields.map((field) => [field, textOf(draft, field)]))
  }
  const method = methodOf(draft)
  const configurations: Readonly<Record<DestinationType, () => JsonObject>> = {
    action: () => ({ action_id: actionId }),
    eventbridge: () => pick(['aws_account_id', 'aws_region']),
    webhook: () => ({
      ...pick(['webhook_endpoint']),
      webhook_authorization: { method, ...pick(METHOD_FIELDS[method]) },
    }),
  }
  return configurations[draft.type]()
}

/** The field behind a failed rule: the last step of its path that is one, `subscriptions` for the event types. */
function fieldOf({ path }: Failure): Field {
  if (path[0] === 'subscriptions') return 'event_types'
  return FIELDS.find((field) => field === path.at(-1)) ?? 'name'
}
