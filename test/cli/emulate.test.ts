import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'

const root = path.join(__dirname, '..', '..')
const children: ChildProcess[] = []

/** The command from source, in one process, so that a signal to it reaches it. */
function emulate(...args: readonly string[]): ChildProcess {
  const child = spawn(process.execPath, ['--import', 'tsx', path.join(root, 'cli', 'main.ts'), 'emulate', ...args], {
    cwd: root,
  })
  children.push(child)
  return child
}

/** What it writes first, which is all it has to say. */
async function output({ stdout }: ChildProcess): Promise<string> {
  if (stdout === null) throw new Error('The command has no stdout')
  const [chunk] = await once(stdout, 'data')
  return String(chunk)
}

afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    child.kill('SIGTERM')
    await once(child, 'exit')
  }
})

describe('auth0-event-streams emulate', () => {
  it('prints one line of JSON and answers under the address in it', async () => {
    const line = await output(emulate('--json'))
    const { url, api_token, ...rest } = JSON.parse(line)
    expect(Object.keys(rest)).toEqual(['domain', 'client_id', 'client_secret'])
    const headers = { authorization: `Bearer ${api_token}` }
    expect((await fetch(`${url}/api/v2/event-streams`, { headers })).status).toBe(200)
  })

  it('prints https addresses and the authority with --tls', async () => {
    const { url, domain, ca } = JSON.parse(await output(emulate('--json', '--tls')))
    expect([url, domain]).toEqual([expect.stringMatching(/^https:/), url])
    expect(existsSync(ca)).toBe(true)
  })

  it('shows a person what to export', async () => {
    const text = await output(emulate('--client-id', 'me', '--client-secret', 'mine'))
    expect(text).toMatch(/export AUTH0_DOMAIN=http:\/\/127\.0\.0\.1:\d+\n/)
    expect(text).toContain('export AUTH0_CLIENT_ID=me\nexport AUTH0_CLIENT_SECRET=mine\n')
  })

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'stops on %s with exit code 0 and without its certificate',
    async (signal) => {
      const child = emulate('--json', '--tls')
      const { ca } = JSON.parse(await output(child))
      child.kill(signal)
      const [exitCode] = await once(child, 'exit')
      expect([exitCode, existsSync(ca)]).toEqual([0, false])
    },
  )

  it('says in one sentence that its port is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as { port: number }
    const child = emulate('--port', String(port))
    let err = ''
    child.stderr?.on('data', (chunk) => {
      err += chunk
    })
    const [exitCode] = await once(child, 'close')
    server.close()
    expect([exitCode, err]).toEqual([1, expect.stringMatching(/^Port \d+ on 127\.0\.0\.1 is in use\. .+\.\n$/)])
  })
})
