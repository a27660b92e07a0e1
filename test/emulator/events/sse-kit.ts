import { encodeOffset } from '../../../emulator/events/sse-cursor'
import type { Tenant } from '../../../emulator/index'

/** One frame of Server-Sent Events, its data parsed. Comments stand under `comment`. */
export interface Frame {
  readonly event?: string
  readonly id?: string
  readonly retry?: string
  readonly comment?: string
  // biome-ignore lint/suspicious/noExplicitAny: an answer's shape is what the tests are about
  readonly data?: any
}

/** The cursor before the first event of a tenant. */
export const BEGINNING = encodeOffset(0)

/** A client of `GET /events` without a socket. */
export interface SseClient {
  readonly status: number
  readonly headers: Headers
  /** The next chunk as frames; undefined when the server has ended the connection. */
  next(): Promise<Frame[] | undefined>
  /** Everything that is there already, without waiting for more. */
  soFar(): Promise<Frame[]>
  close(): Promise<void>
}

/** Connects to a tenant's events. */
export async function connect(tenant: Tenant, query = '', headers: Record<string, string> = {}): Promise<SseClient> {
  const authorization = `Bearer ${tenant.apiToken}`
  const response = await tenant.request(`/api/v2/events${query}`, { headers: { authorization, ...headers } })
  const reader = response.body?.getReader()
  async function read() {
    const { value } = (await reader?.read()) ?? {}
    return value && parseFrames(Buffer.from(value).toString('utf8'))
  }
  // A read that nobody has got anything from yet is the one that the next taker waits for.
  let pending: ReturnType<typeof read> | undefined
  async function take<Late>(wait: (frames: ReturnType<typeof read>) => Promise<Frame[] | undefined | Late>) {
    pending ??= read()
    const frames = await wait(pending)
    if (frames !== LATER) pending = undefined
    return frames
  }
  function next() {
    return take<never>((frames) => frames)
  }
  async function soFar() {
    const found: Frame[] = []
    for (let more = await take(now); Array.isArray(more); more = await take(now)) found.push(...more)
    return found
  }
  return { status: response.status, headers: response.headers, next, soFar, close: async () => reader?.cancel() }
}

/** Every frame that a tenant has for a client that starts at the beginning. */
export async function readSoFar(tenant: Tenant): Promise<Frame[]> {
  const client = await connect(tenant, '', { 'last-event-id': BEGINNING })
  const frames = await client.soFar()
  await client.close()
  return frames
}

/** Takes frames apart by the rules of Server-Sent Events. */
export function parseFrames(text: string): Frame[] {
  const blocks = text.split('\n\n').filter((block) => block !== '')
  return blocks.map((block) => Object.fromEntries(block.split('\n').map(parseLine)))
}

function parseLine(line: string): [string, unknown] {
  const [, name = '', value = ''] = /^([^:]*):? ?(.*)$/.exec(line) ?? []
  if (name === '') return ['comment', value]
  return [name, name === 'data' ? JSON.parse(value) : value]
}

const LATER = Symbol('later')

/** What a promise gives if it gives it at once. */
async function now<Value>(promise: Promise<Value>): Promise<Value | typeof LATER> {
  const later = new Promise<typeof LATER>((resolve) => setImmediate(() => resolve(LATER)))
  return await Promise.race([promise, later])
}
