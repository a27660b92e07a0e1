import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type BudgetState, unknownState } from '../../../../provider/management/budget/bucket'
import { createFileStore } from '../../../../provider/management/budget/file-store'
import type { BudgetStore } from '../../../../provider/management/budget/store'

const ORIGIN = 'https://example.eu.auth0.com'

let parent: string
let folder: string
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'budget-'))
  folder = join(parent, 'shared')
})
afterEach(() => rmSync(parent, { recursive: true }))

function open(origin = ORIGIN, now = Date.now): BudgetStore {
  return createFileStore(folder, origin, { now, elapsed: now, sleep: async (ms) => void (await wait(ms)) })
}

function file(): string {
  return join(folder, readdirSync(folder).find((name) => name.endsWith('.json')) ?? 'none')
}

async function read(store: BudgetStore): Promise<BudgetState> {
  let seen: BudgetState | undefined
  await store.change((state) => {
    seen = state
    return state
  })
  return seen ?? unknownState(0)
}

function setLevel(store: BudgetStore, level: number) {
  return store.change((state) => ({ ...state, limit: 1000, level }))
}

describe('the file of a tenant', () => {
  it('carries what one process knows to the others', async () => {
    await setLevel(open(), 7)
    expect(await read(open())).toMatchObject({ limit: 1000, level: 7 })
  })

  it('is one per tenant', async () => {
    await setLevel(open(), 7)
    expect(await read(open('https://other.eu.auth0.com'))).toMatchObject({ limit: 'unknown' })
  })

  it('names no tenant and is for this user alone', async () => {
    await setLevel(open(), 7)
    expect(`${file()}${readFileSync(file(), 'utf8')}`).not.toContain('example')
    expect([statSync(folder).mode & 0o777, statSync(file()).mode & 0o777]).toEqual([0o700, 0o600])
  })

  it('loses no change when many are made at once', async () => {
    const stores = [open(), open(), open(), open()]
    await setLevel(open(), 0)
    function change(store: BudgetStore) {
      return store.change((state) => ({ ...state, level: state.level + 1 }))
    }
    await Promise.all(Array.from({ length: 200 }, (_, index) => change(stores[index % 4] ?? open())))
    expect(await read(open())).toMatchObject({ level: 200 })
    expect(readdirSync(folder)).toHaveLength(1)
  })

  it.each(['', '{"limit":', 'null', '[]', '{"limit":2}', '{"limit":-1,"level":"x"}'])(
    'is as no file when it holds %j',
    async (text) => {
      await setLevel(open(), 7)
      writeFileSync(file(), text)
      expect(await read(open())).toMatchObject({ limit: 'unknown' })
    },
  )

  it('is deleted when nobody has used it for an hour', async () => {
    await setLevel(open(), 7)
    const old = file()
    const twoHoursAgo = Date.now() / 1000 - 7200
    utimesSync(old, twoHoursAgo, twoHoursAgo)
    await setLevel(open('https://other.eu.auth0.com'), 7)
    expect(readdirSync(folder)).not.toContain(old.slice(folder.length + 1))
  })
})

describe('the lock of a tenant', () => {
  async function leaveLock(ageSeconds: number) {
    await setLevel(open(), 7)
    const lock = `${file()}.lock`
    writeFileSync(lock, '{"lim')
    const at = Date.now() / 1000 - ageSeconds
    utimesSync(lock, at, at)
  }

  it('is broken when its process was killed', async () => {
    await leaveLock(10)
    const store = open()
    await setLevel(store, 8)
    expect(await read(open())).toMatchObject({ level: 8 })
  })

  it('is not waited for longer than a second: then the process goes by what it knows', async () => {
    await setLevel(open(), 7)
    let nowMs = Date.now()
    const slept: number[] = []
    const store = createFileStore(folder, ORIGIN, {
      now: () => nowMs,
      elapsed: () => nowMs,
      sleep: async (ms) => {
        slept.push(ms)
        nowMs += ms
      },
    })
    writeFileSync(`${file()}.lock`, '')
    await setLevel(store, 9)
    expect(slept.reduce((sum, ms) => sum + ms, 0)).toBeLessThan(1100)
    expect(readdirSync(folder).filter((name) => name.endsWith('.lock'))).toHaveLength(1)
    expect(JSON.parse(readFileSync(file(), 'utf8'))).toMatchObject({ level: 7 })
  })

  it('is not needed when the folder is gone', async () => {
    const store = open()
    await setLevel(store, 7)
    rmSync(folder, { recursive: true })
    expect(await read(store)).toMatchObject({ level: 7 })
  })

  it('is not waited for when the client is closed', async () => {
    await setLevel(open(), 7)
    writeFileSync(`${file()}.lock`, '')
    function sleep() {
      return Promise.reject(new Error('closed'))
    }
    const store = createFileStore(folder, ORIGIN, { now: Date.now, elapsed: Date.now, sleep })
    expect(await read(store)).toMatchObject({ level: 7 })
  })
})

describe('a file that can no longer be written', () => {
  it('does not stand in the way of what this process knows', async () => {
    const store = open()
    await setLevel(store, 7)
    const { atMs } = await read(store)
    mkdirSync(`${file()}.lock`)
    function sleep() {
      return Promise.reject(new Error('closed'))
    }
    const closed = createFileStore(folder, ORIGIN, { now: Date.now, elapsed: Date.now, sleep })
    await closed.change((state) => ({ ...state, level: state.level - 1, atMs: atMs + 1 }))
    await closed.change((state) => ({ ...state, level: state.level - 1, atMs: atMs + 2 }))
    expect(await read(closed)).toMatchObject({ level: 5 })
    expect(JSON.parse(readFileSync(file(), 'utf8'))).toMatchObject({ level: 7 })
  })

  it('counts for nothing once another process has written later', async () => {
    const store = open()
    await setLevel(store, 7)
    await open().change((state) => ({ ...state, level: 3, atMs: state.atMs + 1 }))
    expect(await read(store)).toMatchObject({ level: 3 })
  })
})

describe('the folder', () => {
  it('is refused when it is a link', () => {
    mkdirSync(join(parent, 'elsewhere'))
    symlinkSync(join(parent, 'elsewhere'), folder)
    expect(() => open()).toThrow('it is not a directory')
  })

  it('is not made when the folder for temporary files is not there', () => {
    rmSync(parent, { recursive: true })
    expect(() => open()).toThrow('ENOENT')
    expect(existsSync(parent)).toBe(false)
    mkdirSync(parent)
  })

  it('is refused when it is a file', () => {
    writeFileSync(folder, '')
    expect(() => open()).toThrow()
  })

  it('is refused when others may write to it', () => {
    mkdirSync(folder)
    chmodSync(folder, 0o777)
    expect(() => open()).toThrow('others may write to it')
  })

  it('is refused when it belongs to another user', () => {
    mkdirSync(folder)
    const getuid = jest.spyOn(process, 'getuid' as never).mockReturnValue(4_294_967 as never)
    try {
      expect(() => open()).toThrow('it belongs to another user')
    } finally {
      getuid.mockRestore()
    }
  })
})

describe('a shared file that nobody can have written', () => {
  it.each([
    ['a rate that is next to nothing', { perSecond: 1e-9 }],
    ['a rate that no plan has', { perSecond: 1e9 }],
    ['a rate of nothing', { perSecond: 0 }],
    ['a level below nothing', { level: -1 }],
    ['no moment of its hold', { pausedSinceMs: null }],
  ])('is forgotten: %s', async (_, over) => {
    await setLevel(open(), 7)
    writeFileSync(file(), JSON.stringify({ ...JSON.parse(readFileSync(file(), 'utf8')), ...over }))
    expect(await read(open())).toMatchObject({ limit: 'unknown' })
  })

  it('is told of once when a folder is in the place of its lock, and no longer waited for', async () => {
    await setLevel(open(), 7)
    mkdirSync(`${file()}.lock`)
    const said: unknown[] = []
    const slept: number[] = []
    const store = createFileStore(folder, ORIGIN, {
      now: Date.now,
      elapsed: Date.now,
      sleep: async (ms) => void slept.push(ms),
      log: (entry) => said.push(entry),
    })
    await setLevel(store, 5)
    await setLevel(store, 4)
    expect([said, slept]).toEqual([
      [{ event: 'warning', message: expect.stringMatching(/is not shared .*\.lock" is not a file; remove it$/) }],
      [],
    ])
    expect(await read(store)).toMatchObject({ level: 4 })
  })
})
