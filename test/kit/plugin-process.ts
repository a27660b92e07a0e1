import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { createCertificate } from '../../provider/plugin/certificate'
import { toPem } from '../../provider/plugin/pem'
import { GRPCControllerDefinition } from '../../provider/protocol/generated/go-plugin'
import { type ClientTls, connectGrpc, type GrpcClient } from './grpc-client'

/** What to start, and in which environment. */
export interface PluginCommand {
  readonly command: string
  readonly args?: readonly string[]
  /** Added to this process's environment; undefined removes a variable. */
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly cwd?: string
  /** False starts the plugin as `TF_DISABLE_PLUGIN_TLS` does: no certificates, plain HTTP/2. Default: true. */
  readonly tls?: boolean
}

/** The handshake line, in its parts (hashicorp/go-plugin, docs/internals.md). */
export interface Handshake {
  readonly line: string
  readonly coreProtocolVersion: number
  readonly protocolVersion: number
  readonly network: string
  readonly address: string
  readonly protocol: string
  /** As sent: base64 without padding; empty without TLS. */
  readonly certificate: string
}

/** How a process ended: one of both is null. */
interface Exit {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

/** A plugin that runs, and a client on its connection. */
export interface PluginProcess {
  readonly pid: number
  readonly handshake: Handshake
  readonly client: GrpcClient
  /** The client's side of mutual TLS; undefined without TLS. */
  readonly tls: ClientTls | undefined
  /** Lines of stderr so far. */
  readonly stderr: readonly string[]
  /** Lines of stdout after the handshake; there should be none. */
  readonly stdout: readonly string[]
  /** Resolves when the process has ended and its outputs are read to the end. */
  readonly exited: Promise<Exit>
  /** Resolves with the first line of stderr, past or coming, that holds the text; rejects when the process ends without it. */
  waitForLog(text: string): Promise<string>
  /** Ends the plugin as Terraform does: asks for it, and kills after two seconds, as go-plugin does. */
  shutdown(): Promise<Exit>
  kill(signal?: NodeJS.Signals): void
}

/** Terraform's own values (hashicorp/terraform, internal/plugin/serve.go; hashicorp/go-plugin, client.go). */
const TERRAFORM_ENVIRONMENT = {
  TF_PLUGIN_MAGIC_COOKIE: 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2',
  PLUGIN_PROTOCOL_VERSIONS: '6,5',
  PLUGIN_MIN_PORT: '10000',
  PLUGIN_MAX_PORT: '25000',
} as const

/** How long go-plugin waits between the request to end and the kill. */
const SHUTDOWN_MS = 2000

/**
 * Starts a provider executable, shakes hands and connects, as Terraform does. Rejects with what the program wrote to stderr when
 * it ends before the handshake line.
 */
export async function startPluginProcess(command: PluginCommand): Promise<PluginProcess> {
  const own = command.tls === false ? undefined : createCertificate(new Date())
  const ownCert = own && toPem(own.der)
  const child = spawnPlugin(command, ownCert)
  const output = collectOutput(child)
  const handshake = parseHandshake(await output.firstLine)
  const tls =
    own && ownCert ? clientTls(own.privateKey.export({ type: 'pkcs8', format: 'pem' }), ownCert, handshake) : undefined
  const client = await connectGrpc(handshake.network, handshake.address, tls).catch((error) => {
    child.kill('SIGKILL')
    throw error
  })
  return {
    ...output,
    pid: child.pid ?? 0,
    handshake,
    client,
    tls,
    shutdown: () => shutDown(child, client, output.exited),
    kill: (signal) => void child.kill(signal),
  }
}

function spawnPlugin({ command, args = [], env, cwd }: PluginCommand, clientCert: string | undefined): ChildProcess {
  return spawn(command, [...args], {
    ...(cwd === undefined ? {} : { cwd }),
    env: { ...process.env, ...TERRAFORM_ENVIRONMENT, PLUGIN_CLIENT_CERT: clientCert, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

function clientTls(key: string | Buffer, cert: string, handshake: Handshake): ClientTls {
  return { key: key.toString(), cert, serverCert: toPem(Buffer.from(handshake.certificate, 'base64')) }
}

/** Takes a handshake line apart. Throws when it is none. */
export function parseHandshake(line: string): Handshake {
  const [core, version, network = '', address = '', protocol = '', certificate = '', ...rest] = line.split('|')
  if (rest.length > 0 || protocol === '') throw new Error(`not a handshake line: ${line}`)
  return {
    line,
    coreProtocolVersion: Number(core),
    protocolVersion: Number(version),
    network,
    address,
    protocol,
    certificate,
  }
}

function collectOutput(child: ChildProcess) {
  const stdout: string[] = []
  const stderr: string[] = []
  const seen = new Set<() => void>()
  function collect(add: (line: string) => void) {
    return (line: string) => {
      add(line)
      for (const look of seen) look()
    }
  }
  const exited = new Promise<Exit>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => {
      resolve({ code, signal })
      for (const look of seen) look()
    })
  })
  const firstLine = new Promise<string>((resolve, reject) => {
    if (!child.stdout || !child.stderr) throw new Error('the plugin was started without pipes')
    createInterface(child.stderr).on(
      'line',
      collect((line) => stderr.push(line)),
    )
    const reader = createInterface(child.stdout)
    reader.once('line', (line) => {
      resolve(line)
      reader.on(
        'line',
        collect((line) => stdout.push(line)),
      )
    })
    exited.then(
      ({ code, signal }) =>
        reject(new Error(`the plugin ended (${signal ?? code}) before its handshake:\n${stderr.join('\n')}`)),
      reject,
    )
  })
  return { stdout, stderr, exited, firstLine, waitForLog: (text: string) => waitForLine(stderr, seen, exited, text) }
}

function waitForLine(
  lines: readonly string[],
  seen: Set<() => void>,
  exited: Promise<Exit>,
  text: string,
): Promise<string> {
  return new Promise((resolve, reject) => {
    function look() {
      const line = lines.find((candidate) => candidate.includes(text))
      if (line === undefined) return
      seen.delete(look)
      resolve(line)
    }
    seen.add(look)
    look()
    exited.then(() => reject(new Error(`the plugin ended without logging "${text}":\n${lines.join('\n')}`)), reject)
  })
}

async function shutDown(child: ChildProcess, client: GrpcClient, exited: Promise<Exit>): Promise<Exit> {
  const timer = setTimeout(() => child.kill('SIGKILL'), SHUTDOWN_MS)
  // The process may be gone before it answers, which is what was asked for.
  await client.call(GRPCControllerDefinition, 'shutdown', {}).catch(() => {})
  client.close()
  const exit = await exited
  clearTimeout(timer)
  return exit
}
