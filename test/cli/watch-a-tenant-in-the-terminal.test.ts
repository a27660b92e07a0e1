import { type ChildProcess, spawn } from 'node:child_process'
import { describeHappening } from '../../cli/live-log'
import type { Happening } from '../../emulator/index'

const children: ChildProcess[] = []
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGTERM')
})

/** The shipped command, and what it has printed so far. */
function emulate(...args: readonly string[]) {
  const child = spawn(process.execPath, ['dist/cli/main.js', 'emulate', ...args])
  children.push(child)
  let text = ''
  child.stdout.on('data', (chunk) => {
    text += chunk
  })
  return {
    text: () => text,
    async shown(words: RegExp | string): Promise<void> {
      while (!(typeof words === 'string' ? text.includes(words) : words.test(text))) {
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    },
  }
}

function exported(text: string, name: string) {
  return new RegExp(`^export ${name}=(.*)$`, 'm').exec(text)?.[1] ?? ''
}

describe('the terminal of a tenant', () => {
  it('shows how to connect: Terraform, constructs, a token and a curl line', async () => {
    const { text, shown } = emulate('--client-id', 'me', '--client-secret', "it's mine", '--api-token', 'always')
    await shown('/__emulator/\n')
    const domain = exported(text(), 'AUTH0_DOMAIN')
    expect(domain).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    expect(text()).toContain(`export AUTH0_CLIENT_SECRET='it'\\''s mine'\n`)
    expect(exported(text(), 'TF_VAR_auth0_domain')).toBe(domain)
    expect(exported(text(), 'TF_VAR_auth0_client_id')).toBe('me')
    expect(text()).toContain(`curl -H 'Authorization: Bearer always' ${domain}/api/v2/event-streams\n`)
  })

  it('shows a domain that every client takes, and the authority, with TLS', async () => {
    const { text, shown } = emulate('--tls')
    await shown('/__emulator/\n')
    expect(exported(text(), 'AUTH0_DOMAIN')).toMatch(/^127\.0\.0\.1:\d+$/)
    expect(exported(text(), 'TF_VAR_auth0_domain')).toBe(exported(text(), 'AUTH0_DOMAIN'))
    const ca = exported(text(), 'NODE_EXTRA_CA_CERTS')
    expect(text()).toContain(`curl --cacert ${ca} -H`)
  })

  it('shows requests, deliveries and what actions write', async () => {
    const { text, shown } = emulate('--api-token', 'always', '--failure-limits', '1,9', '--webhook-timeout', '200')
    await shown('/__emulator/\n')
    const url = exported(text(), 'AUTH0_DOMAIN')
    async function post(path: string, body: object) {
      const headers = { authorization: 'Bearer always', 'content-type': 'application/json' }
      return (await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) })).json()
    }
    const code = "exports.onExecuteEventStream = async () => console.log('hello from the action')"
    const { id: action_id } = (await post('/__emulator/actions', { code })) as { id: string }
    const stream = { name: 'mine', subscriptions: [{ event_type: 'user.created' }] }
    await post('/api/v2/event-streams', { ...stream, destination: { type: 'action', configuration: { action_id } } })
    await post('/__emulator/events', { type: 'user.created', object: {} })
    await shown('console.log: hello from the action')
    await shown(/user\.created -> "mine" delivered \(\d+ ms\)/)
    expect(text()).toMatch(/^\d\d:\d\d:\d\d POST \/api\/v2\/event-streams 201$/m)
  })

  it('shows nothing but the address when it is told to be quiet', async () => {
    const { text, shown } = emulate('--quiet')
    await shown('/__emulator/\n')
    const before = text()
    await fetch(`${exported(before, 'AUTH0_DOMAIN')}/api/v2/event-streams`)
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(text()).toBe(before)
  })

  it('prints one line of JSON for scripts, and nothing after it', async () => {
    const { text, shown } = emulate('--json')
    await shown('\n')
    const { url } = JSON.parse(text())
    await fetch(`${url}/api/v2/event-streams`)
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(text().trim().split('\n')).toHaveLength(1)
    expect(Object.keys(JSON.parse(text()))).toEqual(['url', 'domain', 'client_id', 'client_secret', 'api_token'])
  })
})

describe('a line of the terminal', () => {
  it('writes what a terminal would obey as escapes', () => {
    const stream = { id: 'est_1', name: 'a\u001b[2Jb\u202ec\u009b' } as never
    const happening: Happening = { kind: 'disabled', stream, reason: 'because' }
    expect(describeHappening(happening)).toMatch(/event stream "a\\u001b\[2Jb\\u202ec\\u009b" was disabled: because\n$/)
  })
})
