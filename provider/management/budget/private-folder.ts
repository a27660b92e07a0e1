import { lstatSync, mkdirSync, readdirSync, statSync, unlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The folder of this user among the temporary files. */
export function defaultFolder(): string {
  return join(tmpdir(), `auth0-event-streams-${process.getuid?.() ?? 'user'}`)
}

/**
 * Creates the folder, or checks that it is a real one to which no other user may write: anyone may put something of that name
 * among the temporary files. The folder above it is the user's, and is not made. Throws when either cannot be used.
 */
export function openPrivateFolder(folder: string): void {
  makeFolder(folder)
  const found = lstatSync(folder)
  const uid = process.getuid?.()
  if (!found.isDirectory()) throw new Error('it is not a directory')
  if (uid !== undefined && found.uid !== uid) throw new Error('it belongs to another user')
  if (uid !== undefined && (found.mode & 0o022) !== 0) throw new Error('others may write to it')
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { mode: 0o700 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

/** Deletes the files that were not written to for that long, as far as that is possible. */
export function sweepFolder(folder: string, maxAgeMs: number, nowMs: number): void {
  try {
    for (const name of readdirSync(folder)) {
      const file = join(folder, name)
      if (nowMs - statSync(file).mtimeMs > maxAgeMs) unlinkSync(file)
    }
  } catch {
    // Another process was faster, and sweeps the rest.
  }
}
