import { STREAMS, tenantKit, webhookStream } from '../tenant-kit'

const SEED = 20_260_801

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const random = randomNumbers(SEED)
function pick<Item>(items: readonly Item[]): Item {
  return items[Math.floor(random() * items.length)] as Item
}

const ODDITIES = [
  null,
  true,
  0,
  -1,
  1e300,
  '',
  'x',
  '\u0000',
  '__proto__',
  [],
  [null],
  {},
  { type: 'webhook' },
] as const

/** A stream's body with some of its values, at any depth, replaced by oddities. */
function spoil(value: unknown): unknown {
  if (random() < 0.15) return pick(ODDITIES)
  if (Array.isArray(value)) return value.map(spoil)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [random() < 0.05 ? 'constructor' : key, spoil(inner)]),
  )
}

function spoiledText(): string {
  const text = JSON.stringify(spoil(webhookStream()))
  return random() < 0.2 ? text.slice(0, Math.floor(random() * text.length)) : text
}

const PATHS = [STREAMS, `${STREAMS}/est_1111111111111111111111`, `${STREAMS}/%00`, `${STREAMS}/%E0%A4%A`]
const OTHER_PATHS = [
  '/api/v2/actions/actions',
  '/api/v2/actions/actions/x/deploy',
  '/oauth/token',
  '/__emulator/faults/x',
]
const QUERIES = [
  '',
  '?take=1e9',
  '?take=',
  '?from=%00',
  '?from=e30',
  '?per_page=-1',
  '?page=99999999999999999',
  '?__proto__=1',
]
const TYPES = ['application/json', 'application/x-www-form-urlencoded', 'text/plain', ';;;', '']

describe('a body without a length', () => {
  it('is read no further than a mebibyte', async () => {
    const { tenant } = tenantKit()
    let sentBytes = 0
    const body = new ReadableStream({
      pull(controller) {
        sentBytes += 65_536
        if (sentBytes > 4_000_000) controller.close()
        else controller.enqueue(new Uint8Array(65_536))
      },
    })
    const headers = { authorization: `Bearer ${tenant.apiToken}`, 'content-type': 'application/json' }
    const init: RequestInit & { duplex: 'half' } = { method: 'POST', headers, body, duplex: 'half' }
    const { status } = await tenant.request(STREAMS, init)
    expect([status, sentBytes < 2_000_000]).toEqual([413, true])
  })
})

describe('a body that is nested too deep to be handled', () => {
  it.each([
    ['POST', STREAMS],
    ['POST', '/__emulator/events'],
    ['PUT', '/__emulator/clock'],
    ['POST', '/__emulator/faults'],
  ])('is refused by %s %s', async (method, path) => {
    const { tenant } = tenantKit()
    const headers = { authorization: `Bearer ${tenant.apiToken}`, 'content-type': 'application/json' }
    const body = `{"type":"t","speed":1,"status":200,"object":${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}}`
    expect((await tenant.request(path, { method, headers, body })).status).toBe(400)
  })
})

describe(`a thousand spoiled requests (seed ${SEED})`, () => {
  it('are all answered, none with a 5xx', async () => {
    const { tenant } = tenantKit({ onUnknownRoute: 'silent', actionDelayMs: 0 })
    for (let count = 0; count < 1000; count += 1) {
      const method = pick(['GET', 'POST', 'PATCH', 'DELETE', 'PUT'])
      const path = pick([...PATHS, ...OTHER_PATHS]) + pick(QUERIES)
      const headers = {
        authorization: pick([`Bearer ${tenant.apiToken}`, `bearer  ${tenant.apiToken}`, 'Basic Og==']),
        'content-type': pick(TYPES),
      }
      const content = method === 'GET' ? {} : { body: spoiledText() }
      const { status } = await tenant.request(path, { method, headers, ...content })
      expect({ method, path, ...content, status: status < 500 }).toEqual({ method, path, ...content, status: true })
    }
  })
})
