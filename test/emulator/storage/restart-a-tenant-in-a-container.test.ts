import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { createFileStorage } from '../../../emulator/index'
import { dataFiles } from './storage-kit'

const newPath = dataFiles()

async function opens(file: string): Promise<string> {
  try {
    ;(await createFileStorage(file)).close()
    return 'opened'
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

function leaveLock(file: string, owner: object, ageMs: number): void {
  writeFileSync(`${file}.owner`, JSON.stringify(owner))
  const at = (Date.now() - ageMs) / 1000
  utimesSync(`${file}.owner`, at, at)
}

describe('a data file whose holder was in another container', () => {
  it.each([
    ['another host name', { pid: 1, host: 'b1946ac92492' }],
    ['the same host name in other process numbers', { pid: 1, host: hostname(), machine: 'another boot pid:[1]' }],
  ])('is taken over when the lock is old: %s', async (_, owner) => {
    const file = newPath()
    leaveLock(file, owner, 60_000)
    expect(await opens(file)).toBe('opened')
  })

  it('is taken over after a look when the holder was killed a moment ago', async () => {
    const file = newPath()
    leaveLock(file, { pid: 1, host: 'b1946ac92492' }, 4_000)
    expect(await opens(file)).toBe('opened')
  })

  it('is refused while the holder writes its lock', async () => {
    const file = newPath()
    const owner = { pid: 1, host: 'b1946ac92492' }
    leaveLock(file, owner, 0)
    const beat = setInterval(() => leaveLock(file, owner, 0), 500)
    expect(await opens(file)).toContain('is in use by process 1 on b1946ac92492; ')
    clearInterval(beat)
  })
})

describe('a lock', () => {
  it('is written again and again while its holder runs', async () => {
    const file = newPath()
    const storage = await createFileStorage(file)
    utimesSync(`${file}.owner`, 1, 1)
    for (let waited = 0; waited < 40 && statSync(`${file}.owner`).mtimeMs < 5_000; waited += 1) await sleep(100)
    expect(statSync(`${file}.owner`).mtimeMs).toBeGreaterThan(5_000)
    storage.close()
  })
})

const isLinux = process.platform === 'linux'
const onLinux = isLinux ? describe : describe.skip

onLinux('a data file whose holder was killed and not reaped', () => {
  it('is taken over', async () => {
    const file = newPath()
    const holder = `require('tsx/cjs/api').register(); require('./emulator/index').createFileStorage(${JSON.stringify(file)}).then(() => setInterval(() => {}, 1000))`
    // The shell becomes a program that never waits for the child it got before.
    const script = `"$0" -e "$1" & echo $!; exec sleep 60`
    const parent = spawn('/bin/sh', ['-c', script, process.execPath, holder], { stdio: ['ignore', 'pipe', 'inherit'] })
    const [line] = await once(parent.stdout, 'data')
    const pid = Number(String(line).trim())
    while (!existsSync(`${file}.owner`)) await sleep(50)
    expect(await opens(file)).toContain(`is in use by process ${pid};`)
    process.kill(pid, 'SIGKILL')
    while (!/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))) await sleep(20)
    expect(await opens(file)).toBe('opened')
    parent.kill('SIGKILL')
  })
})
