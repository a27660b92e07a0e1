import { Hono } from 'hono'
import { DEPLOYED_ACTION_SCHEMA } from './actions/action-schema'
import type { DeployedAction } from './actions/actions'
import type { ClientOptions } from './client-registry'
import { addDeliveryControls } from './delivery/delivery-control-routes'
import { addEventBridgeControls } from './eventbridge/eventbridge-control-routes'
import type { Fault } from './faults'
import { isJsonObject, type JsonObject, parseJson } from './json'
import type { Modes } from './modes'
import { jsonResponse, noContent } from './response'
import type { TenantControls } from './tenant-controls'
import type { LimitPreset, Limits } from './token-bucket'
import { assertValid, type JsonSchema } from './validation'

/** The routes under `/__emulator/`: a tenant's controls over HTTP. No token, no limit, no trace in the request log. */
export function createControlRoutes(controls: TenantControls): Hono {
  const app = new Hono()
  app.onError((error) => jsonResponse(400, { error: 'Bad Request', message: error.message }))
  addRequestRoutes(app, controls)
  addEventStreamRoutes(app, controls)
  addSettingRoutes(app, controls)
  addDeliveryControls(app, controls)
  addEventBridgeControls(app, controls)
  return app
}

function addRequestRoutes(app: Hono, controls: TenantControls): void {
  app.get('/requests', () => jsonResponse(200, controls.requests()))
  app.delete('/requests', () => done(() => controls.clearRequests()))
  app.get('/faults', () => jsonResponse(200, controls.faults.pending()))
  app.delete('/faults', () => done(() => controls.faults.clear()))
  app.post('/faults', async ({ req }) => {
    const sent: unknown = parseJson(await req.text())
    for (const fault of Array.isArray(sent) ? sent : [sent]) controls.faults.next(asObject(fault) as Fault)
    return jsonResponse(201, controls.faults.pending())
  })
}

function addEventStreamRoutes(app: Hono, controls: TenantControls): void {
  app.get('/event-streams', () => jsonResponse(200, controls.eventStreams()))
  app.get('/secrets/:id', ({ req }) => found(controls.secrets(req.param('id'))))
  app.patch('/event-streams/:id', async ({ req }) => {
    return found(controls.changeEventStream(req.param('id'), await readObject(req, CHANGES_SCHEMA)))
  })
  app.delete('/event-streams/:id', ({ req }) => {
    return controls.deleteEventStream(req.param('id')) ? noContent() : found(undefined)
  })
}

function addSettingRoutes(app: Hono, controls: TenantControls): void {
  app.post('/reset', () => done(() => controls.reset()))
  app.post('/actions', async ({ req }) => {
    return jsonResponse(201, controls.addAction((await readObject(req, DEPLOYED_ACTION_SCHEMA)) as DeployedAction))
  })
  app.get('/actions/:id/executions', ({ req }) => jsonResponse(200, controls.actionExecutions(req.param('id'))))
  app.post('/clients', async ({ req }) => {
    return jsonResponse(201, controls.addClient((await readObject(req, CLIENT_SCHEMA)) as ClientOptions))
  })
  app.put('/limits', async ({ req }) => applied(controls.setLimits, parseLimits(await readObject(req))))
  app.put('/latency', async ({ req }) => applied(controls.setLatency, parseLatency(await readObject(req))))
  app.put('/modes', async ({ req }) => applied(controls.setModes, (await readObject(req)) as Partial<Modes>))
}

/** `{"preset":"free"}`, or a bucket: `{"burst":2,"perSecond":2}`; with `retryAfter` if wanted. */
function parseLimits({ preset, burst, perSecond, retryAfter }: JsonObject): LimitPreset | Limits {
  if (typeof preset === 'string') return preset as LimitPreset
  if (!isPositive(burst) || !isPositive(perSecond)) throw new Error('Send {"preset"} or positive {"burst","perSecond"}')
  return { burst, perSecond, retryAfter: retryAfter === true }
}

/** `{"ms":350}`. */
function parseLatency({ ms }: JsonObject): number {
  if (ms === 0 || isPositive(ms)) return ms
  throw new Error('Send {"ms"}, a number of milliseconds')
}

function isPositive(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0
}

/** What a test may say of a client; see `ClientOptions`. */
const CLIENT_SCHEMA: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    clientId: { type: 'string', minLength: 1 },
    clientSecret: { type: 'string', minLength: 1 },
    publicKey: { type: 'string', minLength: 1 },
    scopes: { type: 'array', items: { type: 'string' } },
    authorized: { type: 'boolean' },
  },
}

const TEXT: JsonSchema = { type: 'string' }

/** Changes of a stream are not held against Auth0's rules, but each value is of the type that it has at Auth0. */
const CHANGES_SCHEMA: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    name: TEXT,
    status: TEXT,
    subscriptions: {
      type: 'array',
      items: { type: 'object', required: ['event_type'], properties: { event_type: TEXT } },
    },
    destination: {
      type: 'object',
      properties: {
        type: TEXT,
        configuration: {
          type: 'object',
          properties: { webhook_authorization: { type: 'object', additionalProperties: TEXT } },
          additionalProperties: TEXT,
        },
      },
    },
  },
}

/** The JSON object in a body; an empty body is an empty object. Throws when it does not fit the schema. */
async function readObject(request: { text(): Promise<string> }, schema?: JsonSchema): Promise<JsonObject> {
  const text = await request.text()
  const object = text === '' ? {} : asObject(parseJson(text))
  if (schema !== undefined) assertValid('body', object, schema)
  return object
}

function asObject(value: unknown): JsonObject {
  if (isJsonObject(value)) return value
  throw new Error('Send a JSON object')
}

function found(value: unknown): Response {
  if (value !== undefined) return jsonResponse(200, value)
  return jsonResponse(404, { error: 'Not Found', message: 'The tenant holds no such event stream' })
}

/** 204 once something has been done. */
function done(action: () => void): Response {
  action()
  return noContent()
}

/** 204 once a setting has its new value. */
function applied<Value>(set: (value: Value) => void, value: Value): Response {
  set(value)
  return noContent()
}
