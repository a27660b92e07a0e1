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

/** A configuration in its own folder, with what Terraform's environment has to say. */
export interface Workspace {
  readonly folder: string
  readonly env: Variables
}

const run = promisify(execFile)

/** Creates what the configuration says. */
export async function apply({ command }: Terraform, { folder, env }: Workspace): Promise<void> {
  await run(command, ['apply', '-input=false', '-auto-approve'], options(folder, env))
}

/** Deletes what the configuration says. */
export async function destroy({ command }: Terraform, { folder, env }: Workspace): Promise<void> {
  await run(command, ['destroy', '-input=false', '-auto-approve'], options(folder, env))
}

/** Milliseconds of a plan. Rejects when there is something to do: then it was not the plan that was meant. */
export async function timePlan({ command }: Terraform, { folder, env }: Workspace): Promise<number> {
  const clock = startClock()
  const { stdout } = await run(command, ['plan', '-input=false', '-no-color'], options(folder, env))
  const ms = clock()
  if (!stdout.includes('No changes.')) throw new Error(`a plan was expected to be empty:\n${stdout}`)
  return ms
}

/** The report on 500 streams must fit. */
const MAX_OUTPUT_BYTES = 64 * 2 ** 20

const options = (cwd: string, env: Variables) => ({
  cwd,
  env: { ...process.env, ...env },
  maxBuffer: MAX_OUTPUT_BYTES,
})
