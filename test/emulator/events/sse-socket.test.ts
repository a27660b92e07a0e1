import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { type Emulator, startEmulator } from '../../../emulator/index'
import { user } from '../directory/source-kit'
import { BEGINNING, parseFrames } from './sse-kit'

let emulator: Emulator
beforeEach(async () => {
  emulator = await startEmulator({ eventConnections: 1 })
})
afterEach(() => emulator.close())

function authorization() {
  return `Bearer ${emulator.apiToken}`
}

async function open(headers: Record<string, string> = {}): Promise<IncomingMessage> {
  const request = get(`${emulator.url}/api/v2/events`, { headers: { authorization: authorization(), ...headers } })
  const [response] = (await once(request, 'response')) as [IncomingMessage]
  return response
}

async function createUser(email: string, picture = 'https://example.com/a.png'): Promise<void> {
  const headers = { authorization: authorization(), 'content-type': 'application/json' }
  const body = JSON.stringify(user({ email, picture }))
  await fetch(`${emulator.url}/api/v2/users`, { method: 'POST', headers, body })
}

async function openConnections(): Promise<number> {
  const response = await fetch(`${emulator.url}/__emulator/event-connections`)
  return ((await response.json()) as { open: number }).open
}

/** Reads until the text holds something, and leaves the rest unread. */
async function readUntil(response: IncomingMessage, wanted: string): Promise<string> {
  let text = ''
  for (; !text.includes(wanted); text += response.read() ?? '') {
    if (response.readableLength === 0) await once(response, 'readable')
  }
  return text
}

describe('events over a socket', () => {
  it('arrive as they happen', async () => {
    const response = await open()
    await readUntil(response, 'retry: 2000')
    await createUser('ada@example.com')
    const [frame] = parseFrames(await readUntil(response, 'user.created'))
    expect(frame?.data.event.data.object.email).toBe('ada@example.com')
  })

  it('free their place when the client hangs up', async () => {
    const response = await open()
    await readUntil(response, 'retry: 2000')
    response.destroy()
    while ((await openConnections()) > 0) await new Promise((resolve) => setTimeout(resolve, 5))
    expect((await open()).statusCode).toBe(200)
  })

  it('reach a client that reads slowly, each once and in order', async () => {
    const response = await open()
    // Two megabytes are more than the buffers of a socket hold: the rest waits in the feed.
    const picture = `https://example.com/${'p'.repeat(20_000)}`
    for (let count = 0; count < 100; count += 1) await createUser(`u${count}@example.com`, picture)
    const text = await readUntil(response, '"u99@example.com"')
    const emails = text.matchAll(/"object":\{"user_id":"[^"]+","email":"(u\d+)@/g)
    expect([...emails].map(([, name]) => name)).toEqual(Array.from({ length: 100 }, (_, count) => `u${count}`))
  })

  it('are gone after a reset, for a client with an old cursor', async () => {
    await createUser('ada@example.com')
    await fetch(`${emulator.url}/__emulator/reset`, { method: 'POST' })
    expect((await open({ 'last-event-id': BEGINNING })).statusCode).toBe(410)
  })
})
