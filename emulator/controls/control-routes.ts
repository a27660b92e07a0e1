import { actionControlRoutes } from '../actions/action-control-routes'
import { deliveryControlRoutes } from '../delivery/delivery-control-routes'
import { groupControlRoutes } from '../directory/group-controls'
import { eventBridgeControlRoutes } from '../eventbridge/eventbridge-control-routes'
import type { SseConnections } from '../events/sse-connections'
import { sseControlRoutes } from '../events/sse-routes'
import { assertFault, FAULT_SCHEMA } from '../http/faults'
import { jsonResponse, noContent } from '../http/response'
import type { SchemaType } from '../http/schema-type'
import { findPreset, type Limits } from '../http/token-bucket'
import type { TenantState } from '../state'
import { type ControlRoute, done, found, readControlBody, withBody } from './control-route'
import { CHANGES_SCHEMA, CLIENT_SCHEMA, LATENCY_SCHEMA, LIMITS_SCHEMA, SWITCHES_SCHEMA } from './control-schemas'
import type { TenantControls } from './tenant-controls'

/** Every route below `/__emulator` but those of the console: a tenant's controls over HTTP. */
export function controlRoutes(state: TenantState, controls: TenantControls, sse: SseConnections): ControlRoute[] {
  return [
    ...requestControls(controls),
    ...faultControls(controls),
    ...eventStreamControls(controls),
    ...settingControls(controls),
    ...deliveryControlRoutes(controls),
    ...eventBridgeControlRoutes(controls),
    ...actionControlRoutes(controls),
    ...groupControlRoutes(state),
    ...sseControlRoutes(sse),
  ]
}

function requestControls(controls: TenantControls): ControlRoute[] {
  return [
    {
      method: 'GET',
      path: '/requests',
      summary:
        'Lists the recorded requests, oldest first: method, path, query, body, status, and client. Credentials of token requests are masked.',
      handle: () => jsonResponse(200, controls.requests()),
    },
    {
      method: 'DELETE',
      path: '/requests',
      summary: 'Clears the recorded requests.',
      handle: () => done(() => controls.clearRequests()),
    },
  ]
}

const FAULT_BODY = {
  what: 'a fault',
  schema: FAULT_SCHEMA,
  example: { match: { method: 'POST', path: '/api/v2/event-streams' }, status: 503, times: 2 },
} as const

function faultControls({ faults }: TenantControls): ControlRoute[] {
  return [
    {
      method: 'GET',
      path: '/faults',
      summary: 'Lists the pending faults.',
      handle: () => jsonResponse(200, faults.pending()),
    },
    {
      method: 'POST',
      path: '/faults',
      summary:
        'Queues a fault, or a list of faults, for the next matching requests: a response, headers, a delay, or a broken connection.',
      body: FAULT_BODY,
      handle({ sent }) {
        const bodies = Array.isArray(sent) ? sent : [sent]
        const queued = bodies.map((each) => readControlBody(FAULT_BODY, each))
        for (const fault of queued) assertFault(fault)
        for (const fault of queued) faults.next(fault)
        return jsonResponse(201, faults.pending())
      },
    },
    {
      method: 'DELETE',
      path: '/faults',
      summary: 'Clears the pending faults.',
      handle: () => done(() => faults.clear()),
    },
  ]
}

function eventStreamControls(controls: TenantControls): ControlRoute[] {
  const what = 'event stream'
  return [
    {
      method: 'GET',
      path: '/event-streams',
      summary: 'Lists all event streams, oldest first.',
      handle: () => jsonResponse(200, controls.eventStreams()),
    },
    {
      method: 'GET',
      path: '/secrets/:id',
      summary:
        "Returns the secrets of a stream's destination, which the API never returns: token, password, or header value.",
      handle: ({ params }) => found(controls.secrets(idOf(params)), what),
    },
    withBody({
      method: 'PATCH',
      path: '/event-streams/:id',
      summary: 'Changes a stream outside Terraform. Values are not validated, and objects are merged.',
      body: {
        what: 'the changes of an event stream',
        schema: CHANGES_SCHEMA,
        example: {
          status: 'disabled',
          destination: { configuration: { webhook_endpoint: 'https://elsewhere.example' } },
        },
      },
      handle: ({ params, body }) => found(controls.changeEventStream(idOf(params), body), what),
    }),
    {
      method: 'DELETE',
      path: '/event-streams/:id',
      summary: 'Deletes a stream outside Terraform, including its Action.',
      handle: ({ params }) => (controls.deleteEventStream(idOf(params)) ? noContent() : found(undefined, what)),
    },
  ]
}

function settingControls(controls: TenantControls): ControlRoute[] {
  return [
    {
      method: 'POST',
      path: '/reset',
      summary: 'Restores the initial state: the seed and the startup settings. Issued tokens remain valid.',
      handle: () => done(() => controls.reset()),
    },
    withBody({
      method: 'POST',
      path: '/clients',
      summary: 'Registers a client with a secret or a public key, and its scopes.',
      body: { what: 'a client', schema: CLIENT_SCHEMA, example: { scopes: ['read:event_streams'] } },
      handle: ({ body }) => jsonResponse(201, controls.addClient(body)),
    }),
    withBody({
      method: 'PUT',
      path: '/limits',
      summary: 'Sets the rate limit: the preset of a plan or a custom bucket, optionally with Retry-After.',
      body: { what: 'the rate limits', schema: LIMITS_SCHEMA, example: { preset: 'free' } },
      handle: ({ body }) => applied(controls.setLimits, parseLimits(body)),
    }),
    withBody({
      method: 'PUT',
      path: '/latency',
      summary: 'Sets the minimum response time.',
      body: { what: 'the latency', schema: LATENCY_SCHEMA, example: { ms: 350 } },
      handle: ({ body }) => applied(controls.setLatency, body.ms),
    }),
    withBody({
      method: 'PUT',
      path: '/modes',
      summary: 'Sets switches for undocumented behavior of Auth0. Other switches do not change.',
      body: { what: 'the switches', schema: SWITCHES_SCHEMA, example: { httpEndpoints: 'loopback' } },
      handle: ({ body }) => applied(controls.setModes, body),
    }),
  ]
}

/** `{"preset":"free"}`, or a bucket: `{"burst":2,"perSecond":2}`; with `retryAfter` if wanted. */
function parseLimits(body: SchemaType<typeof LIMITS_SCHEMA>): Limits {
  const { preset, burst, perSecond, retryAfter } = body
  if (preset !== undefined && (burst !== undefined || perSecond !== undefined)) {
    throw new Error('Send {"preset"} or {"burst","perSecond"}, not both')
  }
  if (preset !== undefined) return { ...findPreset(preset), retryAfter: retryAfter === true }
  if (!isPositive(burst) || !isPositive(perSecond)) throw new Error('Send {"preset"} or positive {"burst","perSecond"}')
  return { burst, perSecond, retryAfter: retryAfter === true }
}

function isPositive(value: number | undefined): value is number {
  return value !== undefined && Number.isFinite(value) && value > 0
}

function idOf(params: Readonly<Record<string, string>>): string {
  return params['id'] ?? ''
}

/** 204 once a setting has its new value. */
function applied<Value>(set: (value: Value) => void, value: Value): Response {
  set(value)
  return noContent()
}
