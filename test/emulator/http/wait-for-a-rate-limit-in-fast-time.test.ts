import { type Emulator, type EmulatorOptions, startEmulator } from '../../../emulator/index'
import { STREAMS } from '../tenant-kit'

const started: Emulator[] = []
afterEach(async () => {
  for (const emulator of started.splice(0)) await emulator.close()
})

async function open(options: EmulatorOptions): Promise<Emulator> {
  const emulator = await startEmulator(options)
  started.push(emulator)
  return emulator
}

async function token({ url, clientId: client_id, clientSecret: client_secret }: Emulator) {
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id,
    client_secret,
    audience: `${url}/api/v2/`,
  })
  const response = await fetch(`${url}/oauth/token`, { method: 'POST', body })
  return (await response.json()) as { access_token: string; expires_in: number }
}

function read({ url }: Emulator, bearer: string) {
  return fetch(url + STREAMS, { headers: { authorization: `Bearer ${bearer}` } })
}

/** How long a client waits that reads the moment in `x-ratelimit-reset` by its own clock, as the official SDK does. */
function waitOf(response: Response) {
  return Number(response.headers.get('x-ratelimit-reset')) * 1000 - Date.now()
}

const FAST: [string, EmulatorOptions, (emulator: Emulator) => unknown][] = [
  ['runs sixty times as fast', { speed: 60 }, () => {}],
  ['runs faster since a while', {}, ({ tenant }) => tenant.setSpeed(1000)],
  ['was moved ahead', {}, ({ tenant }) => tenant.advanceTime(86_400_000)],
]

describe.each(FAST)('a tenant whose time %s', (_, options, change) => {
  const limits = { rateLimits: { burst: 1, perSecond: 0.5 } }

  it('asks for the wait that its rate limit means, by the clock of its answers', async () => {
    const emulator = await open({ ...options, ...limits })
    await change(emulator)
    await read(emulator, emulator.apiToken)
    const refused = await read(emulator, emulator.apiToken)
    expect(refused.status).toBe(429)
    expect(waitOf(refused)).toBeGreaterThan(0)
    expect(waitOf(refused)).toBeLessThanOrEqual(3_000)
    const dateMs = Date.parse(refused.headers.get('date') ?? '')
    expect(Number(refused.headers.get('x-ratelimit-reset')) * 1000 - dateMs).toBeLessThanOrEqual(4_000)
  })

  it('asks for a short wait in an injected 429, too', async () => {
    const emulator = await open(options)
    await change(emulator)
    emulator.tenant.faults.next({ status: 429 })
    const refused = await read(emulator, emulator.apiToken)
    expect(waitOf(refused)).toBeLessThanOrEqual(2_000)
  })

  it('issues tokens that last as long as expires_in says', async () => {
    const emulator = await open({ ...options, tokenLifetimeSeconds: 3600 })
    await change(emulator)
    const { access_token, expires_in } = await token(emulator)
    await change(emulator)
    expect([expires_in, (await read(emulator, access_token)).status]).toEqual([3600, 200])
    const { exp } = JSON.parse(Buffer.from(access_token.split('.')[1] ?? '', 'base64url').toString())
    expect(exp * 1000 - Date.now()).toBeLessThanOrEqual(3_600_000)
  })
})
