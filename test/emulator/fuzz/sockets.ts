import { connect } from 'node:net'
import { type Emulator, startEmulator } from '../../../emulator/index'
import type { Random } from '../../kit/random'

function WHOLE(token: string) {
  return `POST /api/v2/event-streams HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\n`
}

/** Requests that are not HTTP, or stop being it half-way. */
const ATTACKS: readonly ((token: string, random: Random) => string | Buffer)[] = [
  (token, random) => `${WHOLE(token)}Content-Length: 40\r\n\r\n{"name":"a"}`.slice(0, 10 + random.below(200)),
  (token) => `${WHOLE(token)}Content-Length: 999999\r\n\r\n{"name":`,
  (token) => `${WHOLE(token)}Content-Length: -5\r\n\r\n{}`,
  (token) => `${WHOLE(token)}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`,
  (token) => `${WHOLE(token)}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}`,
  (token) => `${WHOLE(token)}Transfer-Encoding: chunked\r\n\r\n5\r\n{"a":\r\nZZ\r\n`,
  (token) => `${WHOLE(token)}Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n{}`,
  (token) => `${WHOLE(token)}Transfer-Encoding: gzip, chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n`,
  (token) => `${WHOLE(token)}Expect: 100-continue\r\nContent-Length: 10\r\n\r\n`,
  (token) => `${WHOLE(token)}X-Long: ${'x'.repeat(100_000)}\r\n\r\n`,
  (token) => `${WHOLE(token)}${'X-Many: 1\r\n'.repeat(3_000)}\r\n`,
  () => 'GET / HTTP/1.1\r\n\r\n',
  () => 'GET / HTTP/1.1\r\nHost: a b\r\n\r\n',
  () => 'GET / HTTP/1.1\r\nHost: [\r\n\r\n',
  () => 'GET http://[ HTTP/1.1\r\nHost: localhost\r\n\r\n',
  () => 'GET http://example.com/api/v2/users HTTP/1.1\r\nHost: localhost\r\n\r\n',
  () => 'GET // HTTP/1.1\r\nHost: localhost\r\n\r\n',
  () => 'GET \\ HTTP/1.1\r\nHost: localhost\r\n\r\n',
  () => 'GET * HTTP/1.1\r\nHost: localhost\r\n\r\n',
  () => 'OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n',
  () => 'CONNECT example.com:443 HTTP/1.1\r\nHost: example.com\r\n\r\n',
  () => 'TRACE / HTTP/1.1\r\nHost: localhost\r\n\r\n',
  () => 'GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
  () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  () => 'GET / HTTP/9.9\r\nHost: localhost\r\n\r\n',
  () => 'GET /%00%FF HTTP/1.0\r\n\r\n',
  () => `GET /${'a'.repeat(50_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`,
  () => 'GET /api/v2/users HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer \u0000\r\n\r\n',
  (_, random) => Buffer.from(Array.from({ length: 300 }, () => random.below(256))),
  () => Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xfc, 0x03, 0x03]),
]

/** How long an answer is waited for. Many of these requests have no end, and so no answer. */
const PATIENCE_MS = 300

/** How often each attack is made; they differ by chance only. */
const ROUNDS = 3

/** Sends broken HTTP to a port, and gives what came back that should not have: 5xx, or no answer to a right request. */
export async function attackSockets(random: Random): Promise<string[]> {
  const emulator = await startEmulator({ onUnknownRoute: 'silent' })
  const failures: string[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const messages = ATTACKS.map((attack) => attack(emulator.apiToken, random))
    const answers = await Promise.all(messages.map((message) => answerTo(emulator, message)))
    for (const [index, answer] of answers.entries()) {
      if (/^HTTP\/1\.1 5/m.test(answer))
        failures.push(`${String(messages[index]).slice(0, 300)}\n${answer.slice(0, 300)}`)
    }
  }
  const authorization = `Bearer ${emulator.apiToken}`
  const { status } = await fetch(`${emulator.url}/api/v2/event-streams`, { headers: { authorization } })
  if (status !== 200) failures.push(`a right request after broken ones is answered with ${status}`)
  await emulator.close()
  return failures
}

/** What a message is answered with until the connection ends, or the wait does. */
async function answerTo({ url }: Emulator, message: string | Buffer): Promise<string> {
  const socket = connect({ port: Number(new URL(url).port), host: '127.0.0.1' })
  let answer = ''
  socket.on('data', (chunk) => {
    answer += chunk.toString('latin1')
  })
  socket.on('error', () => socket.destroy())
  socket.write(message)
  const timer = setTimeout(() => socket.destroy(), PATIENCE_MS)
  await new Promise((resolve) => socket.once('close', resolve))
  clearTimeout(timer)
  return answer
}
