// Compiled as it stands against the packed package, too: it imports nothing but public entries.
import {
  Destination,
  EventStream,
  EventStreamAction,
  type IEventStreamDestination,
  WebhookAuthorization,
} from 'auth0-event-streams/cdktf'
import { Action } from 'auth0-event-streams/cdktf/l1/action'
import { DataAuth0Action } from 'auth0-event-streams/cdktf/l1/data-auth0-action'
import type { EventStream as EventStreamResource } from 'auth0-event-streams/cdktf/l1/event-stream'
import type { TerraformStack, TerraformVariable } from 'cdktf'

const authorization = WebhookAuthorization.bearer('secret')
const endpoint = 'https://example.com'
const actionId = '385db79f-28a4-43d9-909d-6f5511dd6632'
const code = 'exports.onExecuteEventStream = async () => {}'
const supportedTriggers = { id: 'event-stream', version: 'v1' }
declare const stack: TerraformStack
declare const variable: TerraformVariable

const events = ['user.created']
declare const stream: EventStream
declare const generatedStream: EventStreamResource
declare const action: EventStreamAction

export const right: readonly IEventStreamDestination[] = [
  Destination.eventBridge({ awsAccountId: '123456789012', awsRegion: 'us-east-1' }),
  Destination.webhook({ endpoint, authorization }),
  Destination.action({ actionId }),
  Destination.action(actionId),
  Destination.action(EventStreamAction.fromInline(stack, 'Handler', code)),
  Destination.action(new Action(stack, 'Generated', { name: 'a', code, supportedTriggers })),
  Destination.action(new DataAuth0Action(stack, 'Theirs', { name: 'a' })),
]

// @ts-expect-error EventBridge needs a region.
Destination.eventBridge({ awsAccountId: '123456789012' })
// @ts-expect-error EventBridge needs an account.
Destination.eventBridge({ awsRegion: 'us-east-1' })
// @ts-expect-error A number would lose leading zeros.
Destination.eventBridge({ awsAccountId: 123456789012, awsRegion: 'us-east-1' })
// @ts-expect-error An endpoint belongs to a webhook.
Destination.eventBridge({ awsAccountId: '123456789012', awsRegion: 'us-east-1', endpoint: 'https://example.com' })
// @ts-expect-error An authorization belongs to a webhook.
Destination.eventBridge({ awsAccountId: '123456789012', awsRegion: 'us-east-1', authorization })
// @ts-expect-error An Action belongs to an Action.
Destination.eventBridge({ awsAccountId: '123456789012', awsRegion: 'us-east-1', actionId })
// @ts-expect-error A webhook needs an authorization.
Destination.webhook({ endpoint })
// @ts-expect-error A webhook needs an endpoint.
Destination.webhook({ authorization })
// @ts-expect-error An AWS account belongs to EventBridge.
Destination.webhook({ endpoint, authorization, awsAccountId: '123456789012' })
// @ts-expect-error An Action belongs to an Action.
Destination.webhook({ endpoint, authorization, actionId })
// @ts-expect-error An authorization is made by WebhookAuthorization, which knows its method.
Destination.webhook({ endpoint, authorization: { method: 'bearer', token: 'secret' } })
// @ts-expect-error What only looks like an authorization may mix methods.
Destination.webhook({ endpoint, authorization: { bind: () => ({ method: 'bearer' }) } })
// @ts-expect-error A secret alone does not say its method.
Destination.webhook({ endpoint, authorization: 'secret' })
// @ts-expect-error An Action needs its id.
Destination.action({})
// @ts-expect-error A variable is no id, its stringValue is.
Destination.action(variable)
// @ts-expect-error A stream is no Action.
Destination.action(stream)
// @ts-expect-error A generated stream is no Action.
Destination.action(generatedStream)
// @ts-expect-error An Action is created before it is a destination.
Destination.action({ name: 'a', code })
// @ts-expect-error A factory has to be called.
Destination.action(EventStreamAction.fromInline)
// @ts-expect-error A class is no Action.
Destination.action(EventStreamAction)
// @ts-expect-error An Action is no destination until Destination.action makes one of it.
new EventStream(stack, 'Users', { events, destination: action })
// @ts-expect-error An Action is no endpoint.
Destination.webhook({ endpoint: action, authorization })
// @ts-expect-error An Action has no authorization.
Destination.action({ actionId, authorization })
// @ts-expect-error An Action has no endpoint.
Destination.action({ actionId, endpoint })
// @ts-expect-error An Action is in no AWS region.
Destination.action({ actionId, awsRegion: 'us-east-1' })
// @ts-expect-error Auth0 delivers to no queue.
Destination.sqs({ queueUrl: endpoint })
// @ts-expect-error The factories are the package's own.
Destination.action = () => bus

// A destination of one's own says what it contributes; its type and its block go together.
const own: IEventStreamDestination = {
  bind: () => ({ destinationType: 'action', actionConfiguration: { actionId } }),
}
const mixed: IEventStreamDestination = {
  // @ts-expect-error The block of another destination.
  bind: () => ({ destinationType: 'action', webhookConfiguration: { webhookEndpoint: endpoint } }),
}
const bare: IEventStreamDestination = {
  // @ts-expect-error A type without its block.
  bind: () => ({ destinationType: 'webhook' }),
}
const unknown: IEventStreamDestination = {
  // @ts-expect-error A type that Auth0 does not have.
  bind: () => ({ destinationType: 'sqs', actionConfiguration: { actionId } }),
}
// @ts-expect-error A destination says what it contributes.
const empty: IEventStreamDestination = {}

export const used = [own, mixed, bare, unknown, empty]
