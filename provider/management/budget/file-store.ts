import { createHash } from 'node:crypto'
import { closeSync, lstatSync, openSync, readFileSync, renameSync, unlinkSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { ManagementLog } from '../log'
import { type BudgetState, unknownState } from './bucket'
import { openPrivateFolder, sweepFolder } from './private-folder'
import type { BudgetStore } from './store'
import { parseState } from './stored-state'

/** Injected clocks, timer and log. */
export interface FileStoreTools {
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Milliseconds for durations. */
  readonly elapsed: () => number
  readonly sleep: (ms: number) => Promise<void>
  readonly log?: ManagementLog | undefined
}

/** A change takes a tenth of a millisecond. A process that holds the lock for so long was killed, or its machine slept. */
const STALE_LOCK_MS = 2_000

/** After so long without the lock the change is made to what this process knows: the budget is advice, and no reason to stand still. */
const LOCK_PATIENCE_MS = 1_000

/** Between two tries to get the lock; tens of processes at once get it in turn. */
const LOCK_RETRY_MS = 3

/** The state is forgotten after ten minutes, so the file of an hour ago says nothing to anybody. */
const SWEEP_MS = 3_600_000

/**
 * Keeps the state of one tenant in a file that all processes of this user share. Throws when the folder cannot be trusted.
 *
 * The lock is the next version of the file: it is created when there is none, written, and renamed over the file. So a reader
 * never sees half a state, and a process that is killed leaves at most a lock behind, which is broken.
 */
export function createFileStore(folder: string, origin: string, tools: FileStoreTools): BudgetStore {
  openPrivateFolder(folder)
  const file = join(folder, `${createHash('sha256').update(origin).digest('hex').slice(0, 32)}.json`)
  const lock = `${file}.lock`
  let known: BudgetState | undefined
  let isShared = true
  function stopSharing(reason: string) {
    isShared = false
    tools.log?.({ event: 'warning', message: `the request budget is not shared with other processes: ${reason}` })
  }
  return {
    async change(step) {
      const opened = isShared ? await openLock(lock, tools) : undefined
      if (typeof opened === 'string') stopSharing(opened)
      const descriptor = typeof opened === 'number' ? opened : undefined
      const stored = readState(file)
      if (stored === undefined && known === undefined) sweepFolder(folder, SWEEP_MS, tools.now())
      const state = step((isShared ? latest(stored, known) : (known ?? stored)) ?? unknownState(tools.now()))
      known = state
      if (descriptor !== undefined) replaceFile(descriptor, lock, file, state)
    },
  }
}

/** What this process knows is later than what is stored when the file could not be written: on a full disk, say. */
function latest(stored: BudgetState | undefined, known: BudgetState | undefined): BudgetState | undefined {
  return stored !== undefined && known !== undefined && known.atMs > stored.atMs ? known : (stored ?? known)
}

/** The lock's descriptor; undefined when it cannot be had in time, the reason when it can never be had. */
async function openLock(lock: string, { now, elapsed, sleep }: FileStoreTools): Promise<number | string | undefined> {
  const startedAtMs = elapsed()
  for (;;) {
    try {
      return openSync(lock, 'wx', 0o600)
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException
      if (code !== 'EEXIST') return LASTING_CODES.has(code ?? '') ? message : undefined
    }
    if (isNoFile(lock)) return `${JSON.stringify(lock)} is not a file; remove it`
    breakStaleLock(lock, now())
    const isOver = elapsed() - startedAtMs > LOCK_PATIENCE_MS || !(await slept(sleep(LOCK_RETRY_MS)))
    if (isOver) return undefined
  }
}

/** A folder that cannot be written to now cannot be in a second; a full disk may have room again. */
const LASTING_CODES: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR'])

function isNoFile(lock: string): boolean {
  try {
    const found = lstatSync(lock)
    return !found.isFile() && !found.isSymbolicLink()
  } catch {
    return false
  }
}

/** False when the client was closed meanwhile; what is under way still has an end. */
function slept(sleeping: Promise<void>): Promise<boolean> {
  return sleeping.then(
    () => true,
    () => false,
  )
}

function breakStaleLock(lock: string, nowMs: number): void {
  try {
    if (Math.abs(nowMs - lstatSync(lock).mtimeMs) > STALE_LOCK_MS) unlinkSync(lock)
  } catch {
    // It was released, or another process broke it.
  }
}

function replaceFile(descriptor: number, lock: string, file: string, state: BudgetState): void {
  try {
    writeSync(descriptor, JSON.stringify(state))
    renameSync(lock, file)
  } catch {
    // A full disk, or a lock that was broken meanwhile: the others learn it from their own responses.
    removeFile(lock)
  } finally {
    closeSync(descriptor)
  }
}

function removeFile(file: string): void {
  try {
    unlinkSync(file)
  } catch {
    // It is gone.
  }
}

function readState(file: string): BudgetState | undefined {
  try {
    return parseState(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}
