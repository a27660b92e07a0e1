import { setTimeout as wait } from 'node:timers/promises'
import type { Tenant } from '../../../emulator/index'
import { providersOf } from '../../kit/processes'
import type { Random } from '../../kit/random'
import type { TerraformRun, Workspace } from '../../kit/terraform-cli'

/** A blow at the processes of an apply: `kill` ends the providers with SIGKILL, `interrupt` is Ctrl-C. */
export interface Strike {
  readonly kind: 'kill' | 'interrupt'
  /** It falls once the tenant has seen so many calls, */
  readonly afterCalls: number
  /** and so long after that. */
  readonly afterMs: number
}

/** A blow somewhere within an apply of that many calls. */
export function makeStrike(random: Random, calls: number): Strike {
  return {
    kind: random.pick(['kill', 'kill', 'interrupt']),
    afterCalls: random.below(calls),
    afterMs: random.below(200),
  }
}

/** Runs a command; returns how it ended, and whether the strike, if there is one, fell before that. */
export async function runStruck(
  workspace: Workspace,
  tenant: Tenant,
  start: () => ReturnType<Workspace['start']>,
  strike: Strike | undefined,
): Promise<{ run: TerraformRun; isStruck: boolean }> {
  const running = start()
  const end = new AbortController()
  const ended = running.ended.finally(() => end.abort())
  const falls = strike === undefined ? Promise.resolve(false) : fall(strike, { workspace, tenant, running, end })
  const [run, isStruck] = await Promise.all([ended, falls])
  return { run, isStruck }
}

interface Struck {
  readonly workspace: Workspace
  readonly tenant: Tenant
  readonly running: ReturnType<Workspace['start']>
  readonly end: AbortController
}

async function fall({ kind, afterCalls, afterMs }: Strike, { workspace, tenant, running, end }: Struck) {
  function calls() {
    return tenant.requests().filter(({ path }) => path.startsWith('/api/v2/')).length
  }
  while (!end.signal.aborted && calls() < afterCalls) await wait(5)
  await wait(afterMs)
  if (end.signal.aborted) return false
  if (kind === 'kill') return killProviders(workspace)
  running.interrupt()
  return true
}

/** False when there was none. */
function killProviders(workspace: Workspace): boolean {
  const killed = providersOf(workspace).filter((pid) => {
    try {
      return process.kill(Number(pid), 'SIGKILL')
    } catch {
      return false
    }
  })
  return killed.length > 0
}
