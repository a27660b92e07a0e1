import { execFile, execFileSync } from 'node:child_process'
import { promisify } from 'node:util'
import { startClock } from './measure'
import type { Variables } from './provider-start'

/** The program that plans. */
export interface Terraform {
  readonly command: string
  /** As in `Terraform v1.11.4`. */
  readonly version: string
}

/** The first of Terraform and OpenTofu on PATH. */
export function findTerraform(): Terraform | undefined {
  for (const command of ['terraform', 'tofu']) {
    try {
      const version = execFileSync(command, ['version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
      return { command, version: /^(Terraform|OpenTofu) v\S+/m.exec(version)?.[0] ?? command }
    } catch {}
  }
  return undefined
}

/** A configuration in its own folder, with the environment for Terraform. */
export interface Workspace {
  readonly folder: string
  readonly env: Variables
}

/** Runs Terraform in a workspace and returns its output. Rejects when it fails. */
export async function run(
  { command }: Terraform,
  args: readonly string[],
  { folder, env }: Workspace,
): Promise<{ readonly stdout: string }> {
  return promisify(execFile)(command, [...args], {
    cwd: folder,
    env: { ...process.env, ...env },
    maxBuffer: MAX_OUTPUT_BYTES,
  })
}

/** Applies the configuration. */
export async function apply(terraform: Terraform, workspace: Workspace): Promise<void> {
  await run(terraform, ['apply', '-input=false', '-auto-approve'], workspace)
}

/** Destroys the resources of the configuration. */
export async function destroy(terraform: Terraform, workspace: Workspace): Promise<void> {
  await run(terraform, ['destroy', '-input=false', '-auto-approve'], workspace)
}

/** Milliseconds of a plan without changes. Rejects when there are changes. */
export async function timePlan(terraform: Terraform, workspace: Workspace): Promise<number> {
  const clock = startClock()
  const { stdout } = await run(terraform, ['plan', '-input=false', '-no-color'], workspace)
  const ms = clock()
  if (!stdout.includes('No changes.')) throw new Error(`a plan was expected to be empty:\n${stdout}`)
  return ms
}

/** The report on 500 streams must fit. */
const MAX_OUTPUT_BYTES = 64 * 2 ** 20
