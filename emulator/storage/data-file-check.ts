import {
  accessSync,
  closeSync,
  constants,
  lstatSync,
  openSync,
  readFileSync,
  readSync,
  realpathSync,
  rmdirSync,
  type Stats,
  statSync,
} from 'node:fs'
import path from 'node:path'

/** "A0ES", so that some other program's database is not taken for a tenant's. */
export const APPLICATION_ID = 0x41304553

/** Grows when the table changes in a way that an older version cannot read. */
export const SCHEMA_VERSION = 1

/** A data file that cannot be used; the message is one sentence for the person who named it. */
export class DataFileError extends Error {
  // Of the class, whose name is not kept in the build.
  static override readonly name = 'DataFileError'
  constructor(message: string) {
    super(message)
    this.name = 'DataFileError'
  }
}

/** What every SQLite database begins with (SQLite's file format, 1.3). */
const MAGIC = 'SQLite format 3\0'

/** Where numbers stand in the first page (SQLite's file format, 1.3 and 1.6). */
const OFFSETS = { userVersion: 60, applicationId: 68, cells: 103 } as const

const HEADER_BYTES = 105

/** Beginnings of the files that SQLite keeps beside a database (SQLite's file format, 3 and 4.1). */
const COMPANIONS = [
  { suffix: '-wal', isOurs: (start: Buffer) => [0x377f0682, 0x377f0683].includes(start.readUInt32BE(0)) },
  { suffix: '-journal', isOurs: (start: Buffer) => /^(d9d505f920a163d7|0{16})/.test(start.toString('hex')) },
] as const

/**
 * Where a data file really is, once it is sure that opening it destroys nothing: it is not there yet or empty, or it is
 * a tenant's by its header, and what SQLite writes beside it is SQLite's. Reads only. Throws `DataFileError`.
 */
export function findDataFile(given: string): string {
  if (given === '') throw new DataFileError('The data file needs a name; it cannot be empty.')
  const resolved = path.resolve(given)
  const file = followLinks(given, resolved)
  const stats = statSync(file, { throwIfNoEntry: false })
  if (stats === undefined) assertFolder(given, path.dirname(file))
  else assertUsableFile(given, file, stats)
  const isNew = stats === undefined || stats.size === 0
  for (const { suffix, isOurs } of COMPANIONS) {
    const start = readStart(file + suffix)
    if (start !== undefined && start.length > 0 && (isNew || start.length < 8 || !isOurs(start))) {
      throw inTheWay(given, file + suffix)
    }
  }
  return file
}

/** SQLite's own lock is an empty folder, which a killed process leaves behind. Throws `DataFileError` for anything else. */
export function removeStaleLock(given: string, file: string): void {
  const lock = `${file}.lock`
  try {
    rmdirSync(lock)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw inTheWay(given, lock)
  }
}

/** Refuses a tenant's file that a newer version wrote. */
export function assertKnownVersion(given: string, version: number): void {
  if (version <= SCHEMA_VERSION) return
  const known = `this version knows ${SCHEMA_VERSION}`
  throw new DataFileError(`The data file ${given} has version ${version} and ${known}: use a newer version.`)
}

/** Something else has a name that SQLite or the lock needs for itself. */
export function inTheWay(given: string, neighbor: string): DataFileError {
  return new DataFileError(
    `The data file ${given} cannot be used: ${neighbor} is in the way, and would be overwritten; choose another name, or move ${path.basename(neighbor)} away.`,
  )
}

function followLinks(given: string, resolved: string): string {
  const link = lstatSync(resolved, { throwIfNoEntry: false })
  if (link?.isSymbolicLink() !== true) return resolved
  try {
    return realpathSync(resolved)
  } catch {
    throw new DataFileError(`The data file ${given} cannot be used: it is a symbolic link to nothing.`)
  }
}

function assertFolder(given: string, folder: string): void {
  const stats = statSync(folder, { throwIfNoEntry: false })
  if (stats?.isDirectory() !== true) {
    const what = stats === undefined ? 'does not exist' : 'is not a folder'
    throw new DataFileError(`The data file ${given} cannot be used: ${folder} ${what}.`)
  }
  assertAccess(given, folder)
}

function assertUsableFile(given: string, file: string, stats: Stats): void {
  if (stats.isDirectory()) throw new DataFileError(`The data file ${given} cannot be used: it is a folder.`)
  if (!stats.isFile()) throw new DataFileError(`The data file ${given} cannot be used: it is not a regular file.`)
  assertAccess(given, file)
  assertAccess(given, path.dirname(file))
  if (stats.size > 0) assertTenantFile(given, file)
}

function assertAccess(given: string, target: string): void {
  try {
    accessSync(target, constants.R_OK | constants.W_OK)
  } catch {
    throw new DataFileError(`The data file ${given} cannot be used: ${target} cannot be read and written by this user.`)
  }
}

/** A tenant's file says so in its first page, of which the latest may still be in the write-ahead log. */
function assertTenantFile(given: string, file: string): void {
  const main = readStart(file) ?? Buffer.alloc(0)
  if (!isDatabase(main)) throw new DataFileError(`${given} is not a tenant's data file: it is not a database.`)
  if (isTenantPage(main)) {
    assertKnownVersion(given, main.readUInt32BE(OFFSETS.userVersion))
    return
  }
  const logged = loggedFirstPages(`${file}-wal`)
  const isCreated = logged.length === 0 ? isEmptyDatabase(main) : logged.some(isTenantPage)
  if (!isCreated) throw new DataFileError(`${given} is not a tenant's data file: it is another program's database.`)
}

function isTenantPage(page: Buffer): boolean {
  return page.readUInt32BE(OFFSETS.applicationId) === APPLICATION_ID
}

function isDatabase(content: Buffer): boolean {
  return content.length >= HEADER_BYTES && content.toString('latin1', 0, MAGIC.length) === MAGIC
}

function isEmptyDatabase(content: Buffer): boolean {
  const [application, version] = [
    content.readUInt32BE(OFFSETS.applicationId),
    content.readUInt32BE(OFFSETS.userVersion),
  ]
  return application === 0 && version === 0 && content.readUInt16BE(OFFSETS.cells) === 0
}

const LOG_HEADER_BYTES = 32
const FRAME_HEADER_BYTES = 24

/** The first pages of a database that stand in its write-ahead log (SQLite's file format, 4.1). */
function loggedFirstPages(path: string): Buffer[] {
  const log = existsAsFile(path) ? readFileSync(path) : Buffer.alloc(0)
  const pages: Buffer[] = []
  const pageSize = log.length < LOG_HEADER_BYTES ? 0 : log.readUInt32BE(8)
  if (pageSize < HEADER_BYTES) return pages
  const frameBytes = FRAME_HEADER_BYTES + pageSize
  for (let at = LOG_HEADER_BYTES; at + frameBytes <= log.length; at += frameBytes) {
    if (log.readUInt32BE(at) === 1) pages.push(log.subarray(at + FRAME_HEADER_BYTES, at + frameBytes))
  }
  return pages
}

function existsAsFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() === true
}

/** The first bytes of a file, undefined when there is none. Of a folder it gives a byte that no file of SQLite begins with. */
function readStart(file: string): Buffer | undefined {
  const stats = statSync(file, { throwIfNoEntry: false }) ?? lstatSync(file, { throwIfNoEntry: false })
  if (stats === undefined) return undefined
  if (!stats.isFile()) return Buffer.from('?')
  const handle = openSync(file, 'r')
  try {
    const bytes = Buffer.alloc(HEADER_BYTES)
    return bytes.subarray(0, readSync(handle, bytes, 0, HEADER_BYTES, 0))
  } finally {
    closeSync(handle)
  }
}
