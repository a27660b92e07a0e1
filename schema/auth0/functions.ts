import type { FunctionDeclaration } from '../dsl/index'

/** The function `event_types`. */
export const eventTypes = {
  name: 'event_types',
  summary: 'Lists the event types of Auth0, or those of some families.',
  doc: 'Returns the event types that this version of the provider knows, in the order of the catalog and each once. A family is the beginning of a name up to a dot, such as "user" or "organization.member". Fails for a family without event types.',
  parameters: [],
  variadic: { name: 'families', doc: 'Families, such as "user". Without any, all event types are returned.' },
  returns: ['list', 'string'],
} as const satisfies FunctionDeclaration

/** The function `parse_partner_event_source`. */
export const parsePartnerEventSource = {
  name: 'parse_partner_event_source',
  summary: 'Takes the name of a partner event source of Auth0 apart.',
  doc: 'Returns an object with `source_id`, the id of the source, `suffix`, the last part of the name, and `tenant`, the name of the tenant. Fails for any other name than `aws.partner/auth0.com/TENANT-ID/SUFFIX`.',
  parameters: [
    {
      name: 'name',
      doc: 'Name of the source, such as `aws_partner_event_source` of an event stream.',
    },
  ],
  returns: ['object', { source_id: 'string', suffix: 'string', tenant: 'string' }],
} as const satisfies FunctionDeclaration

/** The function `event_pattern`. */
export const eventPattern = {
  name: 'event_pattern',
  summary: 'Builds the event pattern of an EventBridge rule for events of Auth0.',
  doc: 'Returns JSON for the `event_pattern` of `aws_cloudwatch_event_rule`. It matches the events of one partner event source; with event types, only those of these types, whether the type is in `detail-type` or in `detail.type`. Fails when the source is not one of Auth0, when an event type is misspelled so that it cannot be a name, and when the pattern is longer than the 2048 characters that EventBridge accepts.',
  parameters: [
    {
      name: 'source',
      doc: 'Name of the partner event source, such as `aws_partner_event_source` of an event stream.',
    },
  ],
  variadic: { name: 'event_types', doc: 'Event types, such as "user.created". Without any, all events match.' },
  returns: 'string',
} as const satisfies FunctionDeclaration
