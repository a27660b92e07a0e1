import { execFile } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { hostPlatform } from '../../build/release/platforms'
import { type Emulator, startEmulator } from '../../emulator/index'

const HOSTS = ['registry.terraform.io', 'registry.opentofu.org']

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

/** Takes the release in `release/` through a life of streams on this machine, with a client such as `terraform`. Throws when it goes otherwise. */
async function tryRelease(client: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'release-'))
  const tenant = await startEmulator({ tls: true })
  try {
    writeFileSync(join(folder, 'main.tf'), CONFIGURATION)
    const env = environment(tenant, createMirror(folder))
    for (const [command, args, said] of LIFE) {
      // Not synchronous, since the tenant answers in this process.
      const { stdout } = await promisify(execFile)(client, [command, ...args, '-no-color'], { cwd: folder, env })
      if (!stdout.includes(said))
        throw new Error(`${client} ${command} did not say ${JSON.stringify(said)}:\n${stdout}`)
      console.log(`${client} ${command}: ${said}`)
    }
  } finally {
    await tenant.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

function createMirror(folder: string): string {
  const zip = readdirSync('release').find((name) => name.endsWith(`_${hostPlatform().name}.zip`))
  if (zip === undefined) throw new Error(`release/ has no zip for ${hostPlatform().name}: run npm run release`)
  const mirror = join(folder, 'mirror')
  for (const host of HOSTS) {
    const target = join(mirror, host, 'auth0-event-streams', 'auth0')
    mkdirSync(target, { recursive: true })
    copyFileSync(join('release', zip), join(target, zip))
  }
  const config = join(folder, 'cli.tfrc')
  writeFileSync(
    config,
    `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(mirror)}\n  }\n}\n`,
  )
  return config
}

const environment = ({ domain, clientId, clientSecret, caFile }: Emulator, config: string): NodeJS.ProcessEnv => ({
  ...process.env,
  AUTH0_DOMAIN: domain,
  AUTH0_CLIENT_ID: clientId,
  AUTH0_CLIENT_SECRET: clientSecret,
  NODE_EXTRA_CA_CERTS: caFile,
  TF_CLI_CONFIG_FILE: config,
  CHECKPOINT_DISABLE: '1',
})

if (require.main === module)
  tryRelease(process.argv[2] ?? 'terraform').catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  })
