import { createSteppedClock } from '../../../emulator/clock'
import type { JsonObject, TenantOptions } from '../../../emulator/index'
import { STREAMS, tenantKit } from '../tenant-kit'
import { type Handler, startHandler } from './handler'

/** When the tenants of these tests begin. */
export const START = '2026-01-02T03:04:05.000Z'

const started: { close(): unknown }[] = []

/** To be called after each test: closes the tenants and handlers of it. */
export async function closeAll(): Promise<void> {
  for (const one of started.splice(0).reverse()) await one.close()
}

/** A handler that is closed after the test. */
export async function handlerKit(tls?: { key: string; cert: string }): Promise<Handler> {
  const handler = await startHandler(tls)
  started.push(handler)
  return handler
}

/** A tenant on a stepped clock that delivers to http on loopback, and ways to make streams and events. */
export function deliveryKit(options: TenantOptions = {}) {
  const clock = createSteppedClock(Date.parse(START))
  const modes = { httpEndpoints: 'loopback', ...options.modes } as const
  const kit = tenantKit({ clock, ...options, modes })
  started.push(kit.tenant)
  async function addStream(webhook_endpoint: string, overrides: JsonObject = {}): Promise<string> {
    const { body } = await kit.call('POST', STREAMS, { ...streamBody(webhook_endpoint), ...overrides })
    return body.id
  }
  /** Lets users be created, and what is due at once be done. */
  async function happen(...userIds: readonly string[]) {
    for (const user_id of userIds) kit.tenant.publish({ type: 'user.created', object: { user_id } })
    await clock.advance(0)
  }
  async function listFailed(id: string, query = '') {
    return (await kit.call('GET', `${STREAMS}/${id}/deliveries${query}`)).body
  }
  return { ...kit, clock, addStream, happen, listFailed }
}

/** The body of a stream that sends created users to an endpoint. */
export function streamBody(webhook_endpoint: string, webhook_authorization: JsonObject = BEARER): JsonObject {
  return {
    name: `to ${webhook_endpoint}`,
    subscriptions: [{ event_type: 'user.created' }],
    destination: { type: 'webhook', configuration: { webhook_endpoint, webhook_authorization } },
  }
}

const BEARER = { method: 'bearer', token: 'first-token' }

/** The users whose events a handler was called with. */
export function usersOf({ calls }: Handler): unknown[] {
  return calls.map(({ event }) => event.data.object['user_id'])
}

/** Resolves once something has become true in real time; jest's time limit ends the wait. */
export async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await new Promise((resolve) => setTimeout(resolve, 5))
}
