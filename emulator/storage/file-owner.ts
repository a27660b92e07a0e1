import { randomBytes } from 'node:crypto'
import {
  closeSync,
  constants,
  copyFileSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { describeSelf, livenessOf, nameHolder, parseHolder } from './lock-holder'

/** The right to a data file; `release` gives it up. */
export interface Ownership {
  release(): void
}

/** Why a data file cannot be had: a living holder, or a file of somebody else's in the place of the lock. */
export interface Refusal {
  readonly heldBy?: string
  readonly notALock?: true
}

/** How often a holder writes its lock file again, so that other machines and containers see that it runs. */
const BEAT_MS = 1_000

/** A lock that nobody has written for so long is abandoned; a busy event loop delays a beat by far less. */
export const ABANDONED_AFTER_MS = 6_000

/**
 * Takes a data file for this process by a lock file beside it. The lock of a process that is gone is taken over. Where
 * the process cannot be looked at (another machine or container), the lock counts as long as it is written again and
 * again, which is watched for up to `ABANDONED_AFTER_MS`.
 */
export async function takeOwnership(path: string): Promise<Ownership | Refusal> {
  const lock = lockOf(path)
  const mine = `${lock}.${process.pid}-${randomBytes(4).toString('hex')}`
  const text = JSON.stringify(describeSelf())
  writeFileSync(mine, text, { mode: 0o600, flag: 'wx' })
  try {
    const refusal = tryLink(mine, lock) ? undefined : await takeOver(mine, lock)
    if (refusal !== undefined) return refusal
  } finally {
    rmSync(mine, { force: true })
  }
  return hold(lock, text)
}

/** The lock file of a data file. */
export function lockOf(path: string): string {
  return `${path}.owner`
}

/** Keeps the lock fresh. The same bytes are written again, so that the file system's own clock dates them. */
function hold(lock: string, text: string): Ownership {
  const file = openSync(lock, 'r+')
  const timer = setInterval(() => writeSync(file, text, 0), BEAT_MS).unref()
  return {
    release() {
      clearInterval(timer)
      closeSync(file)
      if (readIfThere(lock) === text) rmSync(lock, { force: true })
    },
  }
}

/** Gives the reason why the lock stays another's, or undefined once it is ours. */
async function takeOver(mine: string, lock: string): Promise<Refusal | undefined> {
  const text = readIfThere(lock)
  if (text === undefined) return tryLink(mine, lock) ? undefined : takeOver(mine, lock)
  const holder = parseHolder(text)
  if (holder === undefined) return { notALock: true }
  const liveness = livenessOf(holder)
  const isAlive = liveness === 'unknown' ? await isWritten(lock, mine) : liveness === 'running'
  if (isAlive) return { heldBy: nameHolder(holder) }
  replace(mine, lock, text)
  return readIfThere(lock) === readIfThere(mine) ? undefined : { heldBy: 'another process' }
}

/** Another process may have taken over between the look and the rename: then the lock goes back to it. */
function replace(mine: string, lock: string, seen: string): void {
  const old = `${mine}.old`
  try {
    renameSync(lock, old)
    if (readIfThere(old) !== seen) tryLink(old, lock)
  } catch {
    // It is gone already; the link below decides who gets it.
  } finally {
    rmSync(old, { force: true })
  }
  tryLink(mine, lock)
}

/** Whether a lock is still being written. Its age is told by the file that this process has just written beside it. */
async function isWritten(lock: string, mine: string): Promise<boolean> {
  const first = modifiedMs(lock)
  const ageMs = (modifiedMs(mine) ?? 0) - (first ?? 0)
  const untilMs = performance.now() + ABANDONED_AFTER_MS - Math.max(0, ageMs)
  while (performance.now() < untilMs) {
    await sleep(BEAT_MS / 4)
    const now = modifiedMs(lock)
    if (now === undefined) return false
    if (now !== first) return true
  }
  return false
}

function modifiedMs(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs
}

/** A file appears whole and only once by a link: there is no moment at which a lock is empty. */
function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    return tryCopy(from, to)
  }
}

/** For file systems without links, such as exFAT. */
function tryCopy(from: string, to: string): boolean {
  try {
    copyFileSync(from, to, constants.COPYFILE_EXCL)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/** The text of a file; undefined when there is none, and empty for what has no text, such as a folder. */
function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? undefined : ''
  }
}
