/** The content type of every Management API response that has a body. */
export const JSON_CONTENT_TYPE = 'application/json; charset=utf-8'

/** A response with a JSON body. */
export function jsonResponse(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': JSON_CONTENT_TYPE, ...headers } })
}

/** The response to a call that leaves nothing to say: 204, no body. */
export function noContent(): Response {
  return new Response(null, { status: 204 })
}
