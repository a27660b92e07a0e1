import type { Destination, Secrets } from '../event-streams/destination'

/** The User-Agent of webhook requests. Auth0's own value is not published. */
const USER_AGENT = 'auth0-event-streams-emulator'

type WebhookAuthorization = Extract<Destination, { type: 'webhook' }>['configuration']['webhook_authorization']

/** The headers of a webhook call: what the body is, and the authorization with its secret (Auth0 documentation). */
export function webhookHeaders(
  authorization: WebhookAuthorization,
  secrets: Secrets,
  contentType: string,
): Record<string, string> {
  return { 'content-type': contentType, 'user-agent': USER_AGENT, ...authorizationHeader(authorization, secrets) }
}

function authorizationHeader(authorization: WebhookAuthorization, secrets: Secrets): Record<string, string> {
  if (authorization.method === 'bearer') return { authorization: `Bearer ${secrets['token'] ?? ''}` }
  if (authorization.method === 'basic') {
    const credentials = `${authorization.username}:${secrets['password'] ?? ''}`
    return { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` }
  }
  return { [authorization.header_key.toLowerCase()]: secrets['header_value'] ?? '' }
}

/** The address to call: the endpoint, with its beginning replaced when an override (the longest that fits) says so. */
export function overrideEndpoint(endpoint: string, overrides: Readonly<Record<string, string>> = {}): string {
  const fitting = Object.keys(overrides).filter((from) => endpoint.startsWith(from))
  const [longest] = fitting.sort((a, b) => b.length - a.length)
  return longest === undefined ? endpoint : `${overrides[longest]}${endpoint.slice(longest.length)}`
}
