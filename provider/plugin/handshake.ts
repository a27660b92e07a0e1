/** An environment, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>

/** What Terraform asks of the plugin, read from the environment it started the plugin with. */
export interface HandshakeTerms {
  /** PEM of the only client certificate to accept; undefined when Terraform disabled TLS. */
  readonly clientCertificatePem: string | undefined
}

/** Where the plugin listens, in go-plugin's terms. */
export interface PluginAddress {
  readonly network: 'unix' | 'tcp'
  /** A socket's path, or `127.0.0.1:PORT`. */
  readonly address: string
}

/**
 * Terraform's handshake cookie (hashicorp/terraform, internal/plugin/serve.go). It is not a secret: it
 * distinguishes a start by Terraform from a start by a person.
 */
const COOKIE = {
  name: 'TF_PLUGIN_MAGIC_COOKIE',
  value: 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2',
}

/** Version of go-plugin's own handshake (hashicorp/go-plugin, `CoreProtocolVersion`). */
const CORE_PROTOCOL_VERSION = 1

/** Major version of the Terraform plugin protocol that this program speaks. */
export const PLUGIN_PROTOCOL_VERSION = 6

/** Whether Terraform, not a person, started the program. */
export function isStartedByTerraform(env: Environment): boolean {
  return env[COOKIE.name] === COOKIE.value
}

/**
 * Reads what Terraform asks for. Throws, with a message for users, when a person started the program or when Terraform does not offer
 * protocol 6. An absent offer counts as 6, as in go-plugin's server: the client then checks the version in the handshake line.
 */
export function readHandshakeTerms(env: Environment, program: string): HandshakeTerms {
  if (!isStartedByTerraform(env)) throw new Error(startedByHand(program))
  const offered = env['PLUGIN_PROTOCOL_VERSIONS']
  if (offered && !offered.split(',').some((version) => Number(version) === PLUGIN_PROTOCOL_VERSION)) {
    throw new Error(noCommonProtocol(offered))
  }
  return { clientCertificatePem: env['PLUGIN_CLIENT_CERT'] || undefined }
}

function startedByHand(program: string): string {
  return [
    `${program} is a Terraform provider: a plugin that Terraform starts. It does nothing on its own.`,
    'Add it to required_providers in a configuration, run "terraform init", then "terraform plan".',
    'To run it under a debugger, start it with --debug and follow the instructions that it prints.',
  ].join('\n')
}

function noCommonProtocol(offered: string): string {
  return `it requires plugin protocol ${PLUGIN_PROTOCOL_VERSION}, but this Terraform offers only ${offered}. Use Terraform 1.0 or later, or OpenTofu.`
}

/**
 * The one line that goes to stdout (hashicorp/go-plugin, docs/internals.md): core version, protocol version, network,
 * address, protocol, and the server's certificate in base64 without padding (empty without TLS).
 */
export function handshakeLine(address: PluginAddress, certificate: Uint8Array | undefined): string {
  const encoded = Buffer.from(certificate ?? [])
    .toString('base64')
    .replace(/=+$/, '')
  return `${[CORE_PROTOCOL_VERSION, PLUGIN_PROTOCOL_VERSION, address.network, address.address, 'grpc', encoded].join('|')}\n`
}
