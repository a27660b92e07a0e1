/** The content type of every Management API answer that has a body. */
export const JSON_CONTENT_TYPE = 'application/json; charset=utf-8'

/** An answer with a JSON body. */
export function jsonResponse(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': JSON_CONTENT_TYPE, ...headers } })
}

/** The answer to a call that leaves nothing to say: 204, no body. */
export function noContent(): Response {
  return new Response(null, { status: 204 })
}
