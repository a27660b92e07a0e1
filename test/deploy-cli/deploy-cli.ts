import { execFile } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { promisify } from 'node:util'
import type { Emulator } from '../../emulator/index'
import { describeInstalled } from '../kit/describe-installed'

/** Where auth0-deploy-cli has an install of its own, so that the product's stays small; the benchmark drives it, too. */
const HOME = join(__dirname, '../../bench/deploy-cli')
const CLI = join(HOME, 'node_modules/auth0-deploy-cli/lib/index.js')

/** What to say where the CLI is missing. */
export const REMEDY = 'auth0-deploy-cli is not installed: npm run install:deploy-cli'

/** Whether the CLI is there. */
export function isDeployCliInstalled(): boolean {
  return existsSync(CLI)
}

/** A suite that drives the CLI. */
export function describeDeployCli(name: string, suite: () => void): void {
  describeInstalled(name, { isInstalled: isDeployCliInstalled(), remedy: REMEDY }, suite)
}

/** The secrets that the CLI puts in place of its own markers, which it takes from the environment. */
export const MARKED_SECRETS = {
  EVENT_STREAM_WEBHOOK_BEARER_TOKEN: 'the-token',
  EVENT_STREAM_WEBHOOK_BASIC_AUTH_PASSWORD: 'the-password',
  EVENT_STREAM_WEBHOOK_HEADER_VALUE: 'the-header-value',
}

type Environment = Readonly<Record<string, string | undefined>>

/** Exports the tenant's actions and event streams to a folder. Rejects with what the CLI said. */
export async function exportTenant(emulator: Emulator, format: Format, folder: string, env: Environment = {}) {
  await runDeployCli(emulator, ['export', '--format', format, '--output_folder', folder], env)
}

/** Imports a folder, or the file of a YAML export. Rejects with what the CLI said. */
export async function importTenant(emulator: Emulator, input: string, env: Environment = MARKED_SECRETS) {
  await runDeployCli(emulator, ['import', '--input_file', input], env)
}

/** The formats of the CLI's files. */
export const FORMATS = ['yaml', 'directory'] as const
type Format = (typeof FORMATS)[number]

/** What to import after an export in that format. */
export function inputOf(format: Format, folder: string) {
  return format === 'yaml' ? join(folder, 'tenant.yaml') : folder
}

async function runDeployCli(emulator: Emulator, args: readonly string[], env: Environment): Promise<void> {
  const preload = process.env['DEPLOY_CLI_WHOLE'] === '1' ? [] : ['--require', join(HOME, 'without-prompts.cjs')]
  const run = promisify(execFile)(process.execPath, [...preload, CLI, ...args], {
    env: {
      NODE_EXTRA_CA_CERTS: emulator.caFile,
      AUTH0_DOMAIN: new URL(emulator.url).host,
      AUTH0_CLIENT_ID: emulator.clientId,
      AUTH0_CLIENT_SECRET: emulator.clientSecret,
      AUTH0_INCLUDED_ONLY: '["actions","eventStreams"]',
      ...env,
    },
  })
  await run.catch(({ code, stdout, stderr }) => {
    throw new Error(`a0deploy ${args.join(' ')} ended with ${code}:\n${stdout}${stderr}`)
  })
}

/** Every file under a folder, by its path. */
export function readFiles(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).sort()
  return Object.fromEntries(paths.map((path) => [relative(folder, path), readFileSync(path, 'utf8')]))
}

/** The files without the names of partner event sources: Auth0 gives every new EventBridge stream another one. */
export function withoutPartnerSources(files: Record<string, string>): Record<string, string> {
  const entries = Object.entries(files)
  return Object.fromEntries(
    entries.map(([path, text]) => [path, text.replace(/aws\.partner\/auth0\.com\/\S+?\/auth0\.events/g, 'SOURCE')]),
  )
}
