import { availableParallelism } from 'node:os'
import { type SandboxProcess, startSandbox } from './sandbox-process'

/** How many actions run at the same time; further ones wait. */
const MOST_RUNNING = Math.max(4, 2 * availableParallelism())

/** How many processes wait for a job once there was one: starting one takes some 50 ms. */
const MOST_WAITING = 2

/** How long they wait before they are ended. */
const IDLE_MS = 5_000

const waiting: SandboxProcess[] = []
const queue: (() => void)[] = []
let running = 0
let idleTimer: NodeJS.Timeout | undefined

/** Runs one job in a process of its own, which nothing has used before and nothing uses afterwards. */
export async function withSandbox<Result>(job: (sandbox: SandboxProcess) => Promise<Result>): Promise<Result> {
  if (running >= MOST_RUNNING) await new Promise<void>((resolve) => queue.push(resolve))
  running += 1
  const sandbox = takeSandbox()
  try {
    return await job(sandbox)
  } finally {
    sandbox.kill('SIGKILL')
    running -= 1
    refill()
    queue.shift()?.()
  }
}

function takeSandbox(): SandboxProcess {
  const sandbox = waiting.find(({ exitCode, signalCode }) => exitCode === null && signalCode === null)
  waiting.splice(0, sandbox === undefined ? waiting.length : waiting.indexOf(sandbox) + 1)
  return sandbox ?? startSandbox()
}

function refill(): void {
  while (waiting.length < MOST_WAITING) waiting.push(holdBack(startSandbox()))
  clearTimeout(idleTimer)
  idleTimer = setTimeout(endWaiting, IDLE_MS).unref()
}

/** A process that waits keeps the tenant's process from ending as little as it keeps itself. */
function holdBack(sandbox: SandboxProcess): SandboxProcess {
  sandbox.unref()
  for (const stream of [sandbox.stdin, sandbox.stdout]) if ('unref' in stream) (stream as { unref(): void }).unref()
  return sandbox
}

function endWaiting(): void {
  for (const sandbox of waiting.splice(0)) sandbox.kill('SIGKILL')
}
