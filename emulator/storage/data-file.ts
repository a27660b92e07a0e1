import type { Database } from 'node-sqlite3-wasm'
import {
  APPLICATION_ID,
  assertKnownVersion,
  DataFileError,
  findDataFile,
  inTheWay,
  removeStaleLock,
  SCHEMA_VERSION,
} from './data-file-check'
import { lockOf, type Ownership, takeOwnership } from './file-owner'

/** One value as it stands in the file. `sequence` grows with every first arrival, over all collections. */
export interface Row {
  readonly sequence: number
  readonly collection: string
  readonly id: string
  readonly json: string
}

/** A row to put, or only the sequence of one to delete. */
export type Entry = Row | { readonly sequence: number }

/** What changed since the last write: everything gone, then some rows put and some deleted. */
export interface Changes {
  readonly cleared: boolean
  readonly entries: readonly Entry[]
}

/** An open data file. */
export interface DataFile {
  /** What it held when it was opened, oldest first. */
  readonly rows: readonly Row[]
  /** Writes all of the changes or, when it throws, none. */
  write(changes: Changes): void
  close(): void
}

// Rows lie in the order of arrival, so that what is written together, and deleted as the oldest, lies together.
const TABLE = `
  CREATE TABLE items (sequence INTEGER PRIMARY KEY, collection TEXT NOT NULL, id TEXT NOT NULL, json TEXT NOT NULL);
  PRAGMA application_id = ${APPLICATION_ID};
  PRAGMA user_version = ${SCHEMA_VERSION}`

/** Opens a tenant's data file, or makes one. Rejects with `DataFileError`: in use, not a tenant's, newer, or not writable. */
export async function openDataFile(given: string): Promise<DataFile> {
  const path = findDataFile(given)
  const sqlite = await loadSqlite()
  const ownership = await claim(given, path)
  let database: Database | undefined
  try {
    // Another process may have made the file since the first look.
    findDataFile(given)
    removeStaleLock(given, path)
    database = new sqlite.Database(path)
    prepare(database, given)
    return serve(database, ownership)
  } catch (error) {
    if (database?.isOpen === true) database.close()
    ownership.release()
    throw error instanceof DataFileError ? error : unusable(given, error)
  }
}

/** Loaded late: it brings a megabyte that a tenant in memory does not need. Node shows its names under `default` only. */
async function loadSqlite(): Promise<typeof import('node-sqlite3-wasm')> {
  const loaded = await import('node-sqlite3-wasm')
  return 'default' in loaded ? (loaded.default as typeof loaded) : loaded
}

async function claim(given: string, path: string): Promise<Ownership> {
  try {
    const taken = await takeOwnership(path)
    if ('release' in taken) return taken
    if (taken.notALock) throw inTheWay(given, lockOf(path))
    const remedy = `if it no longer runs, delete ${lockOf(path)}`
    throw new DataFileError(`The data file ${given} is in use by ${taken.heldBy}; stop it first, or ${remedy}.`)
  } catch (error) {
    throw error instanceof DataFileError ? error : unusable(given, error)
  }
}

/**
 * A write-ahead log makes every transaction whole or absent after a crash, and in exclusive mode it needs no shared
 * memory, which this build of SQLite has not. Its rollback journal would not do: it is not replayed, since the lock
 * that a connection takes looks to itself like another's.
 */
function prepare(database: Database, path: string): void {
  database.exec('PRAGMA locking_mode = EXCLUSIVE')
  const [tables, application, version] = [
    numberOf(database, 'SELECT count(*) FROM sqlite_master'),
    numberOf(database, 'PRAGMA application_id'),
    numberOf(database, 'PRAGMA user_version'),
  ]
  if (tables > 0 && application !== APPLICATION_ID) throw new DataFileError(`${path} is not a tenant's data file.`)
  assertKnownVersion(path, version)
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL')
  if (tables === 0) database.exec(`BEGIN; ${TABLE}; COMMIT`)
}

function serve(database: Database, ownership: Ownership): DataFile {
  const put = database.prepare('INSERT OR REPLACE INTO items (sequence, collection, id, json) VALUES (?, ?, ?, ?)')
  const remove = database.prepare('DELETE FROM items WHERE sequence = ?')
  function apply({ cleared, entries }: Changes) {
    if (cleared) database.exec('DELETE FROM items')
    for (const entry of entries) {
      if ('json' in entry) put.run([entry.sequence, entry.collection, entry.id, entry.json])
      else remove.run(entry.sequence)
    }
  }
  return {
    rows: database.all('SELECT sequence, collection, id, json FROM items ORDER BY sequence').map(toRow),
    write: (changes) => inTransaction(database, () => apply(changes)),
    close() {
      put.finalize()
      remove.finalize()
      database.close()
      ownership.release()
    },
  }
}

/** A row as the table's columns have it. */
function toRow({ sequence, collection, id, json }: Readonly<Record<string, unknown>>): Row {
  return { sequence: Number(sequence), collection: String(collection), id: String(id), json: String(json) }
}

function inTransaction(database: Database, work: () => void): void {
  database.exec('BEGIN')
  try {
    work()
    database.exec('COMMIT')
  } catch (error) {
    if (database.inTransaction) database.exec('ROLLBACK')
    throw error
  }
}

function numberOf(database: Database, sql: string): number {
  return Number(Object.values(database.get(sql) ?? {})[0] ?? 0)
}

function unusable(path: string, error: unknown): DataFileError {
  const reason = error instanceof Error ? error.message : String(error)
  return new DataFileError(`The data file ${path} cannot be used: ${reason}.`)
}
