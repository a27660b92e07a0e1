// Compiled as it stands against the packed package, too: it imports nothing but public entries.
import { eventStream, expectEventStream } from 'auth0-event-streams/cdktf/testing'
import type { App, TerraformStack } from 'cdktf'

declare const stack: TerraformStack
declare const app: App

expectEventStream(stack, 'prod/Users')
  .toSubscribeTo('user.created', 'an.event.of.tomorrow')
  .toDeliverTo({ type: 'webhook', authorization: { method: 'basic', username: 'auth0', secret: { version: 2 } } })
  .not.toDeliverTo({ type: 'eventBridge' })
expectEventStream('{}').toHaveNoPlaintextSecrets()

// @ts-expect-error An app may have several stacks.
expectEventStream(app)
// @ts-expect-error An event type is text.
expectEventStream(stack).toSubscribeTo(1)
// @ts-expect-error A destination has a type.
expectEventStream(stack).toDeliverTo({ awsRegion: 'us-east-1' })
// @ts-expect-error The word of the constructs is `eventBridge`.
expectEventStream(stack).toDeliverTo({ type: 'eventbridge' })
// @ts-expect-error An endpoint belongs to a webhook.
expectEventStream(stack).toDeliverTo({ type: 'eventBridge', endpoint: 'https://example.com' })
// @ts-expect-error A secret in plain text is nothing to hope for.
expectEventStream(stack).not.toHaveNoPlaintextSecrets()

// What a destination has is known when its type is.
const { destination } = eventStream(stack)
export const endpoint: string | undefined = destination.type === 'webhook' ? destination.endpoint : undefined
// @ts-expect-error It may be another destination.
destination.endpoint
