import { ApiError } from './api-error'

/** What happens on a route that the tenant does not have: 404 with a line on stderr, 501 with one, or just 404. */
export type UnknownRoutePolicy = 'warn' | 'error' | 'silent'

/**
 * The response to a route that the emulator does not have. It names the route and says whose gap it is, since a
 * plain 404 would look as if the object were missing. With the `error` policy it is a 501, which no client takes for that.
 */
export function unknownRoute(
  { method, path }: { readonly method: string; readonly path: string },
  hint: string,
  policy: UnknownRoutePolicy,
): Response {
  const gap = hint === '' ? ' Auth0 may have it.' : hint
  const message = `The local Auth0 tenant has no route ${method} ${path}.${gap}`
  if (policy !== 'silent') process.stderr.write(`${message}\n`)
  return new ApiError(policy === 'error' ? 501 : 404, message, { errorCode: 'emulator_unknown_route' }).toResponse()
}
