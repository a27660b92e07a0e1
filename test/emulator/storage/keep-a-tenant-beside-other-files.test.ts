import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { Database } from 'node-sqlite3-wasm'
import { createFileStorage, DataFileError } from '../../../emulator/index'
import { dataFiles } from './storage-kit'

const newPath = dataFiles()
const TEXT = 'This is a text, and long enough to have a header: '.repeat(20)

function messageOf(file: string) {
  return createFileStorage(file).then(
    (storage) => {
      storage.close()
      return 'it was opened'
    },
    (error) => (error instanceof DataFileError ? error.message : `no DataFileError: ${error}`),
  )
}

/** Everything in the folder of a file, names with contents; folders end with a slash. */
function contents(file: string): Record<string, string> {
  const folder = path.dirname(file)
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()
  return Object.fromEntries(
    names.map((name) => {
      const full = path.join(folder, name)
      return lstatSync(full).isDirectory() ? [`${name}/`, ''] : [name, readFileSync(full, 'latin1')]
    }),
  )
}

function folderWithFile(folder: string): void {
  mkdirSync(folder)
  writeFileSync(path.join(folder, 'keep.txt'), 'kept')
}

function foreignDatabase(file: string, sql = 'CREATE TABLE notes (text TEXT)'): void {
  const database = new Database(file)
  database.exec(sql)
  database.close()
}

async function tenantFile(file: string): Promise<void> {
  ;(await createFileStorage(file)).close()
}

describe('a tenant that is to be kept under the name of something else', () => {
  it.each<[string, (file: string) => unknown, RegExp]>([
    ['a text', (file) => writeFileSync(file, TEXT), /is not a tenant's data file: it is not a database\.$/],
    ['a short text', (file) => writeFileSync(file, 'short'), /it is not a database\.$/],
    ['a folder', (file) => folderWithFile(file), /cannot be used: it is a folder\.$/],
    ["another program's database", (file) => foreignDatabase(file), /it is another program's database\.$/],
    [
      "another program's database with nothing in it but a version",
      (file) => foreignDatabase(file, 'PRAGMA user_version = 3'),
      /it is another program's database\.$/,
    ],
    [
      'a link to a text',
      (file) => {
        writeFileSync(`${file}.txt`, TEXT)
        symlinkSync(`${file}.txt`, file)
      },
      /it is not a database\.$/,
    ],
    ['a link to nothing', (file) => symlinkSync(`${file}.txt`, file), /it is a symbolic link to nothing\.$/],
  ])('leaves %s and its neighbors as they are', async (_, prepare, message) => {
    const file = newPath()
    prepare(file)
    folderWithFile(`${file}.lock`)
    folderWithFile(`${file}.txt.lock`)
    function readable() {
      return existsSync(file) ? contents(file) : readdirSync(path.dirname(file))
    }
    const before = readable()
    expect(await messageOf(file)).toMatch(message)
    expect(readable()).toEqual(before)
  })

  it('refuses a device', async () => {
    expect(await messageOf('/dev/null')).toBe('The data file /dev/null cannot be used: it is not a regular file.')
  })

  it('refuses an empty name', async () => {
    expect(await messageOf('')).toBe('The data file needs a name; it cannot be empty.')
  })

  it('refuses a newer tenant before anything is touched', async () => {
    const file = newPath()
    await tenantFile(file)
    foreignDatabase(file, 'PRAGMA locking_mode = EXCLUSIVE; PRAGMA user_version = 99')
    mkdirSync(`${file}.lock`)
    const before = contents(file)
    expect(await messageOf(file)).toContain('has version 99 and this version knows 1: use a newer version.')
    expect(contents(file)).toEqual(before)
  })

  it("takes a name that means memory to SQLite for a file's", async () => {
    const folder = path.dirname(newPath())
    const script = `require('tsx/cjs/api').register();
      process.chdir(${JSON.stringify(folder)});
      require(${JSON.stringify(path.resolve('emulator/index'))}).createFileStorage(':memory:').then((s) => s.close())`
    spawnSync(process.execPath, ['-e', script])
    expect(readdirSync(folder)).toEqual([':memory:'])
  })
})

const NEIGHBORS = ['.lock', '.owner', '-wal', '-journal']

describe('a tenant that is to be kept beside a file whose name it needs', () => {
  it.each(NEIGHBORS)('leaves a text that ends with %s, and names it', async (suffix) => {
    const file = newPath()
    writeFileSync(file + suffix, TEXT)
    expect(await messageOf(file)).toBe(
      `The data file ${file} cannot be used: ${file}${suffix} is in the way, and would be overwritten; choose another name, or move tenant.db${suffix} away.`,
    )
    expect(contents(file)).toEqual({ [`tenant.db${suffix}`]: TEXT })
  })

  it.each(NEIGHBORS)('leaves a folder that ends with %s when there is a tenant already', async (suffix) => {
    const file = newPath()
    await tenantFile(file)
    folderWithFile(file + suffix)
    const before = contents(file)
    expect(await messageOf(file)).toContain(suffix)
    expect(contents(file)).toEqual(before)
  })

  it('removes the empty folder that a killed process left', async () => {
    const file = newPath()
    await tenantFile(file)
    mkdirSync(`${file}.lock`)
    expect(await messageOf(file)).toBe('it was opened')
    expect(existsSync(`${file}.lock`)).toBe(false)
  })
})

describe('a tenant that is kept through a link', () => {
  it('is one tenant under both names', async () => {
    const file = newPath()
    await tenantFile(file)
    const link = path.join(path.dirname(file), 'link.db')
    symlinkSync(file, link)
    const storage = await createFileStorage(link)
    storage.collection('users').put('a', 1)
    expect(await messageOf(file)).toContain('is in use by this process')
    storage.close()
    const again = await createFileStorage(file)
    expect(again.collection('users').all()).toEqual([1])
    again.close()
  })
})

/** Opens a data file as a user without rights; files of a superuser are writable whatever their mode. */
function messageForOthers(file: string): string {
  const script = `require('tsx/cjs/api').register();
    const { createFileStorage } = require('./emulator/index');
    process.setuid?.(process.getuid() === 0 ? 65534 : process.getuid());
    createFileStorage(${JSON.stringify(file)}).then((s) => (s.close(), 'it was opened'), ({ message }) => message).then(console.log)`
  return spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' }).stdout.trim()
}

describe('a tenant that is to be kept where this user may not write', () => {
  it('says so of a file that can only be read', async () => {
    const file = newPath()
    await tenantFile(file)
    chmodSync(path.dirname(file), 0o777)
    chmodSync(file, 0o444)
    expect(messageForOthers(file)).toBe(
      `The data file ${file} cannot be used: ${file} cannot be read and written by this user.`,
    )
  })

  it('says so of a folder that can only be read', async () => {
    const file = newPath()
    chmodSync(path.dirname(file), 0o555)
    expect(messageForOthers(file)).toBe(
      `The data file ${file} cannot be used: ${path.dirname(file)} cannot be read and written by this user.`,
    )
  })
})
