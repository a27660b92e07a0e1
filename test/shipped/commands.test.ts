import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { COMMANDS } from '../../cli/commands'
import { version } from '../../package.json'

const COMMAND = join(__dirname, '..', '..', 'dist', 'cli', 'main.js')

const folder = mkdtempSync(join(tmpdir(), 'commands-'))
afterAll(() => rmSync(folder, { recursive: true }))

function run(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, ...args], { cwd: folder, encoding: 'utf8' })
  return { status, stdout, stderr }
}

/** What the first line of a local tenant says, while it runs. */
async function whileEmulating(
  args: readonly string[],
  use: (tenant: Readonly<Record<string, string>>) => Promise<void>,
) {
  const child: ChildProcess = spawn(process.execPath, [COMMAND, 'emulate', '--json', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (child.stdout === null) throw new Error('the command was started without a pipe')
  const ended = once(child, 'exit')
  try {
    const [line] = await once(createInterface(child.stdout), 'line')
    await use(JSON.parse(line))
  } finally {
    child.kill('SIGTERM')
  }
  expect(await ended).toEqual([0, null])
}

/** What each command does when all is well. */
const TRIES: Readonly<Record<string, () => Promise<void>>> = {
  emulate: () =>
    whileEmulating([], async ({ url, api_token }) => {
      const answer = await fetch(`${url}/api/v2/event-streams`, { headers: { authorization: `Bearer ${api_token}` } })
      expect([answer.status, await answer.json()]).toMatchObject([200, expect.anything()])
    }),

  install: async () => {
    const mirror = join(folder, 'mirror')
    expect(run('install', '--dir', mirror)).toMatchObject({ status: 0, stderr: '' })
    expect(readdirSync(mirror, { recursive: true, encoding: 'utf8' })).toEqual(
      expect.arrayContaining([expect.stringMatching(/auth0-event-streams\/auth0\/.*\.zip$/)]),
    )
  },

  verify: async () => {
    const { status, stdout, stderr } = run('verify', folder)
    expect([status, stdout + stderr]).toEqual([1, expect.stringContaining('SHA256SUMS')])
  },
}

describe('the built command', () => {
  it('has a try for each of its commands', () => {
    expect(Object.keys(TRIES).sort()).toEqual([...COMMANDS.keys()].sort())
  })

  it.each(Object.entries(TRIES))('does its work: %s', async (_, attempt) => {
    await attempt()
  })

  it.each([...COMMANDS.keys()])('explains itself: %s', (name) => {
    const { status, stdout } = run(name, '--help')
    expect([status, stdout]).toEqual([0, expect.stringContaining(`auth0-event-streams ${name}`)])
  })

  it('says its version', () => {
    expect(run('--version')).toMatchObject({ status: 0, stdout: `${version}\n` })
  })

  it('refuses a command that it does not have', () => {
    expect(run('plan')).toMatchObject({ status: 2, stderr: expect.stringContaining('Unknown command "plan"') })
  })

  it('serves a tenant by TLS, with a certificate of its own', () =>
    whileEmulating(['--tls'], async ({ url = '', ca = '' }) => {
      const answered = once(request(url, { ca: readFileSync(ca) }).end(), 'response')
      const [{ statusCode }] = await answered
      expect(statusCode).toBeLessThan(500)
    }))
})
