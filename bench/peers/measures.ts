import { statSync } from 'node:fs'
import { join } from 'node:path'
import { type Emulator, startEmulator } from '../../emulator/index'
import { countCalls, formatCalls } from '../frugal/calls'
import { LATENCY_MS } from '../frugal/cell'
import { type Readings, type Subject, startClock } from '../measure'
import { NEUTRAL } from '../neutral-environment'
import { type ClientIdentity, timeHandshake } from '../provider-start'
import { apply, destroy, run, type Terraform, timePlan, type Workspace } from '../terraform'
import { watchPeakMemory } from './peak-memory'
import { openWorkspace, type Peer } from './peer'

/** What all measurements share. */
export interface PeersContext {
  readonly terraform: Terraform
  readonly scratch: string
  /** One https tenant, without latency or limits. */
  readonly tenant: Emulator
  readonly client: ClientIdentity
}

/** The time from the spawn of a provider to its handshake line. */
export function startSubject(
  { name, executable }: Pick<Peer, 'name' | 'executable'>,
  { client }: PeersContext,
): Subject {
  return async () => ({ [name]: await timeHandshake(executable, client, NEUTRAL) })
}

/** The commands that change nothing, each by its name, with streams that exist. */
export async function quietSubjects(
  peer: Peer,
  count: number,
  context: PeersContext,
): Promise<Readonly<Record<'validate' | 'plan' | 'apply', Subject>>> {
  const workspace = await openWorkspace(peer, context.tenant, context.terraform, count, context.scratch)
  await apply(context.terraform, workspace)
  function timed(args: readonly string[], said: string): Subject {
    return async () => ({
      [peer.name]: await timeCommand(context.terraform, args, workspace, said),
    })
  }
  return {
    validate: timed(['validate'], 'The configuration is valid'),
    plan: async () => ({ [peer.name]: await timePlan(context.terraform, workspace) }),
    apply: timed(['apply', '-input=false', '-auto-approve'], '0 added, 0 changed, 0 destroyed'),
  }
}

async function timeCommand(
  terraform: Terraform,
  args: readonly string[],
  workspace: Workspace,
  said: string,
): Promise<number> {
  const clock = startClock()
  const { stdout } = await run(terraform, [...args, '-no-color'], workspace)
  const ms = clock()
  if (!stdout.includes(said)) throw new Error(`expected ${JSON.stringify(said)}:\n${stdout}`)
  return ms
}

/** What one life of streams takes: creating, destroying, the state's size and the provider's memory. */
export type LifeReadings = Readonly<Record<'apply' | 'destroy' | 'state' | 'memory', Readings>>

/** Creates and destroys that many streams once. */
export async function timeLife(peer: Peer, count: number, context: PeersContext): Promise<LifeReadings> {
  const { terraform, tenant, scratch } = context
  const workspace = await openWorkspace(peer, tenant, terraform, count, scratch)
  const memory = watchPeakMemory(workspace.folder)
  const applyMs = await timed(() => apply(terraform, workspace))
  const stateBytes = statSync(join(workspace.folder, 'terraform.tfstate')).size
  // The largest process is often that of a plan.
  await timePlan(terraform, workspace)
  const destroyMs = await timed(() => destroy(terraform, workspace))
  const { name } = peer
  return {
    apply: { [name]: applyMs },
    destroy: { [name]: destroyMs },
    state: { [name]: stateBytes / 1000 },
    memory: { [name]: memory.stop() / 1e6 },
  }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const clock = startClock()
  await work()
  return clock()
}

/** A no-change plan under the limits of the Free plan, and what it asked for. */
export interface LimitedPlan {
  readonly seconds: number
  readonly calls: string
  readonly refused: number
}

/** Plans that many streams on a tenant of its own with the limits of Free, at 350 ms a call. */
export async function planOnFree(peer: Peer, count: number, context: PeersContext): Promise<LimitedPlan> {
  const tenant = await startEmulator({ tls: true })
  try {
    const workspace = await openWorkspace(peer, tenant, context.terraform, count, context.scratch)
    await apply(context.terraform, workspace)
    tenant.tenant.setLimits('free')
    tenant.tenant.setLatency(LATENCY_MS)
    tenant.tenant.clearRequests()
    const ms = await timePlan(context.terraform, workspace)
    const calls = countCalls(tenant.tenant.requests())
    return { seconds: ms / 1000, calls: formatCalls(calls), refused: calls.refused }
  } finally {
    await tenant.close()
  }
}
