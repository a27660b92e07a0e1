import type {
  Credentials,
  EventStreamCreate,
  ManagementClientOptions,
  ManagementError,
} from '../../../provider/management'
import { createManagementClient, isManagementError, type ManagementLogEntry } from '../../../provider/management'
import type { ApiRequest } from '../../../provider/management/exchange'
import { type Answers, startTenant, type Tenant } from './tenant'

/** A stream as Auth0 answers it. */
export function answeredStream(rest: object = {}) {
  return {
    id: 'est_1234567890abcdefghijkm',
    status: 'enabled',
    name: 'users',
    subscriptions: [{ event_type: 'user.created' }],
    created_at: '2026-01-16T08:50:33.955Z',
    updated_at: '2026-01-16T08:50:33.955Z',
    destination: {
      type: 'webhook',
      configuration: { webhook_endpoint: 'https://example.com/hook', webhook_authorization: { method: 'bearer' } },
    },
    ...rest,
  }
}

/** A create with a secret in it. */
export const newStream: EventStreamCreate = {
  name: 'users',
  subscriptions: [{ event_type: 'user.created' }],
  destination: {
    type: 'webhook',
    configuration: {
      webhook_endpoint: 'https://example.com/hook',
      webhook_authorization: { method: 'bearer', token: 'webhook-secret' },
    },
  },
}

export const clientSecret: Credentials = { kind: 'clientSecret', clientId: 'client-id', clientSecret: 'client-secret' }

/** A request, for functions that need one to speak of. */
export function apiRequest(rest: Partial<ApiRequest> = {}): ApiRequest {
  return {
    operation: 'read event stream est_1',
    endpoint: 'api',
    method: 'GET',
    path: '/api/v2/event-streams/est_1',
    effect: 'none',
    headers: {},
    secrets: { values: [], paths: [] },
    attempt: 1,
    mayHaveBeenApplied: false,
    ...rest,
  }
}

/** A client of a tenant, which waits in no time and writes its waits and its log down. */
export function clientOf(tenant: Pick<Tenant, 'domain'>, options: Partial<ManagementClientOptions> = {}) {
  const waits: number[] = []
  const log: ManagementLogEntry[] = []
  const client = createManagementClient({
    domain: tenant.domain,
    credentials: clientSecret,
    env: {},
    sleep: async (ms) => void waits.push(ms),
    random: () => 0,
    log: (entry) => log.push(entry),
    ...options,
  })
  return { client, waits, log, eventStreams: client.eventStreams }
}

/** Runs with a tenant and a client of it, and closes both. */
export async function withTenant<Result>(
  answers: Answers,
  run: (fixture: ReturnType<typeof clientOf> & { tenant: Tenant }) => Promise<Result>,
  options: Partial<ManagementClientOptions> = {},
): Promise<Result> {
  const tenant = await startTenant(answers)
  const fixture = clientOf(tenant, options)
  try {
    return await run({ ...fixture, tenant })
  } finally {
    await tenant.close()
    await fixture.client.close()
  }
}

/** The `ManagementError` a promise rejects with. Throws when it does anything else. */
export async function managementErrorOf(promise: Promise<unknown>): Promise<ManagementError> {
  const outcome = await promise.catch((error: unknown) => error)
  if (isManagementError(outcome)) return outcome
  throw new Error(`expected a ManagementError, got ${String(outcome)}`)
}
