import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { hostPlatform } from '../../build/release/platforms'
import { createLoopbackCertificate } from '../../emulator/http/certificate'
import { type Emulator, startEmulator } from '../../emulator/index'

const run = promisify(execFile)

const CONFIGURATION = `terraform {
  required_providers {
    auth0 = { source = "auth0-event-streams/auth0" }
  }
}

provider "auth0" {}

resource "auth0_event_stream" "bus" {
  name             = "bus"
  destination_type = "eventbridge"
  subscriptions    = ["user.created"]
  eventbridge_configuration {
    aws_account_id = "123456789012"
    aws_region     = "us-east-1"
  }
}

resource "auth0_event_stream" "hook" {
  count            = 20
  name             = "hook-\${count.index}"
  destination_type = "webhook"
  subscriptions    = ["user.created", "user.deleted"]
  webhook_configuration {
    webhook_endpoint = "https://example.com/\${count.index}"
    webhook_authorization {
      method = "bearer"
      token  = "secret-\${count.index}"
    }
  }
}
`

/** What a client is asked to do, and what it must say; 2 of a plan would be that there is still something to do. */
const LIFE: readonly (readonly [command: string, args: readonly string[], said: string])[] = [
  ['init', ['-input=false'], 'successfully initialized'],
  ['validate', [], 'The configuration is valid'],
  ['apply', ['-input=false', '-auto-approve'], '21 added, 0 changed, 0 destroyed'],
  ['plan', ['-input=false', '-detailed-exitcode'], 'No changes.'],
  ['destroy', ['-input=false', '-auto-approve'], '21 destroyed'],
]

type Layout = 'network' | 'folder'

/** Outside Linux, Go programs trust the system's certificates alone, so that a mirror of a test cannot be reached over https. */
const LAYOUTS: readonly Layout[] = process.platform === 'linux' ? ['network', 'folder'] : ['folder']

/**
 * Takes the release in `release/` through a life of streams on this machine, once from each kind of mirror, with a client such as
 * `terraform`, in an environment that holds next to nothing: an empty folder as PATH, so no Node.js. Throws when it goes otherwise.
 */
async function tryRelease(client: string, layout: Layout): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'release-'))
  const tenant = await startEmulator({ tls: true })
  const mirror = await openMirror(folder, layout)
  try {
    writeFileSync(join(folder, 'main.tf'), CONFIGURATION)
    const command = await findCommand(client)
    const env = { ...environment(tenant, folder), ...mirror.env }
    for (const [name, args, said] of LIFE) {
      // Not synchronous, since tenant and mirror answer in this process.
      const { stdout } = await run(command, [name, ...args, '-no-color'], { cwd: folder, env })
      if (!stdout.includes(said)) throw new Error(`${client} ${name} did not say ${JSON.stringify(said)}:\n${stdout}`)
      console.log(`${client} ${name}, from a ${layout} mirror: ${said}`)
    }
  } finally {
    mirror.close()
    await tenant.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function findCommand(client: string): Promise<string> {
  const locate = process.platform === 'win32' ? 'where' : 'which'
  return resolve((await run(locate, [client])).stdout.trim().split(/\r?\n/)[0] ?? client)
}

interface Mirror {
  readonly env: NodeJS.ProcessEnv
  close(): void
}

async function openMirror(folder: string, layout: Layout): Promise<Mirror> {
  const dir = join(folder, 'mirror')
  const isServed = layout === 'network'
  const options = ['--platform', hostPlatform().name, '--dir', dir, ...(isServed ? ['--layout', 'network'] : [])]
  const install = ['install', '--release', 'release', ...options]
  await run(process.execPath, [join('dist', 'cli', 'main.js'), ...install])
  const cliConfig = join(folder, 'cli.tfrc')
  const env = { TF_CLI_CONFIG_FILE: cliConfig, TF_PLUGIN_CACHE_DIR: '' }
  if (!isServed) {
    writeFileSync(cliConfig, installation(`filesystem_mirror {\n    path = ${JSON.stringify(dir)}`))
    return { env, close() {} }
  }
  const { server, caFile } = await serve(dir, folder)
  const { port } = server.address() as AddressInfo
  writeFileSync(cliConfig, installation(`network_mirror {\n    url = "https://127.0.0.1:${port}/"`))
  return { env: { ...env, SSL_CERT_FILE: caFile }, close: () => void server.close() }
}

function installation(method: string): string {
  return `provider_installation {\n  ${method}\n  }\n}\n`
}

/** What any web server does with the files of a network mirror. */
async function serve(dir: string, folder: string): Promise<{ readonly server: Server; readonly caFile: string }> {
  const { key, cert, caCert } = await createLoopbackCertificate()
  const caFile = join(folder, 'mirror-ca.pem')
  writeFileSync(caFile, caCert)
  const server = createServer({ key, cert }, (request, response) => {
    const path = new URL(request.url ?? '/', 'https://mirror').pathname
    response.setHeader('content-type', path.endsWith('.json') ? 'application/json' : 'application/zip')
    response.end(readFileSync(join(dir, path)))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return { server, caFile }
}

function environment(tenant: Emulator, folder: string): NodeJS.ProcessEnv {
  const emptyFolder = join(folder, 'path')
  mkdirSync(emptyFolder)
  const { domain, clientId, clientSecret, caFile } = tenant
  const credentials = { AUTH0_DOMAIN: domain, AUTH0_CLIENT_ID: clientId, AUTH0_CLIENT_SECRET: clientSecret }
  const system = { SYSTEMROOT: process.env['SYSTEMROOT'], TEMP: folder, TMP: folder, APPDATA: folder }
  return {
    ...(process.platform === 'win32' && system),
    ...credentials,
    NODE_EXTRA_CA_CERTS: caFile,
    HOME: folder,
    PATH: emptyFolder,
    CHECKPOINT_DISABLE: '1',
  }
}

async function main(client: string): Promise<void> {
  for (const layout of LAYOUTS) await tryRelease(client, layout)
}

if (require.main === module)
  main(process.argv[2] ?? 'terraform').catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  })
