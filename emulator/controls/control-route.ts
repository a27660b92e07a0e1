import { Hono } from 'hono'
import { didYouMean } from '../closest-name'
import { ApiError } from '../http/api-error'
import type { JsonSchema } from '../http/json-schema'
import { assertKnownMembers } from '../http/known-members'
import { readText } from '../http/request-body'
import { jsonResponse, noContent } from '../http/response'
import type { SchemaType } from '../http/schema-type'
import { parseBody } from '../http/validation'
import { isJsonObject, type Json, parseJson } from '../json'

/** What a control route takes as its body. */
export interface ControlBody<Schema extends JsonSchema = JsonSchema> {
  /** What the body is, to follow on "a member of": `a fault`. */
  readonly what: string
  readonly schema: Schema
  /** A body that the route accepts, for the documentation. */
  readonly example: Json
}

/** What a control route may know of a request. */
export interface ControlCall {
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  /** What was sent; an empty object when nothing was. */
  readonly sent: Json
}

/** One route below `/__emulator`. Mounted, listed and documented from the same table. */
export interface ControlRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** With Hono's parameters: `/event-streams/:id`. */
  readonly path: string
  /** What it does, as one sentence. */
  readonly summary: string
  /** What each query parameter does, by name. */
  readonly query?: Readonly<Record<string, string>>
  readonly body?: ControlBody
  /** Throws an `Error` with what was wrong with the request, which becomes a 400, or an `ApiError`. */
  readonly handle: (call: ControlCall) => Response | Promise<Response>
}

/** A route whose handler gets the body that its schema describes. */
interface RouteWithBody<Schema extends JsonSchema> extends Omit<ControlRoute, 'body' | 'handle'> {
  readonly body: ControlBody<Schema>
  readonly handle: (call: ControlCall & { readonly body: SchemaType<Schema> }) => Response | Promise<Response>
}

/** A route with a body, which is checked before the handler sees it. */
export function withBody<const Schema extends JsonSchema>(route: RouteWithBody<Schema>): ControlRoute {
  const { body, handle } = route
  return { ...route, handle: (call) => handle({ ...call, body: readControlBody(body, call.sent) }) }
}

/** What was sent as the body of a control route. Throws an `Error` that names what is wrong with it. */
export function readControlBody<const Schema extends JsonSchema>(
  { what, schema }: ControlBody<Schema>,
  sent: Json,
): SchemaType<Schema> {
  if (!isJsonObject(sent)) throw new Error(`Send a JSON object, ${what}`)
  assertKnownMembers(what, sent, schema)
  return parseBody(sent, schema)
}

/** Where control routes live. */
export const CONTROL_PREFIX = '/__emulator'

/** The routes as an application: no token of the API, no limit, no trace in the request log. */
export function createControlApp(routes: readonly ControlRoute[]): Hono {
  const app = new Hono()
  app.onError((error) => {
    if (error instanceof ApiError) return error.toResponse()
    return jsonResponse(400, { error: 'Bad Request', message: error.message })
  })
  for (const route of routes) {
    app.on(route.method, route.path, async ({ req }) => {
      return route.handle({
        params: req.param(),
        query: readQuery(route, new URL(req.url).searchParams),
        sent: readSent(route, await readText(req.raw)),
      })
    })
  }
  return app
}

/** What to say beside that there is no such control route: the one that was most likely meant. */
export function nameControl(
  routes: readonly ControlRoute[],
  { method, path }: { method: string; path: string },
): string {
  const names = routes.map((route) => `${route.method} ${CONTROL_PREFIX}${route.path}`)
  const other = routes.find((route) => `${CONTROL_PREFIX}${route.path}` === path)
  const hint = other === undefined ? didYouMean(`${method} ${path}`, names) : ` Did you mean "${other.method} ${path}"?`
  return `${hint} GET ${CONTROL_PREFIX}/ lists the control routes.`
}

function readQuery({ query = {} }: ControlRoute, sent: URLSearchParams): Record<string, string> {
  const properties = Object.fromEntries(Object.keys(query).map((name) => [name, {}]))
  const values = Object.fromEntries(sent)
  assertKnownMembers('the query', values, { properties })
  return values
}

function readSent({ method, path, body }: ControlRoute, text: string): Json {
  const sent = text.trim() === '' ? {} : parseSent(text)
  if (body !== undefined || (isJsonObject(sent) && Object.keys(sent).length === 0)) return sent
  throw new Error(`${method} ${CONTROL_PREFIX}${path} takes no body`)
}

function parseSent(text: string): Json {
  try {
    return parseJson(text)
  } catch (error) {
    throw new Error(`The body is not JSON: ${error instanceof Error ? error.message : error}`)
  }
}

/** The value, or a 404 that says what there is not. */
export function found(value: unknown, what: string): Response {
  if (value !== undefined) return jsonResponse(200, value)
  return jsonResponse(404, { error: 'Not Found', message: `The tenant holds no such ${what}` })
}

/** 204 once something has been done. */
export function done(action: () => void): Response {
  action()
  return noContent()
}
