import { startEmulator } from '../../../emulator/index'
import { createWorkspace, type TerraformRun, type Workspace } from '../../kit/terraform-cli'
import { credentials } from '../configuration'
import type { Scenario } from './scenarios'

/** How the second apply of a scenario ended. */
export interface Passed {
  readonly run: TerraformRun
  readonly milliseconds: number
  /** What is not as the configuration wants it; empty when all is well. */
  readonly problems: readonly string[]
}

/** Applies a scenario's first configuration, then its second one at that latency, and compares tenant, state and next plan. */
export async function passNamesOn(scenario: Scenario, latencyMs: number, ...args: readonly string[]): Promise<Passed> {
  const emulator = await startEmulator()
  const workspace = await createWorkspace({ env: credentials(emulator), files: scenario.before, provider: 'override' })
  try {
    const first = await applyFiles(workspace)
    if (first.exitCode !== 0) throw new Error(`the first apply failed:\n${first.stdout}`)
    workspace.write({ ...absent(scenario.before), ...scenario.after })
    emulator.tenant.setLatency(latencyMs)
    const startedAt = performance.now()
    const run = await applyFiles(workspace, ...args)
    const milliseconds = Math.round(performance.now() - startedAt)
    emulator.tenant.setLatency(0)
    const held = emulator.tenant.eventStreams().map(({ id, name }) => `${id} ${name}`)
    return { run, milliseconds, problems: await problemsOf(scenario, run, workspace, held) }
  } finally {
    workspace.remove()
    await emulator.close()
  }
}

function absent(files: Scenario['before']): Record<string, null> {
  return Object.fromEntries(Object.keys(files).map((name) => [name, null]))
}

// Modules have to be installed; that needs no provider.
async function applyFiles(workspace: Workspace, ...args: readonly string[]): Promise<TerraformRun> {
  await workspace.run(['get'])
  return workspace.apply(...args)
}

async function problemsOf({ names }: Scenario, run: TerraformRun, workspace: Workspace, held: readonly string[]) {
  const known = Object.values(workspace.state().attributes).map(({ id, name }) => `${id} ${name}`)
  const heldNames = held.map((text) => text.slice(text.indexOf(' ') + 1))
  const plan = await workspace.plan()
  return [
    run.exitCode === 0 ? [] : ['the apply failed'],
    same(heldNames, names) ? [] : [`the tenant has ${heldNames.join(', ')}`],
    same(known, held) ? [] : [`the state has ${known.join(', ')}, the tenant ${held.join(', ')}`],
    plan.exitCode === 0 ? [] : ['the next plan is not empty'],
  ].flat()
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return JSON.stringify([...a].sort()) === JSON.stringify([...b].sort())
}
