import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { GRPCControllerDefinition } from '../provider/protocol/generated/go-plugin'
import { ProviderDefinition } from '../provider/protocol/generated/tfplugin6'
import { connectGrpc } from '../test/kit/grpc-client'
import { type Handshake, parseHandshake, startPluginProcess } from '../test/kit/plugin-process'
import { startClock } from './measure'

/** Terraform's side of mutual TLS, in PEM. */
export interface ClientIdentity {
  readonly key: string
  readonly cert: string
}

/** Milliseconds since the process was spawned. */
export interface StartTimes {
  readonly handshakeMs: number
  readonly schemaMs: number
}

/** Variables on top of this process's own; undefined removes one. */
export type Variables = Readonly<Record<string, string | undefined>>

/** As Terraform sets it (hashicorp/terraform, internal/plugin/serve.go). */
const TERRAFORM_ENVIRONMENT = {
  TF_PLUGIN_MAGIC_COOKIE: 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2',
  PLUGIN_PROTOCOL_VERSIONS: '6,5',
}

/** An identity made once, so that its making is in no measurement. */
export async function createClientIdentity(executable: string): Promise<ClientIdentity> {
  const plugin = await startPluginProcess({ command: executable })
  await plugin.shutdown()
  if (plugin.tls === undefined) throw new Error('the provider started without TLS')
  return plugin.tls
}

/** Starts a provider as Terraform does, asks for its schema, and ends it. */
export async function timeStart(executable: string, client: ClientIdentity, env: Variables): Promise<StartTimes> {
  const clock = startClock()
  const child = spawnProvider(executable, client, env)
  const line = await firstOutput(child)
  const handshakeMs = clock()
  const handshake = parseHandshake(line.trim())
  const grpc = await connectGrpc(handshake.network, handshake.address, { ...client, serverCert: serverPem(handshake) })
  await grpc.call(ProviderDefinition, 'getProviderSchema', {})
  const schemaMs = clock()
  const ended = once(child, 'exit')
  await grpc.call(GRPCControllerDefinition, 'shutdown', {}).catch(() => {})
  grpc.close()
  await ended
  return { handshakeMs, schemaMs }
}

/** Starts a provider of any protocol as Terraform does, and ends it at its handshake line; gives the milliseconds until then. */
export async function timeHandshake(executable: string, client: ClientIdentity, env: Variables): Promise<number> {
  const clock = startClock()
  const child = spawnProvider(executable, client, env)
  await firstOutput(child)
  const ms = clock()
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
  return ms
}

function spawnProvider(executable: string, client: ClientIdentity, env: Variables): ChildProcess {
  return spawn(executable, [], {
    env: { ...process.env, ...TERRAFORM_ENVIRONMENT, PLUGIN_CLIENT_CERT: client.cert, ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
}

/** The handshake line; it is written in one piece. */
function firstOutput(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.stdout?.once('data', (chunk: Buffer) => resolve(chunk.toString()))
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`the provider ended with code ${code} before its handshake`)))
  })
}

/** The handshake's base64 lacks the padding that PEM needs. */
function serverPem({ certificate }: Handshake): string {
  const lines =
    Buffer.from(certificate, 'base64')
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n')
}
