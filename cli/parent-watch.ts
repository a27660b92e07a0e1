import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** How often to check that the parent processes still run. */
const PERIOD_MS = 500

/** The properties of `process` that the watch uses; tests replace them. */
export interface WatchedProcess {
  readonly pid: number
  readonly ppid: number
  readonly env: Readonly<Record<string, string | undefined>>
}

/** Name and parent of a process. */
interface Link {
  readonly name: string
  readonly ppid: number
}

/**
 * Resolves when the npx or npm script that started this process has ended. npm does not always forward signals, and usually runs a
 * shell in between, so the tenant would otherwise keep running. Never resolves for a process that was started directly, which gets
 * its signals itself, nor for one whose parent is init from the start: under systemd, in a container, or in the background of a
 * shell that has ended.
 */
export function parentGone(own: WatchedProcess = process): Promise<void> {
  const isByPackageManager = own.env['npm_execpath'] !== undefined || own.env['npm_config_user_agent'] !== undefined
  const links = isByPackageManager ? linksToNpm(own) : []
  if (links.length === 0) return new Promise(() => {})
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      if (links.every(isWhole)) return
      clearInterval(timer)
      resolve()
    }, PERIOD_MS)
    timer.unref()
  })
}

/** A child and the parent it had when this process started. */
type ParentLink = readonly [child: number, parent: number]

const SHELL = /^-?(\S*\/)?(ba|da|z|k|a)?sh$|^cmd\.exe$/

/** The link to the parent and, when that is npm's shell, the one from there to npm. */
function linksToNpm({ pid, ppid }: WatchedProcess): ParentLink[] {
  if (ppid <= 1) return []
  const parent = look(ppid)
  const isShell = parent !== undefined && parent.ppid > 1 && SHELL.test(parent.name)
  return [[pid, ppid], ...(isShell ? [[ppid, parent.ppid] as const] : [])]
}

/** A child whose parent has ended gets a new parent. Windows keeps the old id, so the parent itself is checked as well. */
function isWhole([child, parent]: ParentLink): boolean {
  const now = child === process.pid ? process.ppid : look(child)?.ppid
  return (now === undefined || now === parent) && isRunning(parent)
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Undefined when the process does not exist or cannot be inspected. */
function look(pid: number): Link | undefined {
  try {
    return process.platform === 'linux' ? lookInProc(pid) : askPs(pid)
  } catch {
    return undefined
  }
}

/** In proc(5)'s stat, the second field is the name in parentheses, the fourth the parent's id. */
function lookInProc(pid: number): Link {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const end = stat.lastIndexOf(')')
  return { name: stat.slice(stat.indexOf('(') + 1, end), ppid: Number(stat.slice(end + 2).split(' ')[1]) }
}

function askPs(pid: number): Link | undefined {
  if (process.platform === 'win32') return undefined
  const [ppid = '', ...name] = execFileSync('ps', ['-o', 'ppid=,comm=', '-p', String(pid)], { encoding: 'utf8' })
    .trim()
    .split(/\s+/)
  return { name: name.join(' '), ppid: Number(ppid) }
}
