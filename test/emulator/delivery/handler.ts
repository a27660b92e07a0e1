import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { CloudEvent } from '../../../emulator/index'

/** What a handler does with one call: a status (with a body), or something worse. */
export type Reply = number | { status: number; body?: string; headers?: Record<string, string> } | 'hang' | 'reset'

/** One call that came in. */
export interface Call {
  readonly method: string
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly event: CloudEvent
  /** The caller's port: the same for calls on one connection. */
  readonly port: number | undefined
}

/** A webhook handler on loopback. */
export interface Handler {
  readonly url: string
  readonly calls: Call[]
  /** The replies to the next calls; the last one stays. */
  reply(...replies: readonly Reply[]): void
  close(): Promise<void>
}

/** Starts a handler that answers 204 until it is told otherwise. */
export async function startHandler(tls?: { key: string; cert: string }): Promise<Handler> {
  const calls: Call[] = []
  let replies: readonly Reply[] = [204]
  function listener(request: IncomingMessage, response: ServerResponse) {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const event = JSON.parse(Buffer.concat(chunks).toString('utf8'))
      const { method = '', url: path = '', headers } = request
      calls.push({ method, path, headers, event, port: request.socket.remotePort })
      const [reply = 204, ...others] = replies
      if (others.length > 0) replies = others
      answer(response, reply)
    })
  }
  const server = tls === undefined ? createServer(listener) : createTlsServer(tls, listener)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    calls,
    reply: (...next) => {
      replies = next
    },
    async close() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

function answer(response: ServerResponse, reply: Reply): void {
  if (reply === 'hang') return
  if (reply === 'reset') return void response.socket?.destroy()
  const { status, body, headers = {} } = typeof reply === 'number' ? { status: reply, body: undefined } : reply
  response.writeHead(status, headers).end(body)
}
