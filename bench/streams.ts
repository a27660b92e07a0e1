import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type Emulator, startEmulator } from '../emulator/index'
import type { BuildUnderTest } from './build-under-test'
import { NEUTRAL } from './neutral-environment'
import type { Variables } from './provider-start'
import { apply, type Terraform, type Workspace } from './terraform'
import { webhookStreams } from './webhook-streams'

/** As in the examples. */
const SOURCE = 'auth0-event-streams/auth0'

/** Folders whose streams exist, on a tenant without latency. */
export interface Workspaces {
  /** The folder with that many streams, to be planned with this build; the first to ask for a number waits for its apply. */
  withStreams(count: number, build: BuildUnderTest): Promise<Workspace>
  close(): Promise<void>
}

/** Starts the tenant. */
export async function openWorkspaces(terraform: Terraform, scratch: string): Promise<Workspaces> {
  const emulator = await startEmulator()
  const applied = new Map<number, Promise<Workspace>>()

  async function create(count: number, build: BuildUnderTest): Promise<Workspace> {
    const workspace = createWorkspace(emulator, build, scratch)
    if (count > 0) writeStreams(workspace, count)
    if (count > 0) await apply(terraform, workspace)
    return workspace
  }

  return {
    async withStreams(count, build) {
      const workspace = applied.get(count) ?? create(count, build)
      applied.set(count, workspace)
      return { ...(await workspace), env: environment(emulator, build) }
    },
    close: () => emulator.close(),
  }
}

/** A new folder, still without streams. */
export function createWorkspace(emulator: Emulator, build: BuildUnderTest, scratch: string): Workspace {
  const folder = mkdtempSync(join(scratch, 'workspace-'))
  writeFileSync(join(folder, 'main.tf'), '')
  return { folder, env: environment(emulator, build) }
}

/** Writes a configuration of that many streams; the path of the first one's endpoint may be another. */
export function writeStreams({ folder }: Workspace, count: number, firstPath = '0'): void {
  const path = `streams/\${count.index == 0 ? "${firstPath}" : count.index}`
  writeFileSync(join(folder, 'main.tf'), webhookStreams({ source: SOURCE, prefix: basename(folder), count, path }))
}

function environment({ domain, clientId, clientSecret }: Emulator, { folder }: BuildUnderTest): Variables {
  const config = join(folder, 'cli.tfrc')
  const overrides = `dev_overrides { "${SOURCE}" = ${JSON.stringify(folder)} }`
  // Once, since a running Terraform may be reading it.
  if (!existsSync(config)) writeFileSync(config, `provider_installation {\n  ${overrides}\n  direct {}\n}\n`)
  const credentials = { AUTH0_DOMAIN: domain, AUTH0_CLIENT_ID: clientId, AUTH0_CLIENT_SECRET: clientSecret }
  return { ...NEUTRAL, ...credentials, TF_CLI_CONFIG_FILE: config }
}
