import { mkdtempSync, rmdirSync, unlinkSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Environment, PluginAddress } from './handshake'

/** A listening socket that holds connections until somebody takes them. */
export interface Listener {
  readonly address: PluginAddress
  /** Hands over the connections held so far and all later ones. */
  accept(handler: (socket: Socket) => void): void
}

/** The longest socket path every system takes: `sun_path` holds 104 bytes on macOS (108 on Linux) with the closing zero. */
const MAX_SOCKET_PATH_BYTES = 103

/** Enough for a system whose temporary folder has a long name. */
const SHORT_FOLDER = '/tmp'

/**
 * Opens the socket that Terraform will connect to: a unix socket in a private folder, which is removed when the process exits, or
 * TCP on loopback where there are none. Throws when no socket can be opened.
 */
export async function listen(env: Environment, network: PluginAddress['network']): Promise<Listener> {
  return network === 'unix' ? listenOnSocket(env) : listenOnPort(env)
}

async function listenOnSocket(env: Environment): Promise<Listener> {
  const folder = createSocketFolder([env['PLUGIN_UNIX_SOCKET_DIR'], tmpdir(), SHORT_FOLDER])
  const path = join(folder, 'plugin')
  process.once('exit', () => removeSocket(path, folder))
  const server = createServer()
  await listening(server, () => openSocket(server, path))
  return createListener(server, { network: 'unix', address: path })
}

/** A fresh folder with mode 0700, so that nobody else can reach the socket, in the first place that is short enough. */
function createSocketFolder(parents: readonly (string | undefined)[]): string {
  const parent = parents.find(
    (path) => path && Buffer.byteLength(join(path, 'plugin-XXXXXX/plugin')) <= MAX_SOCKET_PATH_BYTES,
  )
  return mkdtempSync(join(parent ?? SHORT_FOLDER, 'plugin-'))
}

/** Takes the first free port of the range that Terraform allows; without a range, any free one. */
async function listenOnPort(env: Environment): Promise<Listener> {
  const first = Number(env['PLUGIN_MIN_PORT'] ?? 0)
  const last = Number(env['PLUGIN_MAX_PORT'] ?? first)
  for (let port = first; port <= last; port += 1) {
    const server = createServer()
    try {
      const bound = await listening(server, () => server.listen(port, '127.0.0.1'))
      return createListener(server, { network: 'tcp', address: `127.0.0.1:${bound}` })
    } catch (error) {
      if (!isPortTaken(error)) throw error
    }
  }
  throw new Error(`No port between ${first} and ${last} (PLUGIN_MIN_PORT, PLUGIN_MAX_PORT) is free on 127.0.0.1.`)
}

function isPortTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES')
}

/** Resolves with the bound port, 0 for a unix socket. */
function listening(server: Server, open: () => void): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.once('listening', () => {
      server.off('error', reject)
      const bound = server.address()
      resolve(typeof bound === 'object' && bound !== null ? bound.port : 0)
    })
    open()
  })
}

/**
 * What `listen` calls in the end, in Node since its beginnings. Going there directly spares the start the loading of `cluster` and
 * `child_process`, about a millisecond; a runtime without it gets the public call.
 */
interface DirectListen {
  _listen2?(path: string, port: -1, addressType: -1, backlog: number): void
}

/** Node's own default. */
const BACKLOG = 511

function openSocket(server: Server & DirectListen, path: string): void {
  if (server._listen2) server._listen2(path, -1, -1, BACKLOG)
  else server.listen({ path, backlog: BACKLOG })
}

function createListener(server: Server, address: PluginAddress): Listener {
  let handler: ((socket: Socket) => void) | undefined
  const held: Socket[] = []
  server.on('connection', (socket) => {
    if (handler) handler(socket)
    else held.push(socket)
  })
  return {
    address,
    accept(next) {
      handler = next
      for (const socket of held.splice(0)) next(socket)
    },
  }
}

function removeSocket(path: string, folder: string): void {
  try {
    unlinkSync(path)
    rmdirSync(folder)
  } catch {
    // Removed by somebody else; at exit nobody is left to tell.
  }
}
