import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const root = path.join(__dirname, '..', '..')
const folder = mkdtempSync(path.join(tmpdir(), 'emulate-data-'))
const children: ChildProcess[] = []

function emulate(...args: readonly string[]): ChildProcess {
  const command = ['--import', 'tsx', path.join(root, 'cli', 'main.ts'), 'emulate', '--json', ...args]
  const child = spawn(process.execPath, command, { cwd: root })
  children.push(child)
  return child
}

async function started(...args: readonly string[]) {
  const child = emulate(...args)
  const [line] = await once(child.stdout ?? child, 'data')
  return { child, ...(JSON.parse(String(line)) as { url: string; api_token: string; client_secret: string }) }
}

async function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  child.kill(signal)
  await once(child, 'exit')
}

async function failure(...args: readonly string[]): Promise<{ exitCode: number; err: string }> {
  const child = emulate(...args)
  let err = ''
  child.stderr?.on('data', (chunk) => {
    err += chunk
  })
  const [exitCode] = await once(child, 'close')
  return { exitCode, err }
}

async function streams({ url, api_token }: { url: string; api_token: string }, body?: object) {
  const headers = { authorization: `Bearer ${api_token}`, 'content-type': 'application/json' }
  const content = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
  return (await fetch(`${url}/api/v2/event-streams`, { headers, ...content })).json()
}

function file(name: string, content?: unknown): string {
  const full = path.join(folder, name)
  if (content !== undefined) writeFileSync(full, typeof content === 'string' ? content : JSON.stringify(content))
  return full
}

const STREAM = {
  name: 'bus',
  subscriptions: [{ event_type: 'user.created' }],
  destination: { type: 'eventbridge', configuration: { aws_account_id: '123456789012', aws_region: 'us-east-1' } },
}

afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) await stop(child, 'SIGKILL')
  }
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('auth0-event-streams emulate --data', () => {
  it.each(['SIGTERM', 'SIGKILL'] as const)('keeps the tenant across a %s', async (signal) => {
    const data = file(`${signal}.db`)
    const before = await started('--data', data)
    await streams(before, STREAM)
    await stop(before.child, signal)
    const after = await started('--data', data)
    expect(await streams(after)).toMatchObject({ eventStreams: [{ name: 'bus' }] })
    expect([after.api_token, after.client_secret]).toEqual([before.api_token, before.client_secret])
  })

  it('says in one sentence that another process has the file', async () => {
    const data = file('taken.db')
    const { child } = await started('--data', data)
    const { exitCode, err } = await failure('--data', data)
    const remedy = `stop it first, or if it no longer runs, delete ${data}.owner.`
    expect([exitCode, err]).toEqual([1, `The data file ${data} is in use by process ${child.pid}; ${remedy}\n`])
  })
})

describe('auth0-event-streams emulate --seed', () => {
  it('fills the tenant', async () => {
    expect(await streams(await started('--seed', file('seed.json', { event_streams: [STREAM] })))).toMatchObject({
      eventStreams: [{ name: 'bus' }],
    })
  })

  it('names what is wrong with the file by its path', async () => {
    const seed = { event_streams: [STREAM, { ...STREAM, name: 7 }] }
    const { exitCode, err } = await failure('--seed', file('bad.json', seed))
    const fault = 'event_streams[1].name: Expected type string but found type integer'
    expect([exitCode, err]).toEqual([1, `Cannot load the seed:\n${fault}\n`])
  })

  it.each([
    [
      'that is not there',
      'nowhere.json',
      undefined,
      /^Cannot read the seed .*nowhere\.json: no such file or directory \(ENOENT\)\.\n$/,
    ],
    ['that is no JSON', 'text.json', 'hello', /^Cannot load the seed .*text\.json:\nnot JSON: .*\n$/],
  ])('refuses a file %s', async (_, name, content, message) => {
    const { exitCode, err } = await failure('--seed', file(name, content))
    expect([exitCode, err]).toEqual([1, expect.stringMatching(message)])
  })
})
