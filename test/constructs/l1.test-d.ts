// Compiled as it stands against the packed package, too: it imports nothing but public entries.
import { DataAuth0EventStream } from 'auth0-event-streams/cdktf/l1/data-auth0-event-stream'
import { EventStream } from 'auth0-event-streams/cdktf/l1/event-stream'
import { Auth0Provider } from 'auth0-event-streams/cdktf/l1/provider'
import type { TerraformStack } from 'cdktf'

declare const stack: TerraformStack

// The generated classes take the official provider's names.
const provider = new Auth0Provider(stack, 'Auth0', { domain: 'example.eu.auth0.com', alias: 'other' })
const stream = new EventStream(stack, 'Official', {
  name: 'official',
  destinationType: 'webhook',
  subscriptions: ['user.created'],
  webhookConfiguration: {
    webhookEndpoint: 'https://example.com',
    webhookAuthorization: { method: 'bearer', token: 'secret' },
  },
  lifecycle: { ignoreChanges: ['status'] },
  provider,
})
const found = new DataAuth0EventStream(stack, 'Theirs', { id: stream.id })
const source: string = found.eventbridgeConfiguration.get(0).awsPartnerEventSource

// @ts-expect-error A data source needs the id.
new DataAuth0EventStream(stack, 'Theirs', {})
// @ts-expect-error A resource needs its destination's type.
new EventStream(stack, 'Official', { name: 'official', subscriptions: ['user.created'] })
// @ts-expect-error Terraform computes it.
stream.updatedAt = '2025-01-01T00:00:00.000Z'

export const used = [source]
