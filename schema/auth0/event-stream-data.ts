import { computedObjects, listOfStrings, pattern, schema, string, type Type } from '../dsl/index'
import { DESTINATION_TYPES, type DestinationType } from './event-stream'

// As in the official data source, including the secrets, which are always null because Auth0 never returns them.
const AUTHORIZATION_FIELDS = {
  header_key: 'string',
  header_value: 'string',
  header_value_wo: 'string',
  header_value_wo_version: 'number',
  method: 'string',
  password: 'string',
  password_wo: 'string',
  password_wo_version: 'number',
  token: 'string',
  token_wo: 'string',
  token_wo_version: 'number',
  username: 'string',
} as const satisfies Record<string, Type>

type Fields<F> = { readonly [K in keyof F]: (F[K] extends 'number' ? number : string) | null }

interface WebhookFields {
  readonly webhook_endpoint: string
  readonly webhook_authorization: readonly Fields<typeof AUTHORIZATION_FIELDS>[]
}

interface EventbridgeFields {
  readonly aws_account_id: string
  readonly aws_region: string
  readonly aws_partner_event_source: string
}

interface ActionFields {
  readonly action_id: string
}

/** A block for each type of destination. */
const CONFIGURATIONS = {
  eventbridge_configuration: computedObjects<EventbridgeFields>(
    { aws_account_id: 'string', aws_partner_event_source: 'string', aws_region: 'string' },
    'The AWS EventBridge destination.',
  ),
  webhook_configuration: computedObjects<WebhookFields>(
    { webhook_authorization: ['list', ['object', AUTHORIZATION_FIELDS]], webhook_endpoint: 'string' },
    'The webhook destination. Secrets are null, because Auth0 never returns them.',
  ),
  action_configuration: computedObjects<ActionFields>({ action_id: 'string' }, 'The Auth0 Action destination.'),
} satisfies Record<`${DestinationType}_configuration`, unknown>

const quoted = DESTINATION_TYPES.map((type) => `"${type}"`)

/** The data source `auth0_event_stream`: one stream by its id. */
export const eventStreamData = schema({
  type: 'auth0_event_stream',
  doc: 'Reads one event stream by its id.',
  body: {
    id: string({
      mode: 'required',
      doc: 'Id of the event stream.',
      // Any other text is accepted, since Auth0 may change the format of its ids.
      check: [
        pattern(
          /^(?!\.{1,2}$).*\S/s,
          'Invalid event stream id',
          'the id of an event stream',
          'Find the id in the Auth0 Dashboard under Event Streams, or with: auth0 event-streams list',
        ),
      ],
    }),
    name: string({ mode: 'computed', doc: 'Name of the stream.' }),
    destination_type: string({
      mode: 'computed',
      doc: `Type of the destination: ${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}.`,
    }),
    subscriptions: listOfStrings({ mode: 'computed', doc: 'Event types to deliver.' }),
    status: string({ mode: 'computed', doc: 'Whether events are delivered: "enabled" or "disabled".' }),
    created_at: string({ mode: 'computed', doc: 'When the stream was created, RFC 3339.' }),
    updated_at: string({ mode: 'computed', doc: 'When the stream was last changed, RFC 3339.' }),
    ...CONFIGURATIONS,
  },
})
