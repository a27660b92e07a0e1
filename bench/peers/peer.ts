import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { platformOf } from '../../cli/platform'
import type { Emulator } from '../../emulator/index'
import { NEUTRAL } from '../neutral-environment'
import type { Variables } from '../provider-start'
import { run, type Terraform, type Workspace } from '../terraform'
import { webhookStreams } from '../webhook-streams'

/** A provider as its users have it: installed from a mirror, with a lock file. */
export interface Peer {
  readonly name: string
  readonly source: string
  /** The installed executable. */
  readonly executable: string
  /** Terraform's CLI configuration that names the mirror. */
  readonly cliConfig: string
  /** What this provider reads the tenant's address and certificate from. */
  environment(tenant: Emulator): Variables
}

const OURS = 'auth0-event-streams/auth0'
const OFFICIAL = 'auth0/auth0'
const HOST = 'registry.terraform.io'

function trustByNode({ domain, caFile }: Emulator): Variables {
  return { AUTH0_DOMAIN: domain, NODE_EXTRA_CA_CERTS: caFile }
}
function trustByGo({ domain, caFile }: Emulator): Variables {
  return {
    AUTH0_DOMAIN: domain.replace('https://', ''),
    SSL_CERT_FILE: caFile,
  }
}

/** The official provider, from its release's executable, whose name tells the version. Throws when the path cannot be one. */
export function officialPeer(path: string, scratch: string): Peer {
  const version = /_v(\d+\.\d+\.\d+)/.exec(basename(path))?.[1]
  if (version === undefined || !existsSync(path))
    throw new Error(`--official cannot be "${path}"; it is an executable named terraform-provider-auth0_vVERSION.`)
  const files = [{ from: resolve(path), to: `terraform-provider-auth0_v${version}` }]
  return {
    name: `official ${version}`,
    source: OFFICIAL,
    ...mirror(OFFICIAL, version, files, scratch),
    environment: trustByGo,
  }
}

/** This provider as the self-contained executable of a release. */
export function selfContainedPeer(path: string, version: string, scratch: string): Peer {
  const files = [{ from: resolve(path), to: `terraform-provider-auth0_v${version}` }]
  return { name: 'self-contained', source: OURS, ...mirror(OURS, version, files, scratch), environment: trustByNode }
}

/** This provider as the npm package installs it. */
export function packagePeer(dist: string, version: string, scratch: string): Peer {
  const files = [
    { from: join(dist, 'terraform-provider-auth0'), to: `terraform-provider-auth0_v${version}` },
    ...['provider', 'package.json'].map((name) => ({ from: join(dist, name), to: name })),
  ]
  const node = `npm package, Node ${process.versions.node.split('.')[0]}`
  return { name: node, source: OURS, ...mirror(OURS, version, files, scratch), environment: trustByNode }
}

const PLATFORM = platformOf({ system: process.platform, processor: process.arch })

function mirror(
  source: string,
  version: string,
  files: readonly { readonly from: string; readonly to: string }[],
  scratch: string,
): Pick<Peer, 'executable' | 'cliConfig'> {
  const root = mkdtempSync(join(scratch, 'mirror-'))
  const folder = join(root, HOST, source, version, PLATFORM)
  mkdirSync(folder, { recursive: true })
  for (const { from, to } of files) cpSync(from, join(folder, to), { recursive: true })
  const executable = join(folder, `terraform-provider-auth0_v${version}`)
  chmodSync(executable, 0o755)
  const cliConfig = join(root, 'cli.tfrc')
  writeFileSync(
    cliConfig,
    `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(root)}\n  }\n}\n`,
  )
  return { executable, cliConfig }
}

/** A folder with that many streams in its configuration, initialized: the lock file makes Terraform hash the provider each time. */
export async function openWorkspace(
  peer: Peer,
  tenant: Emulator,
  terraform: Terraform,
  count: number,
  scratch: string,
): Promise<Workspace> {
  const folder = mkdtempSync(join(scratch, 'workspace-'))
  const temporary = mkdtempSync(join(scratch, 't-'))
  const { clientId, clientSecret } = tenant
  const credentials = { AUTH0_CLIENT_ID: clientId, AUTH0_CLIENT_SECRET: clientSecret, ...peer.environment(tenant) }
  const workspace = {
    folder,
    env: { ...NEUTRAL, ...credentials, TMPDIR: temporary, TF_CLI_CONFIG_FILE: peer.cliConfig },
  }
  writeStreams(peer, workspace, count)
  await run(terraform, ['init', '-input=false'], workspace)
  return workspace
}

/** Writes the configuration of that many streams. Their names keep the folder's; the first part of the endpoints' paths may be another. */
export function writeStreams({ source }: Peer, { folder }: Workspace, count: number, path = 'streams'): void {
  const streams = { source, prefix: basename(folder), count, path: `${path}/\${count.index}` }
  writeFileSync(join(folder, 'main.tf'), webhookStreams(streams))
}
