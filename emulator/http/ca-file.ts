import { promises as fs } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describeSelf, livenessOf, parseHolder } from '../storage/lock-holder'

/** A file that a certificate cannot be written to; the message is one sentence for the person who named it. */
export class CaFileError extends Error {
  // Of the class, whose name is not kept in the build.
  static override readonly name = 'CaFileError'
  constructor(message: string) {
    super(message)
    this.name = 'CaFileError'
  }
}

/** A place on disk for a certificate, and how to free it again. */
export interface CaFile {
  readonly path: string
  write(certificate: string): Promise<void>
  remove(): Promise<void>
}

const FOLDER_PREFIX = 'auth0-event-streams-'

/** Says which process a folder belongs to, so that a later run can remove what a killed one left. */
const OWNER = 'owner.json'

/**
 * A place for a certificate: the named file, which stays, or else one in a folder of its own that only this user can read
 * and that `remove` removes. Rejects with `CaFileError` when the named file holds anything but a certificate.
 */
export async function reserveCaFile(named?: string): Promise<CaFile> {
  if (named !== undefined) {
    await assertReplaceable(named)
    return { path: named, write: (certificate) => fs.writeFile(named, certificate), remove: async () => {} }
  }
  await removeAbandoned()
  const folder = await fs.mkdtemp(path.join(tmpdir(), FOLDER_PREFIX))
  await fs.writeFile(path.join(folder, OWNER), JSON.stringify(describeSelf()), { mode: 0o600 })
  const file = path.join(folder, 'ca.pem')
  return {
    path: file,
    write: (certificate) => fs.writeFile(file, certificate, { mode: 0o600 }),
    remove: () => fs.rm(folder, { recursive: true, force: true }),
  }
}

/** What is no file is refused by the system when it is written to. */
async function assertReplaceable(named: string): Promise<void> {
  const stats = await fs.stat(named).catch(() => undefined)
  if (stats?.isFile() !== true) return
  const present = await fs.readFile(named, 'utf8')
  if (/^\s*(-----BEGIN CERTIFICATE-----|$)/.test(present)) return
  throw new CaFileError(`The certificate cannot be written to ${named}: it holds something else; choose another file.`)
}

/** Removes the folders of processes that were killed. What cannot be read or removed stays. */
async function removeAbandoned(): Promise<void> {
  const names = await fs.readdir(tmpdir()).catch((): string[] => [])
  for (const name of names.filter((each) => each.startsWith(FOLDER_PREFIX))) {
    const folder = path.join(tmpdir(), name)
    const holder = parseHolder(await fs.readFile(path.join(folder, OWNER), 'utf8').catch(() => ''))
    if (holder === undefined || livenessOf(holder) !== 'gone') continue
    await fs.rm(folder, { recursive: true, force: true }).catch(() => {})
  }
}
