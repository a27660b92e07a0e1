import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Emulator, type EmulatorOptions, startEmulator } from '../../../emulator/index'
import { STREAMS, webhookStream } from '../tenant-kit'
import { dataFiles } from './storage-kit'

const newPath = dataFiles()
const running: Emulator[] = []
async function start(options: EmulatorOptions): Promise<Emulator> {
  const emulator = await startEmulator(options)
  running.push(emulator)
  return emulator
}
async function stopAll(): Promise<void> {
  for (const emulator of running.splice(0)) await emulator.close()
}
afterEach(stopAll)

async function callWith(token: string, { url }: Emulator, method: string, path: string, body?: unknown) {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const response = await fetch(url + path, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) }
}
function call(emulator: Emulator, method: string, path: string, body?: unknown) {
  return callWith(emulator.apiToken, emulator, method, path, body)
}

async function issueToken({ url }: Emulator, client_id: string, client_secret: string) {
  const form = { grant_type: 'client_credentials', client_id, client_secret, audience: `${url}/api/v2/` }
  const response = await fetch(`${url}/oauth/token`, { method: 'POST', body: new URLSearchParams(form) })
  return (await response.json()) as { access_token: string }
}

async function restart(options: EmulatorOptions): Promise<Emulator> {
  await stopAll()
  return start(options)
}

const USER = { connection: 'Username-Password-Authentication', email: 'ada@example.com', password: 'a password' }

describe('a tenant in a file', () => {
  it('has its streams, their order and their secrets after a restart', async () => {
    const options = { dataFile: newPath() }
    const before = await start(options)
    for (const name of ['b', 'a', 'c']) await call(before, 'POST', STREAMS, webhookStream({ name }))
    const { body } = await call(before, 'GET', STREAMS)
    const after = await restart(options)
    expect((await call(after, 'GET', STREAMS)).body).toEqual(body)
    expect(after.tenant.secrets(body.eventStreams[0].id)).toEqual({ token: 'first-token' })
  })

  it('goes on with a page that was begun before the restart', async () => {
    const options = { dataFile: newPath() }
    const before = await start(options)
    for (const name of ['a', 'b']) await call(before, 'POST', STREAMS, webhookStream({ name }))
    const { body } = await call(before, 'GET', `${STREAMS}?take=1`)
    await call(before, 'DELETE', `${STREAMS}/${before.tenant.eventStreams()[1]?.id}`)
    const after = await restart(options)
    await call(after, 'POST', STREAMS, webhookStream({ name: 'c' }))
    const { body: rest } = await call(after, 'GET', `${STREAMS}?take=1&from=${body.next}`)
    expect(rest.eventStreams).toMatchObject([{ name: 'c' }])
  })

  it('keeps the variables good that clients connect with, and the tokens they got', async () => {
    const options = { dataFile: newPath() }
    const before = await start(options)
    const { access_token } = await issueToken(before, before.clientId, before.clientSecret)
    const { apiToken, clientId, clientSecret } = before
    const after = await restart(options)
    expect([after.apiToken, after.clientId, after.clientSecret]).toEqual([apiToken, clientId, clientSecret])
    expect((await callWith(access_token, after, 'GET', STREAMS)).status).toBe(200)
  })

  it('takes another secret when it is given one, and keeps that', async () => {
    const dataFile = newPath()
    await start({ dataFile, client: { clientId: 'one', clientSecret: 'old' }, apiToken: 'token' })
    await restart({ dataFile, client: { clientSecret: 'new' } })
    const { clientId, clientSecret, apiToken } = await restart({ dataFile })
    expect([clientId, clientSecret, apiToken]).toEqual(['one', 'new', 'token'])
  })

  it('knows the clients that were registered while it ran', async () => {
    const options = { dataFile: newPath() }
    const { tenant } = await start(options)
    const { client_id, client_secret = '' } = tenant.addClient({ scopes: ['read:event_streams'] })
    const after = await restart(options)
    expect(await issueToken(after, client_id, client_secret)).toMatchObject({ scope: 'read:event_streams' })
  })

  it('has users, actions, deliveries and statistics after a restart', async () => {
    const handler = createServer((_, outgoing) => outgoing.writeHead(400).end()).listen(0, '127.0.0.1')
    await once(handler, 'listening')
    const { port } = handler.address() as AddressInfo
    const webhookOverrides = { 'https://example.com': `http://127.0.0.1:${port}` }
    const options = { dataFile: newPath(), actionDelayMs: 0, deliveries: { webhookOverrides } }
    const before = await start(options)
    const { body: stream } = await call(before, 'POST', STREAMS, webhookStream())
    const { id } = before.tenant.addAction({ name: 'handler' })
    await call(before, 'POST', '/api/v2/users', USER)
    while (before.tenant.deliveries().some(({ status }) => status === 'pending')) await sleep(10)
    handler.close()
    const paths = [`${STREAMS}/${stream.id}/deliveries`, '/api/v2/users', `/api/v2/actions/actions/${id}`]
    function read(emulator: Emulator) {
      return Promise.all(paths.map((path) => call(emulator, 'GET', path)))
    }
    const seen = await read(before)
    expect(seen[0]?.body.deliveries).toMatchObject([{ event_type: 'user.created', status: 'failed' }])
    const after = await restart(options)
    expect(await read(after)).toEqual(seen)
    expect(after.tenant.failures(stream.id)).toEqual({ consecutive: 1, total: 1 })
  })

  it('is empty after a reset, and still the same tenant', async () => {
    const options = { dataFile: newPath() }
    const before = await start(options)
    await call(before, 'POST', STREAMS, webhookStream())
    before.tenant.reset()
    const { apiToken } = before
    const after = await restart(options)
    expect([after.tenant.eventStreams(), after.apiToken]).toEqual([[], apiToken])
  })

  it('is filled by its seed once, not again when it is empty of that only in part', async () => {
    const options = { dataFile: newPath(), seed: { event_streams: [webhookStream(), webhookStream({ name: 'b' })] } }
    const before = await start(options)
    await call(before, 'DELETE', `${STREAMS}/${before.tenant.eventStreams()[0]?.id}`)
    const after = await restart(options)
    expect(after.tenant.eventStreams()).toMatchObject([{ name: 'b' }])
  })

  it('holds nothing of a seed that could not be loaded, and lets the file go', async () => {
    const dataFile = newPath()
    const twice = [webhookStream(), webhookStream()]
    await expect(start({ dataFile, seed: { event_streams: twice } })).rejects.toThrow('event_streams[1]')
    expect((await start({ dataFile })).tenant.eventStreams()).toEqual([])
  })
})
