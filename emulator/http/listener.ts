import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import { getRequestListener } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Tenant } from '../tenant'
import { BrokenConnection } from './fault-response'

/** A tenant as a listener of Node's HTTP servers. Here, where the sockets are, connections are broken as faults demand. */
export function createListener(tenant: Tenant): RequestListener {
  const listener = getRequestListener(
    async (request, { incoming, outgoing }) => {
      try {
        return await tenant.fetch(request)
      } catch (error) {
        if (!(error instanceof BrokenConnection)) throw error
        await breakConnection(error, incoming as IncomingMessage, outgoing as ServerResponse)
        return RESPONSE_ALREADY_SENT
      }
    },
    { overrideGlobalObjects: false },
  )
  return (incoming, outgoing) => void listener(incoming, outgoing)
}

async function breakConnection(broken: BrokenConnection, { socket }: IncomingMessage, outgoing: ServerResponse) {
  const { connection, response } = broken
  if (connection !== 'truncate' || response === undefined) return reset(socket)
  const body = Buffer.from(await response.arrayBuffer())
  const headers = { ...Object.fromEntries(response.headers), 'content-length': String(body.length) }
  outgoing.writeHead(response.status, headers)
  outgoing.write(body.subarray(0, Math.floor(body.length / 2)), () => socket.destroy())
}

/** A TCP reset where there is one to send; a TLS connection can only be dropped. */
function reset(socket: Socket): void {
  if (socket instanceof TLSSocket) socket.destroy()
  else socket.resetAndDestroy()
}
