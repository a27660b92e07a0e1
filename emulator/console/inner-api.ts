import { Hono } from 'hono'
import { ApiError } from '../http/api-error'
import type { Route } from '../http/route'
import { isJsonObject, type Json, type JsonObject } from '../json'

/** A response of the API to the console. */
export interface InnerResponse {
  readonly ok: boolean
  readonly status: number
  /** Empty when the response has no body. */
  readonly body: JsonObject
}

/** Calls the Management API without its gates: the console is no client, so that it is not logged, limited or faulted. */
export type InnerApi = (method: Route['method'], path: string, body?: Json) => Promise<InnerResponse>

/** The Management API's routes as a function. */
export function createInnerApi(routes: readonly Route[]): InnerApi {
  const app = new Hono()
  app.onError((error) => {
    if (error instanceof ApiError) return error.toResponse()
    throw error
  })
  for (const { method, path, handle } of routes) {
    app.on(method, path, async ({ req }) => {
      const sent = (method === 'GET' ? null : await req.json()) as Json
      return handle({
        params: req.param(),
        query: new URL(req.url).searchParams,
        header: (name) => req.header(name),
        body: () => sent,
      })
    })
  }
  return async (method, path, body = null) => {
    const content = method === 'GET' ? {} : { body: JSON.stringify(body) }
    const response = await app.request(path, { method, ...content })
    return { ok: response.ok, status: response.status, body: await readBody(response) }
  }
}

async function readBody(response: Response): Promise<JsonObject> {
  if (!/\bjson\b/.test(response.headers.get('content-type') ?? '')) return {}
  const parsed: unknown = await response.json()
  return isJsonObject(parsed) ? parsed : {}
}
