import { isJsonObject, type JsonObject } from '../json'
import type { ActionCache } from './action-cache'
import { withSandbox } from './sandbox-pool'
import type { SandboxProcess } from './sandbox-process'

/** A module as the code of an Action can load it. */
export interface SharedModule {
  readonly name: string
  readonly code: string
  readonly secrets: Readonly<Record<string, string>>
}

/** What is to be run, and on what. */
export interface ActionJob {
  readonly code: string
  /** The function that the code exports. */
  readonly handler: string
  /** Its first argument. */
  readonly event: JsonObject
  /** What the code can load as `actions:NAME`; default nothing. */
  readonly modules?: readonly SharedModule[]
  /** The tenant's own port, and the one that actions get to in its place. */
  readonly gate?: { readonly port: number; readonly openPort: number }
}

/** What an execution may use, and for how long. */
export interface ExecutionSupport {
  readonly cache: ActionCache
  /** In real time, from when the code gets its process: the tenant's speed does not change it. */
  readonly budgetMs: number
  readonly signal?: AbortSignal
}

/** How an execution ended; `error` is there when it failed. */
export interface ExecutionResult {
  readonly error?: string
  /** What the code wrote to the console. */
  readonly logs: string
  readonly durationMs: number
}

/** What Auth0 keeps of the console's output of an execution (Auth0 documentation). */
const LONGEST_LOGS = 256

/** The most bytes that an execution may write in all, calls to its cache included. Beyond them it fails. */
const MAX_PROTOCOL_BYTES = 4 * 1_048_576

/** Runs code once, in a process of its own. Resolves however that ends. */
export function runAction(job: ActionJob, support: ExecutionSupport): Promise<ExecutionResult> {
  return withSandbox((sandbox) => runProtocol(sandbox, job, support))
}

function runProtocol(sandbox: SandboxProcess, job: ActionJob, support: ExecutionSupport): Promise<ExecutionResult> {
  const { budgetMs, cache, signal } = support
  const startedMs = performance.now()
  return new Promise((resolve) => {
    let logs = ''
    function end(error?: string) {
      clearTimeout(timer)
      signal?.removeEventListener('abort', abort)
      sandbox.stdout.removeAllListeners('data')
      resolve({ ...(error === undefined ? {} : { error }), logs, durationMs: performance.now() - startedMs })
    }
    function abort() {
      return end('The execution was called off')
    }
    const timer = setTimeout(() => end(`The action did not finish within ${budgetMs / 1000} s`), budgetMs)
    signal?.addEventListener('abort', abort)
    if (signal?.aborted === true) return abort()
    function onMessage(message: JsonObject) {
      if (message['type'] === 'done') end()
      else if (message['type'] === 'failed') end(String(message['message']))
      else if (message['type'] === 'log') logs = `${logs}${String(message['text'])}`.slice(0, LONGEST_LOGS)
      else sandbox.stdin.write(`${JSON.stringify({ reply: cacheReply(cache, message) })}\n`)
    }
    sandbox.stdout.on(
      'data',
      readLines(onMessage, () => end('The action wrote more than it may')),
    )
    sandbox.once('error', ({ message }) => end(`The action got no process: ${message}`))
    sandbox.once('close', (code, killedBy) => end(describeEnd(code, killedBy)))
    sandbox.stdin.write(`${JSON.stringify(job)}\n`)
  })
}

/** Takes a stream apart into lines of JSON. What is none is passed over. */
function readLines(onMessage: (message: JsonObject) => void, overflow: () => void): (chunk: Buffer) => void {
  let bytes = 0
  let rest = ''
  const decoder = new TextDecoder()
  return (chunk) => {
    bytes += chunk.byteLength
    if (bytes > MAX_PROTOCOL_BYTES) return overflow()
    const lines = `${rest}${decoder.decode(chunk, { stream: true })}`.split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      const message = parseMessage(line)
      if (message !== undefined) onMessage(message)
    }
  }
}

function parseMessage(line: string): JsonObject | undefined {
  try {
    const message: unknown = JSON.parse(line)
    return isJsonObject(message) ? message : undefined
  } catch {
    return undefined
  }
}

function cacheReply(cache: ActionCache, { type, key, value, options }: JsonObject) {
  if (type === 'cache.get') return cache.get(key)
  if (type === 'cache.set') return cache.set(key, value, options)
  return cache.delete(key)
}

function describeEnd(code: number | null, killedBy: NodeJS.Signals | null): string {
  if (killedBy === 'SIGABRT') return 'The action ran out of memory'
  const cause = killedBy === null ? `exit code ${code}` : killedBy
  return `The action's process ended before the action was done (${cause})`
}
