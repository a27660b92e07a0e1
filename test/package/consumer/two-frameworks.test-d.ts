import * as cdktf from 'auth0-event-streams/cdktf'
import * as cdktn from 'auth0-event-streams/cdktn'
import type { TerraformStack } from 'cdktf'
import type { TerraformStack as ForkedStack } from 'cdktn'

declare const stack: TerraformStack
declare const forkedStack: ForkedStack
const events = cdktf.EventType.user.all
const provider = new cdktf.Auth0Provider(stack, 'Auth0')
const forkedProvider = new cdktn.Auth0Provider(forkedStack, 'Auth0')

// A destination belongs to no framework, whichever entry it is from; nor do event types.
const destination: cdktn.IEventStreamDestination = cdktf.Destination.action({ actionId: 'a' })
new cdktf.EventStream(stack, 'Users', { events, destination, provider })
new cdktn.EventStream(forkedStack, 'Users', { events, destination, provider: forkedProvider })

// @ts-expect-error A provider of cdktn does not serve a stream of cdktf.
new cdktf.EventStream(stack, 'Users', { events, destination, provider: forkedProvider })
// @ts-expect-error Nor the other way round.
new cdktn.EventStream(forkedStack, 'Users', { events, destination, provider })
// @ts-expect-error The resource of a stream is that of its framework.
const resource: cdktf.EventStream['resource'] = new cdktn.EventStream(stack, 'Users', { events, destination }).resource

export const used = resource
