import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Database } from 'node-sqlite3-wasm'
import { createFileStorage, DataFileError, type Storage } from '../../../emulator/index'
import { dataFiles } from './storage-kit'

const newPath = dataFiles()
const opened: Storage[] = []
async function open(file: string): Promise<Storage> {
  const storage = await createFileStorage(file)
  opened.push(storage)
  return storage
}
afterEach(() => {
  for (const storage of opened.splice(0)) storage.close()
})

async function reopened(file: string, change: (storage: Storage) => void): Promise<Storage> {
  const storage = await open(file)
  change(storage)
  storage.close()
  return open(file)
}

describe('a storage in a file', () => {
  it('gives back what was put, in the order of first arrival', async () => {
    const storage = await reopened(newPath(), (before) => {
      const users = before.collection<object>('users')
      for (const id of ['c', 'a', 'b']) users.put(id, { id, text: 'ünï\u0000"', nested: [1, null] })
      users.put('c', { id: 'c', changed: true })
    })
    expect(storage.collection('users').all()).toEqual([
      { id: 'c', changed: true },
      { id: 'a', text: 'ünï\u0000"', nested: [1, null] },
      { id: 'b', text: 'ünï\u0000"', nested: [1, null] },
    ])
  })

  it('puts what was deleted and put again at the end', async () => {
    const storage = await reopened(newPath(), (before) => {
      const numbers = before.collection<number>('numbers')
      for (const value of [1, 2]) numbers.put(String(value), value)
      numbers.delete('1')
      numbers.put('1', 1)
    })
    expect(storage.collection('numbers').all()).toEqual([2, 1])
  })

  it('keeps the order of what arrives after a restart behind what was there', async () => {
    const file = newPath()
    await reopened(file, (before) => before.collection('numbers').put('1', 1))
    opened.splice(0).at(-1)?.close()
    const storage = await reopened(file, (before) => before.collection('numbers').put('0', 0))
    expect(storage.collection('numbers').all()).toEqual([1, 0])
  })

  it('holds nothing once it was cleared, but for what came after', async () => {
    const storage = await reopened(newPath(), (before) => {
      before.collection('users').put('a', 1)
      before.clear()
      before.collection('users').put('b', 2)
    })
    expect(storage.collection('users').all()).toEqual([2])
  })

  it('has one collection for each name', async () => {
    const storage = await reopened(newPath(), (before) => {
      before.collection('a').put('id', 'of a')
      before.collection('b').put('id', 'of b')
      before.collection('b').delete('id')
    })
    expect([storage.collection('a').get('id'), storage.collection('b').size]).toEqual(['of a', 0])
  })

  it.each([
    ['at once when it is asked to', (storage: Storage) => storage.flush()],
    ['soon when nobody asks', () => new Promise((resolve) => setImmediate(resolve))],
  ])('writes what has changed %s', async (_, wait) => {
    const file = newPath()
    const storage = await open(file)
    storage.collection('users').put('a', { name: 'written' })
    await wait(storage)
    const written = readdirSync(path.dirname(file)).map((name) => path.join(path.dirname(file), name))
    const contents = written.filter((name) => statSync(name).isFile()).map((name) => readFileSync(name, 'latin1'))
    expect(contents.join('')).toContain('"name":"written"')
  })

  it('leaves no lock behind once it is closed, and can be closed twice', async () => {
    const file = newPath()
    const storage = await open(file)
    storage.close()
    storage.close()
    expect(readdirSync(path.dirname(file))).toEqual(['tenant.db'])
  })

  it('can be read by nobody but its owner', async () => {
    const file = newPath()
    await open(file)
    expect(statSync(file).mode & 0o077).toBe(0)
  })
})

describe('a data file', () => {
  it('is refused to a second storage while the first is open', async () => {
    const file = newPath()
    await open(file)
    await expect(createFileStorage(file)).rejects.toThrow(
      new DataFileError(
        `The data file ${file} is in use by this process; stop it first, or if it no longer runs, delete ${file}.owner.`,
      ),
    )
  })

  it('is refused to a second process, which is told who has it', async () => {
    const file = newPath()
    await open(file)
    const second = `require('tsx/cjs/api').register();
      require('./emulator/index').createFileStorage(${JSON.stringify(file)}).catch(({ message }) => console.log(message))`
    const { stdout } = spawnSync(process.execPath, ['-e', second], { encoding: 'utf8' })
    expect(stdout).toContain(`is in use by process ${process.pid};`)
  })

  it.each([
    ['a process that is gone', { pid: 2 ** 22 + 1 }],
    ['a process whose number another has now', { pid: process.ppid, startTicks: '1' }],
    ['a process that had the number of this one', { pid: process.pid, startTicks: '1' }],
  ])('is taken over from %s', async (_, owner) => {
    const file = newPath()
    writeFileSync(`${file}.owner`, JSON.stringify({ host: require('node:os').hostname(), ...owner }))
    const storage = await open(file)
    storage.collection('users').put('a', 1)
    expect(existsSync(`${file}.owner`)).toBe(true)
  })

  it('is refused when a newer version wrote it', async () => {
    const file = newPath()
    ;(await open(file)).close()
    const database = new Database(file)
    database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA user_version = 99')
    database.close()
    await expect(createFileStorage(file)).rejects.toThrow(
      'has version 99 and this version knows 1: use a newer version.',
    )
  })

  it('is refused in a folder that does not exist', async () => {
    await expect(createFileStorage('/nowhere/tenant.db')).rejects.toThrow(
      'The data file /nowhere/tenant.db cannot be used: /nowhere does not exist.',
    )
  })
})
