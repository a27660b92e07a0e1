import {
  type Check,
  catalog,
  choice,
  each,
  identifier,
  isUnknown,
  length,
  listBlock,
  listOfStrings,
  quoted,
  refuse,
  schema,
  someElement,
  string,
} from '../dsl/index'
import { AWS_REGIONS } from './aws-region'
import { EVENT_TYPES } from './event-type'
import { plainName } from './plain-name'
import { webhookConfiguration } from './webhook'

/** Where an event stream can deliver. */
export const DESTINATION_TYPES = ['eventbridge', 'webhook', 'action'] as const

/** One of the types of destination. */
export type DestinationType = (typeof DESTINATION_TYPES)[number]

/** Whether events are delivered. */
export const STREAM_STATUSES = ['enabled', 'disabled'] as const

/** Auth0 treats subscriptions as a set: order and duplicates are ignored. Unknown elements are never equal. */
function sameSubscriptions(a: readonly unknown[], b: readonly unknown[]): boolean {
  return ![...a, ...b].some(isUnknown) && a.every((type) => b.includes(type)) && b.every((type) => a.includes(type))
}

const twelveDigits: Check<string> = (text) => {
  if (/^\d{12}$/.test(text)) return []
  const digits = text.replace(/[\s-]/g, '')
  const advice = /^\d{12}$/.test(digits)
    ? `Did you mean ${JSON.stringify(digits)}?`
    : 'Copy the 12 digits from the AWS console and write them as a string, to keep leading zeros: "012345678901".'
  return refuse('Invalid AWS account', `${quoted(text)} must be an AWS account id of 12 digits.\n\n${advice}`)
}

const eventbridgeConfiguration = listBlock({
  doc: 'Delivers to an AWS EventBridge partner event source. Requires `destination_type = "eventbridge"`. Auth0 deletes the partner event source together with the stream.',
  max: 1,
  replace: 'move to or from EventBridge',
  body: {
    aws_account_id: string({
      mode: 'required',
      doc: 'Id of the AWS account that receives the events; 12 digits.',
      replace: 'move to another AWS account',
      check: [twelveDigits],
    }),
    aws_region: string({
      mode: 'required',
      doc: 'AWS region of the event bus, such as "us-east-1".',
      replace: 'move to another AWS region',
      check: [catalog('AWS region', 'an AWS region', AWS_REGIONS)],
    }),
    aws_partner_event_source: string({
      mode: 'computed',
      keep: true,
      doc: 'Name of the partner event source that Auth0 created in the AWS account; associate it with an event bus.',
    }),
  },
})

const actionConfiguration = listBlock({
  doc: 'Runs a deployed Auth0 Action for each event. Requires `destination_type = "action"`. Auth0 deletes the Action together with the stream, when the stream is destroyed or replaced.',
  max: 1,
  replace: 'move to or from an Action',
  body: {
    action_id: string({
      mode: 'required',
      doc: 'Id of a deployed Action with the trigger "event-stream". An Action can be the destination of only one stream.',
      replace: 'run another Action',
      check: [identifier('action id', 'Give the id of a deployed Action, such as auth0_action.example.id.')],
    }),
  },
})

/** The resource `auth0_event_stream`; attributes, blocks and nesting are those of the official provider. */
export const eventStream = schema({
  type: 'auth0_event_stream',
  doc: 'Streams the events of an Auth0 tenant to AWS EventBridge, a webhook or an Auth0 Action.',
  uniqueBy: 'name',
  identity: { attributes: ['id'] },
  body: {
    id: string({ mode: 'computed', keep: true, doc: 'Id of the event stream.' }),
    name: string({
      mode: 'required',
      doc: 'Name of the stream, unique in the tenant; 1 to 128 characters.',
      check: [length('Invalid stream name', 1, 128), plainName('Stream')],
    }),
    destination_type: choice(DESTINATION_TYPES, {
      mode: 'required',
      doc: 'Type of the destination; determines which configuration block is required.',
      replace: 'change its destination type',
    }),
    subscriptions: listOfStrings({
      mode: 'required',
      doc: 'Event types to deliver, such as "user.created". Order and duplicates are ignored.',
      equivalent: sameSubscriptions,
      check: [
        someElement(
          'Empty subscriptions',
          'Auth0 refuses a stream without subscriptions.\n\nAdd at least one event type, such as "user.created".',
        ),
        each(catalog('event type', 'an event type', EVENT_TYPES)),
      ],
    }),
    status: choice(STREAM_STATUSES, {
      mode: 'inherited',
      keep: true,
      initial: 'enabled',
      doc: 'Whether events are delivered. If omitted, the current status is kept, also when the stream is replaced; a new stream is enabled.',
    }),
    created_at: string({ mode: 'computed', keep: true, doc: 'When the stream was created, RFC 3339.' }),
    updated_at: string({ mode: 'computed', doc: 'When the stream was last changed, RFC 3339.' }),
    eventbridge_configuration: eventbridgeConfiguration,
    webhook_configuration: webhookConfiguration,
    action_configuration: actionConfiguration,
  },
  rules: [
    {
      rule: 'variant',
      by: 'destination_type',
      cases: {
        eventbridge: ['eventbridge_configuration'],
        webhook: ['webhook_configuration'],
        action: ['action_configuration'],
      },
    },
  ],
})
