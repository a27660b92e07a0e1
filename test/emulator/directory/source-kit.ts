import type { CloudEvent, JsonObject, Tenant, TenantOptions } from '../../../emulator/index'
import { readSoFar } from '../events/sse-kit'
import { tenantKit } from '../tenant-kit'

/** The database connection of every new tenant. */
export const DATABASE = 'Username-Password-Authentication'

/**
 * A tenant without a port, its Management API below `/api/v2`, and the events it has published: all of them, or those that
 * are no groundwork of a test (its roles), without the context that all have in common.
 */
export function sourceKit(options: TenantOptions = {}) {
  const { tenant, call } = tenantKit(options)
  const api: typeof call = (method, path, body) => call(method, `/api/v2${path}`, body)
  function allEvents() {
    return readEvents(tenant)
  }
  async function events() {
    return (await allEvents()).filter(({ type }) => type !== 'role.created').map(withoutContext)
  }
  /** Creates something and gives the answer's body. */
  async function create(path: string, body: JsonObject) {
    return (await api('POST', path, body)).body
  }
  function createUser(overrides: JsonObject = {}) {
    return create('/users', user(overrides))
  }
  return {
    tenant,
    api,
    control: call,
    create,
    createUser,
    allEvents,
    events,
    latest: async () => (await events()).at(-1),
  }
}

/** The body of a user. */
export function user(overrides: JsonObject = {}): JsonObject {
  return { connection: DATABASE, email: 'ada@example.com', password: 'correct horse', ...overrides }
}

/** The path of a user; its id has a bar in it. */
export function userPath({ user_id }: { user_id: string }): string {
  return `/users/${encodeURIComponent(user_id)}`
}

// biome-ignore lint/suspicious/noExplicitAny: an event's shape is what the tests are about
function withoutContext({ data: { context: _context, ...data }, ...event }: CloudEvent): any {
  return { ...event, data }
}

async function readEvents(tenant: Tenant): Promise<CloudEvent[]> {
  const frames = await readSoFar(tenant)
  return frames.filter(({ data }) => data?.event !== undefined).map(({ data }) => data.event)
}
