import { type ControlRoute, done, withBody } from '../controls/control-route'
import type { JsonSchema } from '../http/json-schema'
import { jsonResponse } from '../http/response'
import type { Route } from '../http/route'
import type { SseConnections, SseState } from './sse-connections'
import { SSE_ERROR_CODES } from './sse-frame'
import { parseSseRequest } from './sse-request'

const HEADERS = { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' }

/** `GET /events`: the tenant's events as Server-Sent Events. */
export function sseRoutes(state: SseState, connections: SseConnections): Route[] {
  return [
    {
      method: 'GET',
      path: '/events',
      scopes: ['read:events'],
      handle({ query, header }) {
        const request = parseSseRequest(query, header('last-event-id'), state.eventFeed, state.switches)
        return new Response(connections.open(request), { headers: HEADERS })
      },
    },
  ]
}

const ERROR_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  required: ['code'],
  properties: { code: { type: 'string', enum: SSE_ERROR_CODES }, message: { type: 'string' } },
} as const satisfies JsonSchema

/** The control routes of the connections to `GET /events`. */
export function sseControlRoutes(connections: SseConnections): ControlRoute[] {
  return [
    {
      method: 'GET',
      path: '/event-connections',
      summary: 'Returns the number of open connections to GET /events.',
      handle: () => jsonResponse(200, { open: connections.size }),
    },
    withBody({
      method: 'POST',
      path: '/event-connections/error',
      summary: 'Ends every connection to GET /events with an error event.',
      body: { what: 'the error', schema: ERROR_SCHEMA, example: { code: 'timeout' } },
      handle({ body }) {
        const { code, message = 'The connection was ended by a test.' } = body
        return done(() => connections.fail(code, message))
      },
    }),
  ]
}
