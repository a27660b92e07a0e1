import { Hono } from 'hono'
import { actionRoutes } from './actions/action-routes'
import { assertScope, readGrant } from './auth/bearer'
import { clientRoutes } from './auth/client-routes'
import { OAuthError } from './auth/oauth-error'
import { issueToken } from './auth/token-endpoint'
import { createConsole } from './console/console'
import { refuseOtherSites } from './console/guard'
import { describeControls } from './controls/control-index'
import { CONTROL_PREFIX, type ControlRoute, createControlApp, nameControl } from './controls/control-route'
import { controlRoutes } from './controls/control-routes'
import type { TenantControls } from './controls/tenant-controls'
import { deliveryRoutes } from './delivery/delivery-routes'
import { sourceRoutes } from './directory/directory-routes'
import { eventStreamRoutes } from './event-streams/event-stream-routes'
import { createSseConnections } from './events/sse-connections'
import { sseRoutes } from './events/sse-routes'
import { ApiError } from './http/api-error'
import { emptyRoutes } from './http/empty-collections'
import { BrokenConnection } from './http/fault-response'
import { guardControls, guardHost } from './http/loopback-guard'
import { type CallEnvironment, delayResponses, injectFaults, limitRate, recordRequests } from './http/pipeline'
import { parseText } from './http/request-body'
import { jsonResponse } from './http/response'
import type { Route } from './http/route'
import { unknownRoute } from './http/unknown-route'
import type { TenantState } from './state'

type App = Hono<CallEnvironment>

/**
 * The tenant as an HTTP application. The order is the meaning: the guard of the host before everything, then control
 * routes and the console; any other request is recorded, meets its fault, waits, and (on the Management API) is counted,
 * checked and handled.
 */
export function createApp(state: TenantState, controls: TenantControls): App {
  const app: App = new Hono()
  const sseConnections = createSseConnections(state)
  app.onError((error) => toErrorResponse(error))
  app.notFound(({ req }) => unknownRoute(req, '', state.onUnknownRoute))
  app.use(guardHost(state.allowedHosts))
  const streamRoutes = [...eventStreamRoutes(state), ...deliveryRoutes(state), ...actionRoutes(state)]
  const controlTable = controlRoutes(state, controls, sseConnections)
  addControls(app, state, controlTable)
  app.route('/', createConsole(state, streamRoutes))
  app.all(`${CONTROL_PREFIX}/*`, ({ req }) => {
    return unknownRoute(req, nameControl(controlTable, req), state.onUnknownRoute)
  })
  app.use(recordRequests(state), injectFaults(state), delayResponses(state))
  app.use('/api/v2/*', limitRate(state))
  addTokenEndpoint(app, state)
  for (const route of streamRoutes) addRoute(app, state, route)
  const others = [...sourceRoutes(state), ...sseRoutes(state, sseConnections), ...clientRoutes(state), ...emptyRoutes()]
  for (const route of others) addRoute(app, state, route)
  return app
}

function addControls(app: App, state: TenantState, routes: readonly ControlRoute[]): void {
  const guards = [refuseOtherSites, guardControls(state.controlToken)] as const
  app.use(`${CONTROL_PREFIX}/*`, ...guards)
  app.use('/', guardControls(state.controlToken))
  app.get(`${CONTROL_PREFIX}/`, () => jsonResponse(200, describeControls(routes, state.switches)))
  app.get(CONTROL_PREFIX, () => jsonResponse(200, describeControls(routes, state.switches)))
  app.route(CONTROL_PREFIX, createControlApp(routes))
}

function addTokenEndpoint(app: App, state: TenantState): void {
  app.post('/oauth/token', (call) => {
    const { origin, host } = new URL(call.req.url)
    const contentType = call.req.header('content-type') ?? ''
    const authorization = call.req.header('authorization')
    const { client, response } = issueToken(state, { origin, host, contentType, authorization, text: call.get('text') })
    call.set('clientId', client.clientId)
    return response
  })
}

function addRoute(app: App, state: TenantState, route: Route): void {
  app.on(route.method, `/api/v2${route.path}`, (call) => {
    const grant = readGrant(state, call.req.header('authorization'))
    if (grant.clientId !== undefined) call.set('clientId', grant.clientId)
    assertScope(grant, route.scopes)
    return route.handle({
      params: call.req.param(),
      query: new URL(call.req.url).searchParams,
      header: (name) => call.req.header(name),
      body: () => parseText(call.get('text'), call.req.header('content-type') ?? ''),
    })
  })
}

/** The one place where what was thrown becomes a response. A broken connection is handled where the socket is. */
function toErrorResponse(error: Error): Response {
  if (error instanceof BrokenConnection) throw error
  if (error instanceof ApiError || error instanceof OAuthError) return error.toResponse()
  process.stderr.write(`The local Auth0 tenant failed: ${error.stack ?? error.message}\n`)
  return new ApiError(500, 'The local Auth0 tenant failed; the reason is on its stderr').toResponse()
}
