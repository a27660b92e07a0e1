import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { parentGone } from '../../cli/parent-watch'

const COMMAND = 'node -r ./test/cli/say-number.cjs dist/cli/main.js emulate --json'
const children: ChildProcess[] = []
const tenants: number[] = []

/** A shell that starts the command and stays its parent, as npx and npm run do, or as a terminal does. */
function startBy(script: string, env: Record<string, string>): ChildProcess {
  const { npm_execpath: _path, npm_config_user_agent: _agent, ...clean } = process.env
  const child = spawn('/bin/sh', ['-c', script], { env: { ...clean, ...env }, stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  return child
}

async function addressOf({ stdout }: ChildProcess): Promise<string> {
  let text = ''
  while (!text.includes('}\n')) text += String((await once(stdout ?? process.stdin, 'data'))[0])
  const [number = '', line = ''] = text.split('\n')
  tenants.push(Number(number))
  return JSON.parse(line).url
}

async function answers(url: string) {
  return (await fetch(`${url}/__emulator/clock`).catch(() => undefined))?.ok === true
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  for (const pid of tenants.splice(0)) if (isRunning(pid)) process.kill(pid, 'SIGKILL')
})

const NPM = { npm_execpath: '/usr/lib/node_modules/npm/bin/npm-cli.js' }

describe('a tenant that npx or an npm script has started', () => {
  it.each(['SIGKILL', 'SIGTERM'] as const)('stops when that is ended by %s', async (signal) => {
    const parent = startBy(`${COMMAND}; true`, NPM)
    const url = await addressOf(parent)
    expect(await answers(url)).toBe(true)
    parent.kill(signal)
    while (await answers(url)) await sleep(50)
  })

  it.each(['SIGKILL', 'SIGTERM'] as const)('stops when %s ends npm behind its shell', async (signal) => {
    // A program that starts a shell and does nothing more, as npm does.
    const npm = `require('child_process').spawn('/bin/sh', ['-c', '${COMMAND}; true'], { stdio: 'inherit' })`
    const parent = startBy(`exec node -e "${npm}"`, NPM)
    const url = await addressOf(parent)
    parent.kill(signal)
    while (await answers(url)) await sleep(50)
  })

  it('keeps running when the terminal is closed in which npm was put into the background', async () => {
    const npm = `require('child_process').spawn('/bin/sh', ['-c', '${COMMAND}; true'], { stdio: 'inherit' })`
    const terminal = startBy(`node -e "${npm}" & wait`, NPM)
    const url = await addressOf(terminal)
    terminal.kill('SIGKILL')
    await sleep(1_500)
    expect(await answers(url)).toBe(true)
  })

  it('keeps running with --detached', async () => {
    const parent = startBy(`${COMMAND} --detached; true`, NPM)
    const url = await addressOf(parent)
    parent.kill('SIGKILL')
    await sleep(1_500)
    expect(await answers(url)).toBe(true)
  })

  it('keeps running when a script put it into the background and ended', async () => {
    const parent = startBy(`(${COMMAND} &)`, NPM)
    const url = await addressOf(parent)
    await sleep(1_500)
    expect(await answers(url)).toBe(true)
  })
})

describe('a tenant that was started without npm', () => {
  it('keeps running when the shell that started it ends, as after nohup', async () => {
    const parent = startBy(`${COMMAND}; true`, {})
    const url = await addressOf(parent)
    parent.kill('SIGKILL')
    await sleep(1_500)
    expect(await answers(url)).toBe(true)
  })

  it.each([0, 1])('has no parent to watch when that is %i from the start', async (ppid) => {
    const watched = parentGone({ pid: process.pid, ppid, env: NPM }).then(() => 'gone')
    expect(await Promise.race([watched, sleep(700).then(() => 'not gone')])).toBe('not gone')
  })
})
