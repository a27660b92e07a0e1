// Compiled as it stands against the packed package, too: it imports nothing but public entries.
import type { AwsRegion, EventTypeName, SecretVariable, SigningAlgorithm } from 'auth0-event-streams/cdktf'
import { Auth0Provider, Destination, type EventStream, SecretVariable as Secret } from 'auth0-event-streams/cdktf'
import type { TerraformIterator, TerraformStack } from 'cdktf'

declare const stack: TerraformStack
declare const stream: EventStream
declare const iterator: TerraformIterator

// What an editor suggests must be in the type, and not be swallowed by `string`.
type Kept<T extends string> = Extract<T, 'us-east-1' | 'RS256' | 'user.created'>
export const region: Kept<AwsRegion> = 'us-east-1'
export const algorithm: Kept<SigningAlgorithm> = 'RS256'
export const type: Kept<EventTypeName> = 'user.created'
// @ts-expect-error It is no region.
export const wrong: Kept<AwsRegion> = 'RS256'

Destination.eventBridge({ awsAccountId: '123456789012', awsRegion: 'xx-new-1' })
const token: SecretVariable = new Secret(stack, 'token', { description: 'Token of the CRM.' })
// @ts-expect-error A default would be in plain text.
new Secret(stack, 'token', { default: 'secret' })
// @ts-expect-error It is sensitive anyway.
new Secret(stack, 'token', { sensitive: false })
new Auth0Provider(stack, 'Auth0', { localName: 'streams', clientAssertionSigningAlg: 'RS256' })
Auth0Provider.fromVariables(stack, 'Auth0', { localName: 'streams', storeInPlan: true })
const ids: readonly string[] = [stream.instance('eu').eventStreamId, stream.instance(0).partnerEventSource]
// @ts-expect-error A stream is named by its key, not by the iterator.
stream.instance(iterator)

export const used = [token, ids]
