import { type Emulator, type EmulatorOptions, startEmulator } from '../../../emulator/index'
import { handler } from './sandbox-kit'

const started: Emulator[] = []
afterEach(async () => {
  for (const emulator of started.splice(0)) await emulator.close()
})

/** Runs an action of a listening tenant and gives what it wrote. `URL` stands for the tenant's address. */
async function run(body: (emulator: Emulator) => string, options: EmulatorOptions = {}): Promise<string> {
  const emulator = await startEmulator(options)
  started.push(emulator)
  const action = emulator.tenant.addAction({ code: handler(body(emulator)) })
  const headers = { authorization: `Bearer ${emulator.apiToken}`, 'content-type': 'application/json' }
  const response = await fetch(`${emulator.url}/api/v2/actions/actions/${action['id']}/test`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ payload: { event: {} } }),
  })
  const { payload } = (await response.json()) as { payload: { error?: { message: string } } }
  return payload.error?.message ?? 'no error'
}

function handlerThrowing(expression: string) {
  return `throw new Error(String(await (async () => { ${expression} })()))`
}
function port({ url }: Emulator) {
  return new URL(url).port
}
function ask(address: string, path: string) {
  return `return (await fetch('${address}${path}')).status`
}

const NAMES = [
  '127.0.0.1',
  'localhost',
  '127.0.0.2',
  '0.0.0.0',
  '127.1',
  '2130706433',
  '[::ffff:127.0.0.1]',
  'x.localhost',
]
const PATHS = [
  '/__emulator/requests',
  '/__emulator/clients',
  '/',
  '//__emulator/requests',
  '/api/v2/../../__emulator/requests',
]

describe('an action that calls the tenant it runs in', () => {
  it.each(NAMES)('gets to no control route under %s', async (name) => {
    const answer = await run((emulator) =>
      handlerThrowing(ask(`http://${name}:${port(emulator)}`, '/__emulator/requests')),
    )
    expect(answer).not.toBe('200')
  })

  it.each(PATHS)('gets to no control route at %s', async (path) => {
    expect(await run((emulator) => handlerThrowing(ask(emulator.url, path)))).toBe('403')
  })

  it('is told why', async () => {
    const message = `return (await (await fetch(URL + '/__emulator/')).json()).message`
    expect(await run(({ url }) => handlerThrowing(message.replace('URL', `'${url}'`)))).toBe(
      'Actions can call the API of the local tenant, not its control routes nor its console.',
    )
  })

  it.each([
    ['a port as text', (own: string) => `{ host: '127.0.0.1', port: '${own}', path: '/__emulator/requests' }`],
    [
      'a look-up of its own',
      (own: string) =>
        `{ host: 'elsewhere.example', port: ${own}, path: '/__emulator/requests', headers: { host: '127.0.0.1:${own}' },
         lookup: (name, options, done) => options.all ? done(null, [{ address: '127.0.0.1', family: 4 }]) : done(null, '127.0.0.1', 4) }`,
    ],
    ['no host', (own: string) => `{ port: ${own}, path: '/__emulator/requests' }`],
  ])('gets to none with %s', async (_, options) => {
    function request(own: string) {
      return `return await new Promise((resolve) => require('http').get(${options(own)},
      (response) => resolve(response.statusCode)).on('error', ({ code }) => resolve(code)))`
    }
    expect(await run((emulator) => handlerThrowing(request(port(emulator))))).not.toBe('200')
  })

  it('calls the API with a token, as at Auth0', async () => {
    const answer = await run(({ url, apiToken }) =>
      handlerThrowing(
        `return (await fetch('${url}/api/v2/users', { headers: { authorization: 'Bearer ${apiToken}' } })).status`,
      ),
    )
    expect(answer).toBe('200')
  })

  it('gets a token for a client', async () => {
    const answer = await run(({ url, clientId, clientSecret }) =>
      handlerThrowing(`const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: '${clientId}',
        client_secret: '${clientSecret}', audience: '${url}/api/v2/' })
        return (await fetch('${url}/oauth/token', { method: 'POST', body })).status`),
    )
    expect(answer).toBe('200')
  })

  it('still calls another program on this machine', async () => {
    const other = await startEmulator()
    started.push(other)
    const answer = await run(() => handlerThrowing(`return (await fetch('${other.url}/api/v2/users')).status`))
    expect(answer).toBe('401')
  })
})
