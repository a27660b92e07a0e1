import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'

/** The process that a lock file names. */
export interface LockHolder {
  readonly pid: number
  readonly host: string
  /** The boot and the process namespace: process numbers mean nothing in another container. Only where Linux shows them. */
  readonly machine?: string
  /** When the process began, which tells it from a later one with its number. Only where Linux shows it. */
  readonly startTicks?: string
}

/** What can be said of a holder without waiting. `unknown`: it runs on another machine, or this system does not tell. */
export type Liveness = 'running' | 'gone' | 'unknown'

/** This process, as a lock file names it. */
export function describeSelf(): LockHolder {
  const [machine, startTicks] = [readMachine(), readProcess(process.pid)?.startTicks]
  return {
    pid: process.pid,
    host: hostname(),
    ...(machine === undefined ? {} : { machine }),
    ...(startTicks === undefined ? {} : { startTicks }),
  }
}

/** The holder that a lock file's text names; undefined when the text is no lock of ours. */
export function parseHolder(text: string): LockHolder | undefined {
  try {
    const { pid, host, ...others } = JSON.parse(text) as Partial<LockHolder>
    return Number.isSafeInteger(pid) && typeof host === 'string' ? { ...others, pid: Number(pid), host } : undefined
  } catch {
    return undefined
  }
}

/** Whether a holder still runs. A process that was killed but not reaped by its parent (a zombie) is gone. */
export function livenessOf(holder: LockHolder): Liveness {
  if (holder.host !== hostname() || (holder.machine ?? readMachine()) !== readMachine()) return 'unknown'
  if (!isThere(holder.pid)) return 'gone'
  const found = readProcess(holder.pid)
  if (found === undefined) return 'unknown'
  if ('ZX'.includes(found.state)) return 'gone'
  return found.startTicks === holder.startTicks ? 'running' : 'gone'
}

/** Who holds a lock, in words. */
export function nameHolder({ pid, host }: LockHolder): string {
  if (host !== hostname()) return `process ${pid} on ${host}`
  return pid === process.pid ? 'this process' : `process ${pid}`
}

/** A signal 0 asks without doing anything; EPERM means that the process is somebody else's. */
function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Fields 3 and 22 of proc(5)'s stat, counted behind the name, which may hold blanks. Undefined where there is no /proc. */
function readProcess(pid: number): { readonly state: string; readonly startTicks: string } | undefined {
  const stat = attempt(() => readFileSync(`/proc/${pid}/stat`, 'utf8'))
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields && { state: fields[0] ?? '', startTicks: fields[19] ?? '' }
}

function readMachine(): string | undefined {
  const boot = attempt(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim())
  const namespace = attempt(() => readlinkSync('/proc/self/ns/pid'))
  return boot === undefined || namespace === undefined ? undefined : `${boot} ${namespace}`
}

function attempt<Value>(read: () => Value): Value | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
