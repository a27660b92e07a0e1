import { randomUUID } from 'node:crypto'
import { type Emulator, type Json, type JsonObject, startEmulator, type TenantOptions } from '../../emulator/index'

/** What the contract suite speaks to: the emulator, or a real tenant when the environment names one. */
export interface Target {
  readonly url: string
  readonly audience: string
  readonly clientId: string
  readonly clientSecret: string
  /** Present when the target is the emulator. */
  readonly emulator?: Emulator
  readonly call: (method: string, path: string, body?: Json, headers?: Record<string, string>) => Promise<Answer>
  /** Deletes what the suite created, and stops what it started. */
  readonly close: () => Promise<void>
}

/** An HTTP answer, body parsed. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  // biome-ignore lint/suspicious/noExplicitAny: an answer's shape is what the tests are about
  readonly body: any
}

const { AUTH0_CONTRACT_DOMAIN, AUTH0_CONTRACT_CLIENT_ID, AUTH0_CONTRACT_CLIENT_SECRET } = process.env

/** Whether the suite runs against a real tenant: all three AUTH0_CONTRACT_ variables are set. */
const ON_REAL_TENANT = [AUTH0_CONTRACT_DOMAIN, AUTH0_CONTRACT_CLIENT_ID, AUTH0_CONTRACT_CLIENT_SECRET].every(Boolean)

/** A case that only the emulator can answer; on a real tenant it is skipped, and its name says why. */
export function itOnEmulator(name: string, reason: string, run: () => Promise<void>): void {
  if (ON_REAL_TENANT) it.skip(`${name} [emulator only: ${reason}]`, run)
  else it(name, run)
}

/** Opens the target. Options shape the emulator; a real tenant is as it is. */
export async function openTarget(options: TenantOptions = {}): Promise<Target> {
  const emulator = ON_REAL_TENANT ? undefined : await startEmulator(options)
  const url = emulator?.url ?? `https://${AUTH0_CONTRACT_DOMAIN}`
  const clientId = emulator?.clientId ?? AUTH0_CONTRACT_CLIENT_ID ?? ''
  const clientSecret = emulator?.clientSecret ?? AUTH0_CONTRACT_CLIENT_SECRET ?? ''
  const audience = `${url}/api/v2/`
  const token = await fetchToken({ url, clientId, clientSecret, audience })
  const created: string[] = []
  const call: Target['call'] = async (method, path, body, headers = {}) => {
    const answer = await send(`${url}${path}`, method, body, { authorization: `Bearer ${token}`, ...headers })
    if (method === 'POST' && answer.status === 201) created.push(`${path}/${answer.body.id}`)
    return answer
  }
  async function close() {
    if (emulator === undefined) for (const path of created.reverse()) await call('DELETE', path)
    await emulator?.close()
  }
  return { url, audience, clientId, clientSecret, ...(emulator === undefined ? {} : { emulator }), call, close }
}

/** One request; the body goes as JSON unless it is text, which goes as it is. */
export async function send(
  url: string,
  method: string,
  body?: Json,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const content = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }
  const type: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' }
  const response = await fetch(url, { method, headers: { ...type, ...headers }, ...content })
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, body: text === '' ? undefined : parse(text) }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

async function fetchToken(target: Pick<Target, 'url' | 'clientId' | 'clientSecret' | 'audience'>): Promise<string> {
  const { clientId: client_id, clientSecret: client_secret, audience } = target
  const grant = { grant_type: 'client_credentials', client_id, client_secret, audience }
  const { body } = await send(`${target.url}/oauth/token`, 'POST', grant)
  return body.access_token
}

/** A name that no earlier run has used. */
export function uniqueName(label = 'contract'): string {
  return `${label}-${randomUUID()}`
}

/** A webhook stream's body; what the case is about is given, the rest does not matter to it. */
export function webhookStream(overrides: JsonObject = {}): JsonObject {
  return {
    name: uniqueName(),
    subscriptions: [{ event_type: 'user.created' }],
    destination: webhook({ method: 'bearer', token: 'first-token' }),
    ...overrides,
  }
}

/** A webhook destination with that authorization. */
export function webhook(authorization: JsonObject, endpoint = 'https://example.com/hook'): JsonObject {
  return { type: 'webhook', configuration: { webhook_endpoint: endpoint, webhook_authorization: authorization } }
}

/** An EventBridge stream's body. */
export function eventBridgeStream(overrides: JsonObject = {}): JsonObject {
  const configuration = { aws_account_id: '123456789012', aws_region: 'us-east-1' }
  return webhookStream({ destination: { type: 'eventbridge', configuration }, ...overrides })
}

/** A well-formed id that belongs to nothing. */
export const UNKNOWN_ID = 'est_1111111111111111111111'
