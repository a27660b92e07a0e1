import { createTenant, type Json, type JsonObject, type Tenant, type TenantOptions } from '../../emulator/index'

/** The path of the event streams. */
export const STREAMS = '/api/v2/event-streams'

/** A tenant without a port, and a way to call it with its static token. */
export function tenantKit(options: TenantOptions = {}) {
  const tenant = createTenant(options)
  return { tenant, call: caller(tenant) }
}

function caller(tenant: Tenant) {
  return async (method: string, path: string, body?: Json) => {
    const headers = { authorization: `Bearer ${tenant.apiToken}`, 'content-type': 'application/json' }
    const content = body === undefined ? {} : { body: JSON.stringify(body) }
    const response = await tenant.request(path, { method, headers, ...content })
    const text = await response.text()
    return { status: response.status, headers: response.headers, text, body: text === '' ? undefined : parse(text) }
  }
}

// biome-ignore lint/suspicious/noExplicitAny: an answer's shape is what the tests are about
function parse(text: string): any {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A webhook stream's body with a bearer token. */
export function webhookStream(overrides: JsonObject = {}): JsonObject {
  return {
    name: 'users',
    subscriptions: [{ event_type: 'user.created' }],
    destination: webhookDestination({ method: 'bearer', token: 'first-token' }),
    ...overrides,
  }
}

/** A webhook destination with that authorization. */
export function webhookDestination(webhook_authorization: JsonObject): JsonObject {
  return { type: 'webhook', configuration: { webhook_endpoint: 'https://example.com/hook', webhook_authorization } }
}
