import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { defaultFolder, openPrivateFolder, sweepFolder } from './budget/private-folder'

/**
 * A note from the processes of one run to those of a later one: of the same user, in the same working directory and about the
 * same subject. Processes are of one run when they have the same parent process.
 */
export interface Note {
  /** What each process of the last run has left, if that is not older than a day. Empty when nothing can be read or trusted. */
  read(): readonly unknown[]
  /** What each process of this very run has left; none that still runs has. */
  readOfThisRun(): readonly unknown[]
  /**
   * Leaves what this gives when the process ends, and removes what earlier runs left; undefined changes nothing. Does nothing
   * where no file can be written.
   */
  leaveAtExit(content: () => unknown): void
}

const MAX_AGE_MS = 24 * 3_600_000

/** The note about this subject, among the temporary files. Only the user can read it; it must hold no secret. */
export function openNote(subject: string): Note {
  const folder = `${defaultFolder()}-notes`
  const key = createHash('sha256').update(`${process.cwd()}\n${subject}`).digest('hex').slice(0, 32)
  return {
    read: () => contentsOf(folder, key),
    readOfThisRun: () => contentsOf(folder, runOf(key)),
    leaveAtExit(content) {
      if (LEAVING.size === 0) process.once('exit', leaveAll)
      LEAVING.set(key, { folder, content })
    },
  }
}

/** What is to be left at the end of this process, by subject. */
const LEAVING = new Map<string, { readonly folder: string; readonly content: () => unknown }>()

function runOf(key: string): string {
  return `${key}.${process.ppid}`
}

function contentsOf(folder: string, prefix: string): readonly unknown[] {
  try {
    openPrivateFolder(folder)
    const fresh = filesOf(folder, prefix).filter((file) => Date.now() - statSync(file).mtimeMs <= MAX_AGE_MS)
    return fresh.map((file): unknown => JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return []
  }
}

function filesOf(folder: string, prefix: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.startsWith(`${prefix}.`))
    .map((name) => join(folder, name))
}

function leaveAll(): void {
  for (const [key, { folder, content }] of LEAVING) {
    const left = content()
    if (left !== undefined) leave(folder, key, JSON.stringify(left))
  }
}

function leave(folder: string, key: string, text: string): void {
  try {
    openPrivateFolder(folder)
    sweepFolder(folder, MAX_AGE_MS, Date.now())
    const run = join(folder, runOf(key))
    writeFileSync(`${run}.${process.pid}`, text, { mode: 0o600 })
    for (const file of filesOf(folder, key)) if (!file.startsWith(`${run}.`)) unlinkSync(file)
  } catch {
    // The next run does without.
  }
}
