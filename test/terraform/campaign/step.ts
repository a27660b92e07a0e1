import { join } from 'node:path'
import type { Emulator } from '../../../emulator/index'
import { processesOf } from '../../kit/processes'
import type { TerraformRun, Workspace } from '../../kit/terraform-cli'
import { findSecrets } from './artifacts'
import { type ConfiguredStream, toConfiguration, toEnvironment } from './configured-stream'
import { type CampaignFault, endFaults, injectFaults } from './faults'
import { findDifferences, findRepeatedCreates } from './invariants'
import { runStruck, type Strike } from './strike'
import type { Tally } from './tally'

/** Where a round takes place. */
export interface Stage {
  readonly emulator: Emulator
  readonly workspace: Workspace
}

/** One change of the configuration, and what goes wrong when it is applied. */
export interface Step {
  readonly streams: readonly ConfiguredStream[]
  readonly faults: readonly CampaignFault[]
  readonly strike?: Strike | undefined
  /** Writes the log of Terraform and its providers, too, bodies included. */
  readonly isTraced: boolean
}

/** Applies the change under its faults, and then without any until it has converged; returns what is not as it should be. */
export async function takeStep(stage: Stage, step: Step, tally: Tally): Promise<string[]> {
  const { emulator, workspace } = stage
  const runs: TerraformRun[] = []
  const command = createCommands(stage, step, tally, (run) => runs.push(run))
  workspace.write({ 'main.tf': toConfiguration(step.streams) })
  const failed = await applyUnderFire(stage, step, tally, command.startApply)
  runs.push(failed)
  const repeated = findRepeatedCreates(emulator.tenant)
  const unconverged = await converge(failed, command)
  await settled(emulator)
  return [
    ...repeated,
    ...unconverged,
    ...findDifferences(step.streams, workspace, emulator.tenant),
    ...findSecrets(workspace, runs, emulator.clientSecret),
    ...processesOf(workspace).map((pid) => `the process ${pid} still runs`),
  ]
}

type Commands = ReturnType<typeof createCommands>

function createCommands(
  { workspace }: Stage,
  { streams, isTraced }: Step,
  tally: Tally,
  onRun: (run: TerraformRun) => void,
) {
  const log = { TF_LOG: 'trace', TF_LOG_PATH: join(workspace.folder, 'trace.log'), AUTH0_DEBUG: 'true' }
  const env = { ...toEnvironment(streams), ...(isTraced && log) }
  function start(name: keyof Tally['commands'], ...args: readonly string[]) {
    tally.commands[name] += 1
    return workspace.start([name, ...args], env)
  }
  async function finished({ ended }: ReturnType<typeof start>) {
    const run = await ended
    onRun(run)
    return run
  }
  function startApply() {
    return start('apply', '-json', '-auto-approve')
  }
  return {
    startApply,
    apply: () => finished(startApply()),
    import: (address: string, id: string) => finished(start('import', address, id)),
    plan: () => finished(start('plan', '-json', '-detailed-exitcode')),
  }
}

async function applyUnderFire(
  { emulator, workspace }: Stage,
  { faults, strike }: Step,
  tally: Tally,
  startApply: Commands['startApply'],
): Promise<TerraformRun> {
  const { tenant } = emulator
  tenant.clearRequests()
  injectFaults(tenant.faults, faults)
  const { run, isStruck } = await runStruck(workspace, tenant, startApply, strike)
  tally.faults.push(...endFaults(tenant.faults, faults))
  if (isStruck) tally[strike?.kind === 'kill' ? 'kills' : 'interrupts'] += 1
  return run
}

/**
 * Takes the way of a user who does what the errors say and nothing else: the imports that the failed apply names, an apply,
 * the imports that this one names (a run that was killed or interrupted cannot tell what it left behind), and if there were
 * any an apply once more. After that a plan finds nothing to do.
 */
async function converge(failed: TerraformRun, command: Commands): Promise<string[]> {
  const problems = await importAsTold(failed, command)
  const second = await command.apply()
  const last = second.exitCode === 0 ? second : await applyAsTold(second, command, (problem) => problems.push(problem))
  if (last.exitCode !== 0) return [...problems, `the last apply failed: ${errorsOf(last)}`]
  const plan = await command.plan()
  return plan.exitCode === 0 ? problems : [...problems, `the plan is not empty: ${describePlan(plan)}`]
}

async function applyAsTold(
  second: TerraformRun,
  command: Commands,
  report: (problem: string) => void,
): Promise<TerraformRun> {
  for (const problem of await importAsTold(second, command)) report(problem)
  const helpless = second.diagnostics.filter((one) => one.severity === 'error' && importOf(one) === undefined)
  for (const { summary, detail } of helpless) report(`an apply without faults failed: ${summary}: ${detail}`)
  return command.apply()
}

/** Runs each import that an error names. */
async function importAsTold({ diagnostics }: TerraformRun, command: Commands): Promise<string[]> {
  const problems: string[] = []
  for (const named of diagnostics.flatMap((diagnostic) => importOf(diagnostic) ?? [])) {
    const run = await command.import(named.address, named.id)
    if (run.exitCode !== 0) problems.push(`terraform import ${named.address} ${named.id} failed: ${run.stderr}`)
  }
  return problems
}

/** The import command of an error. The id is in the command; the address is the one that Terraform names beside it. */
function importOf({ severity, detail, address }: TerraformRun['diagnostics'][number]) {
  const id = severity === 'error' ? /terraform import \S+ (est_\w+)/.exec(detail)?.[1] : undefined
  return id === undefined || address === undefined ? undefined : { address, id }
}

function errorsOf({ diagnostics, stderr }: TerraformRun): string {
  return diagnostics.map(({ summary, detail, address }) => `${address}: ${summary}: ${detail}`).join('\n') || stderr
}

function describePlan(plan: TerraformRun): string {
  return plan.exitCode === 2
    ? plan.changes.map(({ action, address }) => `${action} ${address}`).join(', ')
    : errorsOf(plan)
}

/** Resolves when the tenant has finished with every request: a delay outlives the process that waits for it. */
async function settled({ tenant }: Emulator): Promise<void> {
  function isUnderWay() {
    return tenant.requests().some(({ status, connection }) => status === null && connection === undefined)
  }
  while (isUnderWay()) await new Promise((resolve) => setTimeout(resolve, 20))
}
