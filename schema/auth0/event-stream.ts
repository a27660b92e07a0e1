import {
  catalogue,
  choice,
  each,
  isUnknown,
  length,
  listBlock,
  listOfStrings,
  notEmpty,
  pattern,
  schema,
  someElement,
  string,
} from '../dsl/index'
import { AWS_REGIONS } from './aws-region'
import { EVENT_TYPES } from './event-type'
import { webhookConfiguration } from './webhook'

/** Where an event stream can deliver. */
export const DESTINATION_TYPES = ['eventbridge', 'webhook', 'action'] as const

/** Whether events flow. */
export const STREAM_STATUSES = ['enabled', 'disabled'] as const

/** Auth0 treats subscriptions as a set: neither order nor repetition has a meaning. Unknown elements are never equal. */
const sameSubscriptions = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  ![...a, ...b].some(isUnknown) && a.every((type) => b.includes(type)) && b.every((type) => a.includes(type))

const eventbridgeConfiguration = listBlock({
  doc: 'Delivers to an AWS EventBridge partner event source. Goes with `destination_type = "eventbridge"`. Auth0 deletes the partner event source together with the stream.',
  max: 1,
  replace: 'move to or from EventBridge',
  body: {
    aws_account_id: string({
      mode: 'required',
      doc: 'AWS account that receives the events; 12 digits.',
      replace: 'move to another AWS account',
      check: [
        pattern(
          /^\d{12}$/,
          'Invalid AWS account',
          'an AWS account id of 12 digits',
          'Take the 12 digits from the AWS console, and write them as a string, so that leading zeros stay: "012345678901".',
        ),
      ],
    }),
    aws_region: string({
      mode: 'required',
      doc: 'AWS region of the event bus, such as `us-east-1`.',
      replace: 'move to another AWS region',
      check: [catalogue('Unknown AWS region', 'an AWS region', AWS_REGIONS)],
    }),
    aws_partner_event_source: string({
      mode: 'computed',
      keep: true,
      doc: 'Name of the partner event source that Auth0 created in the AWS account; associate it with an event bus.',
    }),
  },
})

const actionConfiguration = listBlock({
  doc: 'Runs a deployed Auth0 Action for each event. Goes with `destination_type = "action"`. Auth0 deletes the Action together with the stream, when the stream is destroyed or replaced.',
  max: 1,
  replace: 'move to or from an Action',
  body: {
    action_id: string({
      mode: 'required',
      doc: 'Id of the deployed Action, whose trigger is `event-stream`.',
      replace: 'run another Action',
      check: [notEmpty('Empty action id', 'Give the id of a deployed Action, such as auth0_action.example.id.')],
    }),
  },
})

/** The resource `auth0_event_stream`; attributes, blocks and nesting are those of the official provider. */
export const eventStream = schema({
  type: 'auth0_event_stream',
  doc: 'Streams what happens in an Auth0 tenant to AWS EventBridge, a webhook or an Auth0 Action.',
  uniqueBy: 'name',
  body: {
    id: string({ mode: 'computed', keep: true, doc: 'Id of the event stream, `est_…`.' }),
    name: string({
      mode: 'required',
      doc: 'Name of the stream, unique in the tenant; 1 to 128 characters.',
      check: [length('Invalid stream name', 1, 128)],
    }),
    destination_type: choice(DESTINATION_TYPES, {
      mode: 'required',
      doc: 'Where the events go; decides which configuration block is needed.',
      replace: 'change its destination type',
    }),
    subscriptions: listOfStrings({
      mode: 'required',
      doc: 'Event types to deliver, such as `user.created`. Order and repetition have no meaning.',
      equivalent: sameSubscriptions,
      check: [
        someElement(
          'Empty subscriptions',
          'A stream without subscriptions would deliver nothing, and Auth0 refuses it.\n\nName at least one event type, such as "user.created".',
        ),
        each(catalogue('Unknown event type', 'an event type', EVENT_TYPES)),
      ],
    }),
    status: choice(STREAM_STATUSES, {
      mode: 'inherited',
      keep: true,
      initial: 'enabled',
      doc: 'Whether events flow. When left out, the present status stays, also when the stream is replaced; a new stream is enabled.',
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
