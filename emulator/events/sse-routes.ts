import { Hono } from 'hono'
import { isJsonObject, parseJson } from '../json'
import { jsonResponse, noContent } from '../response'
import type { Route } from '../route'
import type { TenantState } from '../state'
import type { SseConnections } from './sse-connections'
import { SSE_ERROR_CODES, type SseErrorCode } from './sse-frame'
import { parseSseRequest } from './sse-request'

const HEADERS = { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' }

/** `GET /events`: the tenant's events as Server-Sent Events. */
export function sseRoutes(state: TenantState, connections: SseConnections): Route[] {
  return [
    {
      method: 'GET',
      path: '/events',
      scopes: ['read:events'],
      handle({ query, header }) {
        const request = parseSseRequest(query, header('last-event-id'), state.eventFeed, state.modes)
        return new Response(connections.open(request), { headers: HEADERS })
      },
    },
  ]
}

/**
 * The open connections for tests: `GET /event-connections` counts them, and `POST /event-connections/error` with a
 * `code` ends them all the way Auth0 ends one that it cannot serve any longer. To be mounted under `/__emulator`.
 */
export function sseControlRoutes(connections: SseConnections): Hono {
  const app = new Hono()
  app.onError((error) => jsonResponse(400, { error: 'Bad Request', message: error.message }))
  app.get('/event-connections', () => jsonResponse(200, { open: connections.size }))
  app.post('/event-connections/error', async ({ req }) => {
    const sent: unknown = parseJson(await req.text())
    const { code, message = 'The connection was ended by a test.' } = isJsonObject(sent) ? sent : {}
    connections.fail(readCode(code), String(message))
    return noContent()
  })
  return app
}

function readCode(code: unknown): SseErrorCode {
  const known = SSE_ERROR_CODES.find((each) => each === code)
  if (known === undefined) throw new Error(`Send {"code"}, one of ${SSE_ERROR_CODES.join(', ')}`)
  return known
}
