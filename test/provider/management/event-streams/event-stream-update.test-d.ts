import type { EventStreamUpdate, ManagementClient } from '../../../../provider/management'

const endpoint = 'https://example.com/hook'

export const renamed: EventStreamUpdate = { name: 'b' }

export const moved: EventStreamUpdate = {
  destination: {
    type: 'webhook',
    configuration: { webhook_endpoint: endpoint, webhook_authorization: { method: 'bearer', token: 't' } },
  },
}

export const withoutAuthorization: EventStreamUpdate = {
  // @ts-expect-error: Auth0 refuses a webhook destination without its authorization
  destination: { type: 'webhook', configuration: { webhook_endpoint: endpoint } },
}

export const withoutAnEndpoint: EventStreamUpdate = {
  // @ts-expect-error: nor does it take the authorization alone
  destination: { type: 'webhook', configuration: { webhook_authorization: { method: 'bearer', token: 't' } } },
}

export const eventBridge: EventStreamUpdate = {
  // @ts-expect-error: only a webhook's destination can change
  destination: { type: 'eventbridge', configuration: { aws_account_id: '1', aws_region: 'us-east-1' } },
}

export async function typed(client: ManagementClient): Promise<string[]> {
  const seen: string[] = []
  for await (const { deliveries } of client.deliveries.pages('est_1', { statuses: ['failed'] })) {
    for (const { attempts } of deliveries) seen.push(...attempts.map(({ status }) => status))
  }
  for await (const { offset, event } of client.events.subscribe({ event_types: ['user.created'] })) {
    seen.push(offset, event.type)
  }
  // @ts-expect-error: an offset and a time exclude nothing by type, but a number is neither
  await client.deliveries.list('est_1', { date_from: 5 })
  return seen
}
