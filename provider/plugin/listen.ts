import { mkdtempSync, rmdirSync, unlinkSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Environment, PluginAddress } from './handshake'

/** A listening socket that queues connections until a handler accepts them. */
export interface Listener {
  readonly address: PluginAddress
  /** Passes the queued connections and all later ones to the handler. */
  accept(handler: (socket: Socket) => void): void
}

/** The longest socket path that every system accepts: `sun_path` holds 104 bytes on macOS (108 on Linux) with the closing zero. */
const MAX_SOCKET_PATH_BYTES = 103

/** For a system whose temporary folder has a long name or cannot be used. */
const SHORT_FOLDERS = ['/tmp', '/var/tmp', '/dev/shm']

/**
 * Opens the socket that Terraform will connect to: a unix socket in a private folder, which is removed when the process exits, or
 * TCP on loopback. Throws when no socket can be opened.
 */
export async function listen(env: Environment, network: PluginAddress['network']): Promise<Listener> {
  return network === 'unix' ? listenOnSocket(env) : listenOnPort(env)
}

async function listenOnSocket(env: Environment): Promise<Listener> {
  const faults: string[] = []
  for (const parent of placesFor(env)) {
    try {
      return await listenBelow(parent)
    } catch (error) {
      faults.push(`${parent} (${error instanceof Error ? error.message : error})`)
    }
  }
  throw new Error(
    `no folder can hold its socket: ${faults.join(', ')}. Set TMPDIR to a folder that this user may write to.`,
  )
}

/** The folders to try, each once, without those whose names are too long. */
function placesFor(env: Environment): ReadonlySet<string> {
  const places = [env['PLUGIN_UNIX_SOCKET_DIR'], tmpdir(), ...SHORT_FOLDERS]
  return new Set(places.flatMap((path) => (path ? [resolve(path)] : [])).filter(isShort))
}

function isShort(path: string): boolean {
  return Buffer.byteLength(join(path, 'plugin-XXXXXX/plugin')) <= MAX_SOCKET_PATH_BYTES
}

/** Listens in a new folder with mode 0700, so that other users cannot reach the socket. */
async function listenBelow(parent: string): Promise<Listener> {
  const folder = mkdtempSync(join(parent, 'plugin-'))
  const path = join(folder, 'plugin')
  const server = createServer()
  try {
    await listening(server, () => openSocket(server, path))
  } catch (error) {
    removeSocket(path, folder)
    throw error
  }
  process.once('exit', () => removeSocket(path, folder))
  return createListener(server, { network: 'unix', address: path })
}

/** Listens on the first free port of the range that Terraform allows; without a range, on any free one. */
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
  throw new Error(`no port between ${first} and ${last} (PLUGIN_MIN_PORT, PLUGIN_MAX_PORT) is free on 127.0.0.1.`)
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
 * The function that `listen` calls in all versions of Node. Calling it directly avoids loading `cluster` and `child_process`, about a
 * millisecond at start; a runtime without it gets the public call.
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
  const queued: Socket[] = []
  server.on('connection', (socket) => {
    if (handler) handler(socket)
    else queued.push(socket)
  })
  return {
    address,
    accept(next) {
      handler = next
      for (const socket of queued.splice(0)) next(socket)
    },
  }
}

function removeSocket(path: string, folder: string): void {
  quietly(() => unlinkSync(path))
  quietly(() => rmdirSync(folder))
}

function quietly(remove: () => void): void {
  try {
    remove()
  } catch {
    // Already removed. The process exits, so any other failure has no consequence.
  }
}
