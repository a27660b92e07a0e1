import { readdirSync, readFileSync } from 'node:fs'
import type { Workspace } from './terraform-cli'

/** The processes that were started in a workspace and still run: they have its temporary folder in the environment. Linux only; elsewhere none are found. */
export function processesOf({ temporaryFolder }: Pick<Workspace, 'temporaryFolder'>): string[] {
  if (process.platform !== 'linux') return []
  return readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && isStartedWith(pid, `TMPDIR=${temporaryFolder}\0`))
}

/** Those of them that are providers. */
export function providersOf(workspace: Pick<Workspace, 'temporaryFolder'>): string[] {
  return processesOf(workspace).filter((pid) => readProcess(pid, 'cmdline').includes('terraform-provider-auth0'))
}

function isStartedWith(pid: string, variable: string): boolean {
  return readProcess(pid, 'environ').includes(variable)
}

/** Empty when the process has ended meanwhile, or is somebody else's. */
function readProcess(pid: string, file: 'environ' | 'cmdline'): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return ''
  }
}
