// Compiled as it stands against the packed package, too: it imports nothing but public entries.
import {
  Auth0Provider,
  Destination,
  EventStream,
  type EventStreamProps,
  EventType,
  type IEventStream,
  type IEventStreamDestination,
  RequireHttpsHost,
  type SecretOptions,
  WebhookAuthorization,
} from 'auth0-event-streams/cdktf'
import { EventStream as EventStreamResource } from 'auth0-event-streams/cdktf/l1/event-stream'
import type { TerraformStack } from 'cdktf'

declare const stack: TerraformStack
const events = [EventType.user.created]
const bus = Destination.eventBridge({ awsAccountId: '123456789012', awsRegion: 'us-east-1' })
const authorization = WebhookAuthorization.bearer('secret')

// An event type is its own text; a group is no event type, and knows all that are below it.
const created: 'user.created' = EventType.user.created
const roles: readonly ('organization.member.role.assigned' | 'organization.member.role.deleted')[] =
  EventType.organization.member.role.all
// @ts-expect-error Auth0 has no such event.
EventType.user.renamed
// @ts-expect-error A group is not an event type; `all` of it are.
const group: EventStreamProps['events'] = [EventType.user]

// One that Auth0 adds after this version is a plain string.
const later: EventStreamProps['events'] = ['user.renamed', ...EventType.user.all, created, ...roles]
// @ts-expect-error An event type is text.
const numbers: EventStreamProps['events'] = [1]

const stream: IEventStream = new EventStream(stack, 'Users', { events: later, destination: bus, enabled: false })
const found: IEventStream = EventStream.fromEventStreamId(stack, 'Theirs', 'est_8of6RXoM1997qikH7NS11h')
const name: number = stream.wireEventBus((source) => source.length)
const resource: EventStreamResource = new EventStream(stack, 'Users', { events, destination: bus }).resource

// @ts-expect-error A stream needs a destination.
new EventStream(stack, 'Users', { events })
// @ts-expect-error A stream needs events.
new EventStream(stack, 'Users', { destination: bus })
// @ts-expect-error A stream has one destination.
new EventStream(stack, 'Users', { events, destination: [bus, bus] })
// @ts-expect-error A destination is made by Destination, which knows its type.
new EventStream(stack, 'Users', { events, destination: { awsAccountId: '123456789012', awsRegion: 'us-east-1' } })
// @ts-expect-error Whether events flow is `enabled`, a boolean; `status` is the resource's word.
new EventStream(stack, 'Users', { events, destination: bus, status: 'disabled' })
// @ts-expect-error What Auth0 gives cannot be set.
stream.eventStreamId = 'est_8of6RXoM1997qikH7NS11h'

// @ts-expect-error EventBridge needs a region.
Destination.eventBridge({ awsAccountId: '123456789012' })
// @ts-expect-error A number would lose leading zeros.
Destination.eventBridge({ awsAccountId: 123456789012, awsRegion: 'us-east-1' })
// @ts-expect-error An endpoint belongs to a webhook.
Destination.eventBridge({ awsAccountId: '123456789012', awsRegion: 'us-east-1', endpoint: 'https://example.com' })
// @ts-expect-error A webhook needs an authorization.
Destination.webhook({ endpoint: 'https://example.com' })
// @ts-expect-error An AWS account belongs to EventBridge.
Destination.webhook({ endpoint: 'https://example.com', authorization, awsAccountId: '123456789012' })
// @ts-expect-error An authorization is made by WebhookAuthorization, which knows its method.
Destination.webhook({ endpoint: 'https://example.com', authorization: { method: 'bearer', token: 'secret' } })
// @ts-expect-error An Action is named by its id.
Destination.action('385db79f-28a4-43d9-909d-6f5511dd6632')
// @ts-expect-error An Action has no authorization.
Destination.action({ actionId: '385db79f-28a4-43d9-909d-6f5511dd6632', authorization })

// @ts-expect-error Only the factories know which fields go together.
new WebhookAuthorization(() => ({ method: 'bearer' }))
// @ts-expect-error Basic authentication needs a password.
WebhookAuthorization.basic({ username: 'auth0' })
// @ts-expect-error A bearer token has no user name.
WebhookAuthorization.bearer({ username: 'auth0', password: 'secret' })
// @ts-expect-error A header needs a value.
WebhookAuthorization.customHeader({ name: 'X-Key' })
// @ts-expect-error Terraform sees that a stored secret has changed: it has no version.
WebhookAuthorization.bearer('secret', { storeInState: true, version: 2 })
// @ts-expect-error A version is a number.
WebhookAuthorization.bearer('secret', { version: '2' })
const options: readonly SecretOptions[] = [
  {},
  { version: 2 },
  { storeInState: false, version: 2 },
  { storeInState: true },
]

Auth0Provider.fromVariables(stack, 'Auth0', { credentials: 'private-key', clientAssertionSigningAlg: 'RS256' })
// @ts-expect-error A private key needs its algorithm.
Auth0Provider.fromVariables(stack, 'Auth0', { credentials: 'private-key' })
// @ts-expect-error The algorithm belongs to a private key.
Auth0Provider.fromVariables(stack, 'Auth0', { credentials: 'api-token', clientAssertionSigningAlg: 'RS256' })
// @ts-expect-error A secret that variables give is not given here.
Auth0Provider.fromVariables(stack, 'Auth0', { clientSecret: 'secret' })
// @ts-expect-error A rule without a host would refuse every endpoint.
new RequireHttpsHost()

// A destination of one's own says what it contributes; its type and its block go together.
const own: IEventStreamDestination = {
  bind: () => ({ destinationType: 'action', actionConfiguration: { actionId: 'a' } }),
}
const mixed: IEventStreamDestination = {
  // @ts-expect-error The block of another destination.
  bind: () => ({ destinationType: 'action', webhookConfiguration: { webhookEndpoint: 'https://example.com' } }),
}

// The generated class takes the official provider's names.
new EventStreamResource(stack, 'Official', {
  name: 'official',
  destinationType: 'webhook',
  subscriptions: ['user.created'],
  webhookConfiguration: {
    webhookEndpoint: 'https://example.com',
    webhookAuthorization: { method: 'bearer', token: 'secret' },
  },
})

export const used = [group, numbers, found, name, resource, options, own, mixed]
