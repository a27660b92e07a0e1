import { type ChildProcess, spawn } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import { SANDBOX_SCRIPT } from './sandbox-script'

/** A process that waits for its one job. Its standard error is not read. */
export type SandboxProcess = ChildProcess & { stdin: Writable; stdout: Readable }

/** The heap of an action, in megabytes. Auth0's figure is not published. */
const HEAP_MB = 64

/**
 * Limits of the operating system, beside Node's own: no core file, no byte into any file, some processor seconds (an
 * endless loop ends even if the tenant is killed), and on Linux half a gigabyte of memory in all, buffers included.
 */
const SYSTEM_LIMITS = ['c 0', 'f 0', 't 30', ...(process.platform === 'linux' ? [`d ${dataKilobytes()}`] : [])]

// From Node 23 on V8 reserves another half gigabyte for code, which counts although it is hardly used.
function dataKilobytes(): number {
  const half = 512 * 1024
  return Number.parseInt(process.versions.node, 10) >= 23 ? 2 * half : half
}

const live = new Set<SandboxProcess>()

/** Starts a process that may do nothing but compute and speak HTTP. It ends by itself when the tenant's process ends. */
export function startSandbox(): SandboxProcess {
  const [command, ...args] = commandLine()
  const child = spawn(command, args, { env: {}, cwd: '/', stdio: ['pipe', 'pipe', 'ignore', 'pipe'] }) as SandboxProcess
  const lifeline = child.stdio[3] as Writable & { unref?(): void }
  lifeline.on('error', () => {})
  lifeline.unref?.()
  if (live.size === 0) process.once('exit', killAll)
  live.add(child)
  child.once('exit', () => {
    live.delete(child)
    lifeline.end('done\n')
  })
  // The job of a process handles its end; a waiting process may fail without one.
  child.on('error', () => live.delete(child))
  child.stdin.on('error', () => {})
  return child
}

function commandLine(): [string, ...string[]] {
  const node = [process.execPath, ...permissionFlags(), '--no-warnings', `--max-old-space-size=${HEAP_MB}`]
  const program = [...node, '--eval', SANDBOX_SCRIPT] as const
  if (process.platform === 'win32') return [process.execPath, ...program.slice(1)]
  const limits = SYSTEM_LIMITS.map((limit) => `ulimit -${limit} 2>/dev/null`).join('; ')
  return ['/bin/sh', '-c', `${limits}; ${WATCHER} exec "$0" "$@" 3<&-`, ...program]
}

/**
 * Kills the sandbox when the tenant's process ends, whatever the action is doing: a thread that is blocked without using
 * the processor cannot look for itself, and no limit of the system ends it. The pipe's other end closes with the tenant's
 * process; a line on it says that the sandbox has ended by itself. `$$` stays the sandbox's number behind the `exec`.
 */
const WATCHER = '{ read -r _ || kill -9 $$; } <&3 3<&- >/dev/null 2>&1 &'

/** The permission model has lost the "experimental" of its flag in Node 23.5, and from 25 on covers the network too. */
export function permissionFlags(): string[] {
  const known = process.allowedNodeEnvironmentFlags
  const flag = known.has('--permission') ? '--permission' : '--experimental-permission'
  return known.has('--allow-net') ? [flag, '--allow-net'] : [flag]
}

function killAll(): void {
  for (const child of live) child.kill('SIGKILL')
}
