import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { listen, stop } from '../../kit/loopback-server'

/** A request as the server saw it. */
export interface Seen {
  readonly method: string
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

/** Answers one request; `nth` counts the requests of the same method and path, from 1. */
export type Answer = (response: ServerResponse, nth: number, seen: Seen) => void

/** A real HTTP server on loopback whose answers a test decides. */
export interface Tenant {
  readonly domain: string
  /** Requests in order, `POST /oauth/token` included. */
  readonly seen: Seen[]
  /** The requests as `METHOD /path`, those for tokens left out. */
  calls(): string[]
  /** How often a token was asked for. */
  tokenCalls(): number
  close(): Promise<void>
}

/** What the server says to token requests and to all others. */
export interface Answers {
  readonly token?: Answer
  readonly api?: Answer
}

/** An answer of JSON. */
export function json(status: number, body: unknown, headers: Record<string, string> = {}): Answer {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
    response.end(JSON.stringify(body))
  }
}

/** The answers one after the other; the last one again and again. */
export function inTurn(...answers: readonly Answer[]): Answer {
  return (response, nth, seen) => answers[Math.min(nth, answers.length) - 1]?.(response, nth, seen)
}

/** No answer: the connection breaks after the request was read. */
export const reset: Answer = (response) => void response.socket?.destroy()

/** No answer, ever. */
export const silence: Answer = () => {}

/** `token-1`, `token-2`, … each with the life given in seconds. */
export function numberedToken(expiresIn = 86_400): Answer {
  return (response, nth, seen) =>
    json(200, { access_token: `token-${nth}`, expires_in: expiresIn, token_type: 'Bearer' })(response, nth, seen)
}

/** Requests that were seen, and a function that adds one and returns how many like it there are. */
export function createRecord() {
  const seen: Seen[] = []
  function record(one: Seen): number {
    seen.push(one)
    return seen.filter(({ method, url }) => one.method === method && one.url === url).length
  }
  return { seen, record }
}

/** Handles requests and records them. */
export function listener(
  record: (one: Seen) => number,
  { token = numberedToken(), api = silence }: Answers,
): RequestListener {
  return async (request, response) => {
    const { method = '', url = '', headers } = request
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const one = { method, url, headers, body: Buffer.concat(chunks).toString() }
    const nth = record(one)
    const answer = url === '/oauth/token' ? token : api
    answer(response, nth, one)
  }
}

/** Starts a tenant on a free port of 127.0.0.1. */
export async function startTenant(answers: Answers): Promise<Tenant> {
  const { seen, record } = createRecord()
  const server = createServer(listener(record, answers))
  const port = await listen(server)
  return {
    domain: `http://127.0.0.1:${port}`,
    seen,
    calls: () => seen.filter(({ url }) => url !== '/oauth/token').map(({ method, url }) => `${method} ${url}`),
    tokenCalls: () => seen.filter(({ url }) => url === '/oauth/token').length,
    close: () => stop(server),
  }
}
