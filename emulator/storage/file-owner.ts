import { constants, copyFileSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'

/** Who has a data file open. `startTicks` tells a process from a later one with the same number, where Linux shows it. */
interface Owner {
  readonly pid: number
  readonly host: string
  readonly startTicks?: string
}

/** Data files that this process has open: its own number in a lock means nothing after a restart as the same number. */
const owned = new Set<string>()

/** The right to a data file; `release` gives it up. */
export interface Ownership {
  release(): void
}

/**
 * Takes a data file for this process by a lock file beside it. The lock of a process that is gone is taken over;
 * undefined with the number of the process when that one still runs.
 */
export function takeOwnership(path: string): Ownership | { readonly heldBy: string } {
  const lock = lockOf(path)
  const mine = `${lock}.${process.pid}`
  writeFileSync(mine, JSON.stringify(describeSelf()), { mode: 0o600 })
  try {
    const holder = tryLink(mine, lock) ? undefined : takeOver(mine, lock)
    if (holder !== undefined) return { heldBy: holder }
  } finally {
    rmSync(mine, { force: true })
  }
  owned.add(lock)
  return {
    release() {
      owned.delete(lock)
      rmSync(lock, { force: true })
    },
  }
}

/** The lock file of a data file. */
export function lockOf(path: string): string {
  return `${path}.owner`
}

/** Gives the holder who still lives, or undefined once the lock is ours. */
function takeOver(mine: string, lock: string): string | undefined {
  const text = readIfThere(lock)
  const holder = livingOwner(text, lock)
  if (holder !== undefined) return holder
  const old = `${mine}.old`
  try {
    renameSync(lock, old)
    // Another process may have taken over between the look and the rename: then the lock goes back to it.
    if (readIfThere(old) !== text) tryLink(old, lock)
  } catch {
    // It is gone already; the link below decides who gets it.
  } finally {
    rmSync(old, { force: true })
  }
  return tryLink(mine, lock) ? undefined : 'another process'
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

/** Nobody can ask whether a process of another machine still runs, so that its lock counts. */
function livingOwner(text: string, lock: string): string | undefined {
  const owner = parseOwner(text)
  if (owner === undefined) return undefined
  if (owner.host !== hostname()) return `process ${owner.pid} on ${owner.host}`
  if (owner.pid === process.pid) return owned.has(lock) ? 'this process' : undefined
  const sameProcess = isRunning(owner.pid) && owner.startTicks === startTicks(owner.pid)
  return sameProcess ? `process ${owner.pid}` : undefined
}

function describeSelf(): Owner {
  const ticks = startTicks(process.pid)
  return { pid: process.pid, host: hostname(), ...(ticks === undefined ? {} : { startTicks: ticks }) }
}

function parseOwner(text: string): Owner | undefined {
  try {
    return JSON.parse(text) as Owner
  } catch {
    return undefined
  }
}

/** A signal 0 asks without doing anything; EPERM means that the process is somebody else's. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Field 22 of proc(5)'s stat, counted behind the name, which may hold blanks. Undefined where there is no /proc. */
function startTicks(pid: number): string | undefined {
  const stat = readIfThere(`/proc/${pid}/stat`)
  return stat === '' ? undefined : stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
