import { readFileSync } from 'node:fs'
import { get, request } from 'node:http'
import { connect } from 'node:tls'
import type { Emulator, EmulatorOptions } from '../../../emulator/index'
import { webhookStream } from '../tenant-kit'

// What is shipped, not what it is made of.
const { startEmulator }: typeof import('../../../emulator/index') = require('../../../dist/emulator/index')

const started: Emulator[] = []
afterEach(async () => {
  for (const emulator of started.splice(0)) await emulator.close()
})

async function open(options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = await startEmulator({ onUnknownRoute: 'silent', ...options })
  started.push(emulator)
  return emulator
}

/** A request as a browser sends it to a name that points to this machine: Host and Origin agree. */
function call({ url }: Emulator, method: string, path: string, headers: Record<string, string>, body = '') {
  return new Promise<{ status: number; text: string; headers: NodeJS.Dict<string | string[]> }>((resolve, reject) => {
    const outgoing = request(url + path, { method, headers }, (response) => {
      let text = ''
      response.on('data', (chunk) => {
        text += chunk
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text, headers: response.headers }))
    })
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

const ROUTES = [
  ['GET', '/__emulator/requests'],
  ['GET', '/__emulator/'],
  ['POST', '/__emulator/clients'],
  ['POST', '/__emulator/reset'],
  ['GET', '/'],
  ['GET', '/__emulator/console/style.css'],
  ['GET', '/api/v2/event-streams'],
  ['POST', '/oauth/token'],
  ['GET', '/nowhere'],
] as const

describe('a tenant that is reached by a name of somebody else', () => {
  it.each(ROUTES)('refuses %s %s', async (method, path) => {
    const emulator = await open()
    const port = new URL(emulator.url).port
    for (const name of [
      'evil.example',
      'localhost.evil.example',
      '127.0.0.1.evil.example',
      '10.0.0.1',
      '[::ffff:7f00:1]',
    ]) {
      const host = `${name}:${port}`
      const { status, text } = await call(emulator, method, path, { host, origin: `http://${host}` })
      expect([name, status]).toEqual([name, 403])
      expect(text).toContain('is reachable as 127.0.0.1 and localhost only')
      expect(text).not.toContain(emulator.clientSecret)
    }
    expect(emulator.tenant.requests()).toEqual([])
  })

  it('is not told another story by a target that names the host', async () => {
    const emulator = await open()
    const { port } = new URL(emulator.url)
    const answer = await new Promise<number>((resolve, reject) => {
      get({ port, host: '127.0.0.1', path: 'http://evil.example/__emulator/requests' }, ({ statusCode = 0 }) =>
        resolve(statusCode),
      ).on('error', reject)
    })
    expect(answer).toBe(403)
  })

  it.each(['127.0.0.1', 'localhost', '[::1]', '127.0.0.2', 'LOCALHOST'])('answers under %s', async (name) => {
    const emulator = await open()
    const { status } = await call(emulator, 'GET', '/__emulator/requests', { host: `${name}:1` })
    expect(status).toBe(200)
  })

  it('answers under a name that it was told of', async () => {
    const emulator = await open({ allowedHosts: ['host.docker.internal'] })
    const statuses = await Promise.all(
      ['host.docker.internal', 'docker.internal'].map((host) => call(emulator, 'GET', '/__emulator/', { host })),
    )
    expect(statuses.map(({ status }) => status)).toEqual([200, 403])
  })
})

describe('a tenant that speaks TLS', () => {
  it.each([
    ['host.docker.internal', undefined],
    ['localhost', undefined],
    ['elsewhere.example', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ])('has a certificate for the names that it was told of: %s', async (name, refusal) => {
    const emulator = await open({ tls: true, allowedHosts: ['host.docker.internal'] })
    const ca = readFileSync(emulator.caFile ?? '', 'utf8')
    const socket = connect({ host: '127.0.0.1', port: Number(new URL(emulator.url).port), servername: name, ca })
    const ended = await new Promise<NodeJS.ErrnoException | undefined>((resolve) => {
      socket.once('secureConnect', () => resolve(undefined)).once('error', resolve)
    })
    socket.destroy()
    expect(ended?.code).toBe(refusal)
  })
})

describe('a tenant with a control token', () => {
  const controlToken = 'let me in'
  function basic(password: string) {
    return `Basic ${Buffer.from(`anybody:${password}`).toString('base64')}`
  }

  it.each([
    ['no authorization', undefined, 401],
    ['the token of the API', (emulator: Emulator) => `Bearer ${emulator.apiToken}`, 401],
    ['another password', () => basic('let me'), 401],
    ['no password', () => basic(''), 401],
    ['the token', () => 'Bearer let-me-in', 200],
    ['the token as a password', () => basic('let-me-in'), 200],
  ] as const)('answers %s', async (_, authorization, expected) => {
    const emulator = await open({ controlToken: controlToken.replaceAll(' ', '-') })
    const value = authorization?.(emulator)
    const headers = value === undefined ? {} : { authorization: value }
    const paths = ['/', '/__emulator/', '/__emulator/requests', '/__emulator/console/style.css']
    const answers = await Promise.all(
      paths.map((path) => call(emulator, 'GET', path, headers as Record<string, string>)),
    )
    expect(answers.map(({ status }) => status)).toEqual(paths.map(() => expected))
    if (expected === 401) expect(answers[0]?.headers['www-authenticate']).toContain('Basic')
  })

  it('asks for it on the control routes alone', async () => {
    const emulator = await open({ controlToken })
    const response = await fetch(`${emulator.url}/api/v2/event-streams`, {
      method: 'POST',
      headers: { authorization: `Bearer ${emulator.apiToken}`, 'content-type': 'application/json' },
      body: JSON.stringify(webhookStream()),
    })
    expect(response.status).toBe(201)
  })
})
