import { existsSync, readFileSync, statSync } from 'node:fs'
import { get } from 'node:https'
import { connect } from 'node:net'
import path from 'node:path'
import { type Emulator, type EmulatorOptions, startEmulator } from '../../emulator/index'
import { STREAMS } from './tenant-kit'

const running: Emulator[] = []
async function start(options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = await startEmulator(options)
  running.push(emulator)
  return emulator
}
afterEach(async () => {
  for (const emulator of running.splice(0)) await emulator.close()
})

function list({ url, apiToken }: Emulator) {
  return fetch(`${url}${STREAMS}`, { headers: { authorization: `Bearer ${apiToken}` } })
}

describe('an emulator', () => {
  it('listens on a free port of 127.0.0.1 and answers like its tenant', async () => {
    const emulator = await start()
    const response = await list(emulator)
    expect(emulator.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    expect([response.status, await response.json()]).toEqual([200, { eventStreams: [] }])
    expect(emulator.tenant.requests()).toHaveLength(1)
  })

  it.each([
    [{ failureLimit: 3 }, '"failureLimit" is not a member of the options.'],
    [{ mode: { httpEndpoints: 'loopback' } }, 'Did you mean "modes"?'],
    [{ deliveries: { totalFailuresLimit: 3 } }, 'Did you mean "deliveries.totalFailureLimit"?'],
    [{ webhookTimeoutMs: 3 }, 'Did you mean "deliveries.webhookTimeoutMs"?'],
    [{ seed: { user: [] } }, 'user: not a kind of a seed;'],
  ])('refuses options that there are not, which JavaScript lets through: %j', async (options, words) => {
    await expect(start(options as never)).rejects.toThrow(words)
  })

  it('is gone after close, with idle connections', async () => {
    const emulator = await start()
    await list(emulator)
    await emulator.close()
    await expect(list(emulator)).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } })
  })

  it('says when its port is taken', async () => {
    const { url } = await start()
    await expect(start({ port: Number(new URL(url).port) })).rejects.toMatchObject({ code: 'EADDRINUSE' })
  })

  it('survives a request that is cut off within its body', async () => {
    const emulator = await start()
    const { port } = new URL(emulator.url)
    const head =
      'POST /api/v2/event-streams HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 99'
    const socket = connect(Number(port), '127.0.0.1')
    socket.write(`${head}\r\n\r\n{"name"`, () => socket.destroy())
    await new Promise((resolve) => socket.once('close', resolve))
    expect((await list(emulator)).status).toBe(200)
  })
})

describe('a connection that breaks', () => {
  it.each(['reset-before', 'reset-after'] as const)('by %s is reset', async (connection) => {
    const emulator = await start()
    emulator.tenant.faults.next({ connection })
    await expect(list(emulator)).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } })
  })

  it('by truncate has sent the head and half of the body', async () => {
    const emulator = await start()
    emulator.tenant.faults.next({ connection: 'truncate' })
    const response = await list(emulator)
    expect(response.status).toBe(200)
    await expect(response.text()).rejects.toThrow()
  })

  it('leaves the next request alone', async () => {
    const emulator = await start()
    emulator.tenant.faults.next({ connection: 'reset-after' })
    await list(emulator).catch(() => undefined)
    expect((await list(emulator)).status).toBe(200)
  })
})

describe('a slow body', () => {
  const HOUR_MS = 3_600_000

  it('is on its way with its headers', async () => {
    const emulator = await start()
    emulator.tenant.faults.next({ bodyDelayMs: HOUR_MS, status: 503, body: '0123456789' })
    const response = await list(emulator)
    const first = await response.body?.getReader().read()
    expect([response.status, Buffer.from(first?.value ?? []).toString()]).toEqual([503, '01234'])
  })
})

describe('an answer that claims another length', () => {
  it.each([
    ['5', '{"eve'],
    ['many', 'HPE_INVALID_CONTENT_LENGTH'],
  ])('of %s is sent as it is', async (length, read) => {
    const emulator = await start()
    emulator.tenant.faults.next({ headers: { 'content-length': length } })
    const seen = await list(emulator).then(
      (response) => response.text(),
      (error: Error) => (error.cause as NodeJS.ErrnoException).code,
    )
    expect(seen).toBe(read)
  })
})

describe('an emulator with TLS', () => {
  function statusOver(url: string, ca: Buffer) {
    return new Promise((resolve, reject) => {
      get(`${url}${STREAMS}`, { ca }, ({ statusCode }) => resolve(statusCode)).once('error', reject)
    })
  }

  it('is trusted by a client that trusts its authority, under each loopback name', async () => {
    const { url, caFile = '' } = await start({ tls: true })
    const ca = readFileSync(caFile)
    const names = [url, url.replace('127.0.0.1', 'localhost')]
    expect(await Promise.all(names.map((name) => statusOver(name, ca)))).toEqual([401, 401])
  })

  it('keeps the certificate in a folder for this user only, until it is closed', async () => {
    const emulator = await start({ tls: true })
    const { caFile = '' } = emulator
    expect(statSync(path.dirname(caFile)).mode & 0o777).toBe(0o700)
    expect(readFileSync(caFile, 'utf8')).not.toContain('PRIVATE KEY')
    await emulator.close()
    expect(existsSync(path.dirname(caFile))).toBe(false)
  })
})
