import type { Json } from '../json'

/** What a handler may know of a request. It sees no HTTP library, so that routes can be read as a table. */
export interface ApiCall {
  /** Path parameters by name. */
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  /** A header of the request, by its name in lower case. */
  readonly header: (name: string) => string | undefined
  /** The parsed body. Throws a 400 or 415 `ApiError` when it is not one. */
  readonly body: () => Json
}

/** One Management API endpoint below `/api/v2`. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  readonly path: string
  /** Scopes of which a token needs one; with none, any token will do. */
  readonly scopes: readonly string[]
  readonly handle: (call: ApiCall) => Response | Promise<Response>
}
