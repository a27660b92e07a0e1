import { Agent, type IncomingMessage, type RequestOptions, request as requestHttp } from 'node:http'
import { request as requestHttps, Agent as TlsAgent } from 'node:https'
import { createSecureContext, rootCertificates } from 'node:tls'
import type { StoredEventStream } from '../event-streams/event-stream-store'
import type { Switches } from '../switches/switches'
import { assertCertificates } from './certificates'
import type { Deliver, Outcome } from './deliver'
import type { DeliveryOptions } from './delivery-options'
import { describeFailure, WebhookTimeout } from './webhook-failure'
import { overrideEndpoint, webhookHeaders } from './webhook-request'

/** Sends events to webhooks, over connections that are kept until it is closed. */
export interface WebhookTransport {
  readonly deliver: Deliver
  close(): void
}

/** Auth0's limit is not published; actions have about that long (Auth0 documentation). */
const DEFAULT_TIMEOUT_MS = 10_000

/** How much of a response is read: enough for a message. What goes on after that costs the connection. */
const MAX_RESPONSE_BYTES = 65_536

/** Connections by whether they are for one call or kept for the next. */
interface Agents {
  readonly kept: Agent
  readonly fresh: Agent
}

/** One POST, ready to go. */
interface Post {
  readonly url: URL
  readonly headers: RequestOptions['headers']
  readonly agents: Agents
  readonly body: string
  readonly timeoutMs: number
  readonly signal: AbortSignal
}

/** What came back. */
interface WebhookResponse {
  readonly status: number
  readonly text: string
}

/** Delivers to webhooks by HTTP. Throws when `webhookCa` holds no certificate. */
export function createWebhookTransport(
  contentTypeOf: () => Switches['webhookContentType'],
  options: DeliveryOptions = {},
): WebhookTransport {
  const http = { kept: new Agent({ keepAlive: true }), fresh: new Agent() }
  const https = createTlsAgents(options)
  const timeoutMs = options.webhookTimeoutMs ?? DEFAULT_TIMEOUT_MS
  const deliver: Deliver = async ({ stream, event, signal }) => {
    const { endpoint, headers } = readDestination(stream, contentTypeOf())
    try {
      const url = new URL(overrideEndpoint(endpoint, options.webhookOverrides))
      const agents = url.protocol === 'https:' ? https : http
      const body = JSON.stringify(event)
      const sized = { ...headers, 'content-length': String(Buffer.byteLength(body)) }
      return toOutcome(await send({ url, agents, headers: sized, body, timeoutMs, signal }))
    } catch (error) {
      return { delivered: false, message: describeFailure(endpoint, error), isFinal: false }
    }
  }
  return {
    deliver,
    close() {
      http.kept.destroy()
      https.kept.destroy()
    },
  }
}

function createTlsAgents({ insecureWebhooks = false, webhookCa }: DeliveryOptions): Agents {
  if (webhookCa !== undefined) assertCertificates(webhookCa)
  const trust = {
    rejectUnauthorized: !insecureWebhooks,
    ...(webhookCa === undefined
      ? {}
      : { secureContext: createSecureContext({ ca: [...rootCertificates, webhookCa] }) }),
  }
  return { kept: new TlsAgent({ ...trust, keepAlive: true }), fresh: new TlsAgent(trust) }
}

function readDestination({ stream, secrets }: StoredEventStream, contentType: Switches['webhookContentType']) {
  const { destination } = stream
  if (destination.type !== 'webhook') throw new Error(`A ${destination.type} stream came to the webhook transport`)
  const { webhook_endpoint, webhook_authorization } = destination.configuration
  const headers = webhookHeaders(webhook_authorization, secrets, contentType)
  return { endpoint: webhook_endpoint, headers }
}

/** Any 2xx is a success, a 4xx is final (Auth0 documentation); the text is that of recorded traffic. */
function toOutcome({ status, text }: WebhookResponse): Outcome {
  if (status >= 200 && status < 300) return { delivered: true }
  return { delivered: false, message: `${status} - ${text.trim()}`, isFinal: status >= 400 && status < 500 }
}

/**
 * Sends a POST. A kept connection that the other side closed at the very moment it was used again is no failure of the
 * webhook's: then it goes out once more on a new one.
 */
async function send(post: Post): Promise<WebhookResponse> {
  const first = await sendOnce(post, post.agents.kept)
  if (first !== 'stale connection') return first
  const again = await sendOnce(post, post.agents.fresh)
  if (again !== 'stale connection') return again
  throw new Error('EOF')
}

function sendOnce(
  { url, headers, body, timeoutMs, signal }: Post,
  agent: Agent,
): Promise<WebhookResponse | 'stale connection'> {
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? requestHttps : requestHttp
    const request = send(url, { agent, headers, method: 'POST' })
    const timer = setTimeout(() => request.destroy(new WebhookTimeout()), timeoutMs)
    function abort() {
      return request.destroy(new Error('context canceled'))
    }
    signal.addEventListener('abort', abort)
    function settle() {
      clearTimeout(timer)
      signal.removeEventListener('abort', abort)
    }
    let hasResponse = false
    request.on('error', (error: NodeJS.ErrnoException) => {
      settle()
      const isStale = request.reusedSocket && !hasResponse && ['ECONNRESET', 'EPIPE'].includes(error.code ?? '')
      if (isStale) resolve('stale connection')
      else reject(error)
    })
    request.on('response', (response) => {
      hasResponse = true
      readResponse(response).then(resolve, reject).finally(settle)
    })
    request.end(body)
  })
}

/** Reads a response as far as it matters; one that goes on and on is left, and its connection with it. */
async function readResponse(response: IncomingMessage): Promise<WebhookResponse> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of response) {
    chunks.push(chunk)
    bytes += chunk.byteLength
    if (bytes > MAX_RESPONSE_BYTES) break
  }
  return { status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }
}
