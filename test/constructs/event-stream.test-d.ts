// Compiled as it stands against the packed package, too: it imports nothing but public entries.
import { Auth0Provider, Destination, EventStream, EventType, type IEventStream } from 'auth0-event-streams/cdktf'
import type { EventStream as EventStreamResource } from 'auth0-event-streams/cdktf/l1/event-stream'
import type { TerraformStack, TerraformVariable } from 'cdktf'

declare const stack: TerraformStack
declare const flag: TerraformVariable
const events = [EventType.user.created]
const bus = Destination.eventBridge({ awsAccountId: '123456789012', awsRegion: 'us-east-1' })
const actionId = '385db79f-28a4-43d9-909d-6f5511dd6632'

const stream: IEventStream = new EventStream(stack, 'Users', { events, destination: bus, enabled: false })
const provider = new Auth0Provider(stack, 'Other', { alias: 'other', domain: 'other.eu.auth0.com' })
new EventStream(stack, 'Named', { name: 'users', events, destination: bus, enabled: true, provider })
new EventStream(stack, 'Switched', { events, destination: bus, enabled: flag.booleanValue })
const found: IEventStream = EventStream.fromEventStreamId(stack, 'Theirs', 'est_8of6RXoM1997qikH7NS11h', { provider })
const texts: readonly string[] = [found.eventStreamId, found.eventStreamName, found.status, found.partnerEventSource]
const name: number = stream.wireEventBus((source) => source.length)
const resource: EventStreamResource = new EventStream(stack, 'Users', { events, destination: bus }).resource

// @ts-expect-error A factory has to be called, although every function has a `bind`.
new EventStream(stack, 'Users', { events, destination: Destination.webhook })
// @ts-expect-error So has one without parameters.
new EventStream(stack, 'Users', { events, destination: () => bus })
// @ts-expect-error A class is none.
new EventStream(stack, 'Users', { events, destination: EventStream })
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
// @ts-expect-error Whether events flow is a boolean.
new EventStream(stack, 'Users', { events, destination: bus, enabled: 'enabled' })
// @ts-expect-error A name is text.
new EventStream(stack, 'Users', { events, destination: bus, name: 1 })
// @ts-expect-error The list is `events`; `subscriptions` is the resource's word.
new EventStream(stack, 'Users', { events, destination: bus, subscriptions: events })
// @ts-expect-error The type is the destination's own.
new EventStream(stack, 'Users', { events, destination: bus, destinationType: 'webhook' })
// @ts-expect-error A destination is its own prop, not a block of the resource.
new EventStream(stack, 'Users', { events, destination: bus, actionConfiguration: { actionId } })
// @ts-expect-error A provider is a construct, not its name.
new EventStream(stack, 'Users', { events, destination: bus, provider: 'auth0.other' })
// @ts-expect-error A stream is in a stack.
new EventStream(undefined, 'Users', { events, destination: bus })
// @ts-expect-error What Auth0 gives cannot be set: the id.
stream.eventStreamId = 'est_8of6RXoM1997qikH7NS11h'
// @ts-expect-error The name.
stream.eventStreamName = 'users'
// @ts-expect-error The status.
stream.status = 'disabled'
// @ts-expect-error The partner event source.
stream.partnerEventSource = 'aws.partner/auth0.com/tenant/auth0.events'

// @ts-expect-error A stream that exists is found by its id.
EventStream.fromEventStreamId(stack, 'Theirs')
// @ts-expect-error Nothing of it is changed.
EventStream.fromEventStreamId(stack, 'Theirs', 'est_8of6RXoM1997qikH7NS11h', { enabled: false })
// @ts-expect-error This app does not own its resource.
found.resource
// @ts-expect-error The partner event source is text.
stream.wireEventBus((source: number) => source)
// @ts-expect-error What is wired is made by a function of the source.
stream.wireEventBus('aws.partner/auth0.com/tenant/auth0.events')

export const used = [name, resource, texts]
