import { EVENT_TYPES } from '../../../emulator/events/event-types'
import { STREAMS, tenantKit, webhookStream } from '../tenant-kit'

const CONSOLE = '/__emulator/console'
const OWN = { origin: 'http://localhost', 'content-type': 'application/x-www-form-urlencoded' }

async function consoleKit(streams = [webhookStream()]) {
  const { tenant, call } = tenantKit({ onUnknownRoute: 'silent', actionDelayMs: 0 })
  const ids: string[] = []
  for (const stream of streams) ids.push((await call('POST', STREAMS, stream)).body.id)
  tenant.clearRequests()
  async function visit(path: string, init: RequestInit = {}) {
    const response = await tenant.request(path, init)
    return { status: response.status, headers: response.headers, text: await response.text() }
  }
  function submit(path: string, form: Record<string, string> | readonly [string, string][] = {}, headers = {}) {
    return visit(`${CONSOLE}${path}`, {
      method: 'POST',
      body: String(new URLSearchParams(form)),
      headers: { ...OWN, ...headers },
    })
  }
  return { tenant, call, visit, submit, id: ids[0] ?? '' }
}

const WEBHOOK_FORM: [string, string][] = [
  ['name', 'from the form'],
  ['webhook_endpoint', 'https://example.com/hook'],
  ['method', 'bearer'],
  ['token', 'a token'],
  ['username', 'of a method that is not chosen'],
  ['event_types', 'user.created'],
  ['event_types', 'user.deleted'],
]

describe('the console', () => {
  it('shows each stream with its status, destination and event types', async () => {
    const { visit, id } = await consoleKit()
    const { status, text } = await visit('/')
    expect(status).toBe(200)
    for (const shown of ['users', id, 'Enabled', 'https://example.com/hook', 'user.created'])
      expect(text).toContain(shown)
  })

  it('says what to do when there is no stream', async () => {
    const { visit } = await consoleKit([])
    expect((await visit('/')).text).toContain('No event streams yet')
  })

  it('shows the variables to connect with', async () => {
    const { visit, tenant } = await consoleKit([])
    const { text } = await visit('/')
    expect(text).toContain(`export AUTH0_DOMAIN=http://localhost\nexport AUTH0_CLIENT_ID=${tenant.clientId}\n`)
    expect(text).toContain(`export AUTH0_CLIENT_SECRET=${tenant.clientSecret}`)
  })

  it('shows no secret of a stream', async () => {
    const { visit, id } = await consoleKit()
    const pages = await Promise.all(
      ['/', `${CONSOLE}/streams/${id}`, `${CONSOLE}/streams/${id}/live`].map((path) => visit(path)),
    )
    expect(pages.map(({ text }) => text).join('')).not.toContain('first-token')
  })

  it('leaves no trace in the request log, and takes nothing from the limits', async () => {
    const { tenant, visit, submit, id } = await consoleKit()
    tenant.setLimits({ burst: 1, perSecond: 0.001 })
    for (let at = 0; at < 3; at++) await visit(`${CONSOLE}/streams/${id}`)
    expect((await submit(`/streams/${id}/status`, { status: 'disabled' })).status).toBe(303)
    expect(tenant.requests()).toEqual([])
  })

  it('says that a stream is not there', async () => {
    const { visit } = await consoleKit([])
    const { status, text } = await visit(`${CONSOLE}/streams/est_nothing`)
    expect([status, text]).toEqual([404, expect.stringContaining('The requested stream does not exist.')])
  })

  it('leaves unknown routes to the tenant', async () => {
    const { visit } = await consoleKit([])
    expect((await visit(`${CONSOLE}/nowhere`)).text).toContain('has no route')
  })
})

describe('what a stream is named', () => {
  const SCRIPT = `<script>alert(1)</script>"'><img src=x onerror=alert(2)>`

  it.each(['/', 'stream', 'stream/live', 'stream/delete'])('is text on %s, whatever it looks like', async (page) => {
    const { visit, id } = await consoleKit([webhookStream({ name: SCRIPT, subscriptions: [{ event_type: SCRIPT }] })])
    const { text } = await visit(page.replace(/^stream/, `${CONSOLE}/streams/${id}`))
    expect(text).not.toContain('<script>alert')
    expect(text).not.toContain('<img')
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&gt;')
  })

  it('is text in a form that comes back', async () => {
    const { submit } = await consoleKit([])
    const { text } = await submit('/new/webhook', { name: SCRIPT, token: SCRIPT })
    expect(text).not.toContain('<script>alert')
    expect(text).not.toContain('<img')
  })
})

describe("the console's pages", () => {
  it('load nothing from anywhere else and run no inline script', async () => {
    const { visit } = await consoleKit()
    const { headers, text } = await visit('/')
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'",
    )
    expect(text).not.toMatch(/<script(?! src)|<style|\sstyle=|\son[a-z]+=/)
    expect(text.match(/https?:\/\/[^\s"<']+/g)?.filter((url) => !/example\.com|localhost|w3\.org/.test(url))).toEqual(
      [],
    )
  })

  it.each(['evil.example', 'evil.example:80', '127.0.0.1.evil.example'])(
    'are refused under the name %s',
    async (host) => {
      const { visit, id } = await consoleKit()
      const statuses = ['/', `${CONSOLE}/streams/${id}/live`].map(
        async (path) => (await visit(`http://${host}${path}`)).status,
      )
      expect(await Promise.all(statuses)).toEqual([403, 403])
    },
  )

  it.each(['localhost:3000', '127.0.0.1:3000', '[::1]:3000'])('are shown under %s', async (host) => {
    const { visit } = await consoleKit()
    expect((await visit(`http://${host}/`)).status).toBe(200)
  })
})

describe('a request of another site', () => {
  it.each([
    ['names that site as its origin', { origin: 'https://evil.example' }],
    ['comes from another port', { origin: 'http://localhost:8080' }],
    ['has an opaque origin', { origin: 'null' }],
    ['is said to be cross-site', { 'sec-fetch-site': 'cross-site' }],
    ['is said to be same-site', { 'sec-fetch-site': 'same-site' }],
  ])('is refused when it %s', async (_, headers) => {
    const { submit, tenant, id } = await consoleKit()
    expect((await submit(`/streams/${id}/delete`, {}, headers)).status).toBe(403)
    expect((await submit(`/streams/${id}/status`, { status: 'disabled' }, headers)).status).toBe(403)
    expect(tenant.eventStreams()).toMatchObject([{ status: 'enabled' }])
  })

  it.each([
    ['an origin', { origin: 'https://evil.example' }],
    ['the word of a browser', { 'sec-fetch-site': 'cross-site' }],
  ])('is kept off the control routes by %s', async (_, headers) => {
    const { visit, tenant } = await consoleKit()
    expect((await visit('/__emulator/reset', { method: 'POST', headers })).status).toBe(403)
    expect(tenant.eventStreams()).toHaveLength(1)
  })

  it('is refused when nothing tells where it comes from', async () => {
    const { visit, id } = await consoleKit()
    expect((await visit(`${CONSOLE}/streams/${id}/delete`, { method: 'POST' })).status).toBe(403)
  })
})

describe('a create form', () => {
  it('offers every event type of the catalog', async () => {
    const { visit } = await consoleKit([])
    const { text } = await visit(`${CONSOLE}/new/webhook`)
    expect(EVENT_TYPES.filter((type) => !text.includes(`value="${type}"`))).toEqual([])
  })

  it('creates a webhook stream with the chosen method alone', async () => {
    const { submit, tenant } = await consoleKit([])
    const { status, headers } = await submit('/new/webhook', WEBHOOK_FORM)
    const [stream] = tenant.eventStreams()
    expect([status, headers.get('location')]).toEqual([303, `${CONSOLE}/streams/${stream?.id}?done=created`])
    expect(stream).toMatchObject({
      name: 'from the form',
      subscriptions: [{ event_type: 'user.created' }, { event_type: 'user.deleted' }],
      destination: { configuration: { webhook_authorization: { method: 'bearer' } } },
    })
    expect(tenant.secrets(stream?.id ?? '')).toEqual({ token: 'a token' })
  })

  it.each([
    ['basic', { username: 'me', password: 'mine' }, { password: 'mine' }],
    ['custom_header', { header_key: 'x-key', header_value: 'mine' }, { header_value: 'mine' }],
  ])('creates a webhook stream that authenticates by %s', async (method, fields, secrets) => {
    const { submit, tenant } = await consoleKit([])
    await submit('/new/webhook', { ...Object.fromEntries(WEBHOOK_FORM), method, ...fields })
    expect(tenant.secrets(tenant.eventStreams()[0]?.id ?? '')).toEqual(secrets)
  })

  it('creates an EventBridge stream', async () => {
    const { submit, tenant } = await consoleKit([])
    const form = { name: 'bus', aws_account_id: '123456789012', aws_region: 'us-east-1', event_types: 'user.created' }
    await submit('/new/eventbridge', form)
    expect(tenant.eventStreams()).toMatchObject([{ name: 'bus', destination: { type: 'eventbridge' } }])
  })

  it('creates an action, deploys it and binds the stream to it', async () => {
    const { submit, tenant, call } = await consoleKit([])
    const code = 'exports.onExecuteEventStream = async () => {}\r\n'
    await submit('/new/action', { name: 'handler', code, event_types: 'user.created' })
    const { body } = await call('GET', '/api/v2/actions/actions')
    expect(body.actions).toMatchObject([{ name: 'handler', code: code.replace('\r', ''), all_changes_deployed: true }])
    expect(tenant.eventStreams()).toMatchObject([{ destination: { configuration: { action_id: body.actions[0].id } } }])
  })

  it.each([
    ['webhook', ['name', 'webhook_endpoint', 'token', 'event_types']],
    ['eventbridge', ['name', 'aws_account_id', 'aws_region', 'event_types']],
    ['action', ['name', 'event_types', 'code']],
  ])('to %s says at each field what is wrong, all at once', async (type, fields) => {
    const { submit, tenant } = await consoleKit([])
    const { status, text } = await submit(`/new/${type}`)
    const faulty = [...text.matchAll(/id="(\w+)-fault"/g)].map(([, field]) => field)
    expect([status, faulty.sort()]).toEqual([422, fields.sort()])
    expect(tenant.eventStreams()).toEqual([])
  })

  it.each([
    ['webhook_endpoint', 'http://example.com', 'Enter a URL that starts with https://.'],
    ['name', 'x'.repeat(129), 'Enter a name of 1 to 128 characters.'],
    ['name', 'users', 'An event stream with the name &quot;users&quot; already exists.'],
  ])('refuses the %s "%.20s" and keeps what was typed', async (field, value, message) => {
    const { submit } = await consoleKit()
    const { text } = await submit('/new/webhook', { ...Object.fromEntries(WEBHOOK_FORM), [field]: value })
    expect(text).toContain(`id="${field}-fault">${message}`)
    expect(text).toContain(`value="${value}"`)
    expect(text).toContain('value="user.deleted" checked')
  })

  it('leaves no action behind when its stream cannot be created', async () => {
    const { submit, call } = await consoleKit()
    const code = 'exports.onExecuteEventStream = async () => {}'
    const { status } = await submit('/new/action', { name: 'users', code, event_types: 'user.created' })
    expect([status, (await call('GET', '/api/v2/actions/actions')).body.total]).toEqual([422, 0])
  })

  it('is there for each destination and no other', async () => {
    const { visit } = await consoleKit([])
    const types = ['webhook', 'eventbridge', 'action', 'carrier-pigeon']
    const statuses = await Promise.all(types.map(async (type) => (await visit(`${CONSOLE}/new/${type}`)).status))
    expect(statuses).toEqual([200, 200, 200, 404])
  })
})

describe("a stream's page", () => {
  it('pauses and enables the stream', async () => {
    const { submit, tenant, id } = await consoleKit()
    await submit(`/streams/${id}/status`, { status: 'disabled' })
    const [paused] = tenant.eventStreams()
    await submit(`/streams/${id}/status`, { status: 'enabled' })
    expect([paused?.status, tenant.eventStreams()[0]?.status]).toEqual(['disabled', 'enabled'])
  })

  it('shows a test event among its deliveries', async () => {
    const { submit, visit, id } = await consoleKit()
    await submit(`/streams/${id}/test`, { event_type: 'user.deleted' })
    expect((await visit(`${CONSOLE}/streams/${id}/live`)).text).toContain('user.deleted <span class="tag">test</span>')
  })

  it('tells a script in JSON what came of an action', async () => {
    const { submit, id } = await consoleKit()
    const json = { accept: 'application/json' }
    const done = await submit(`/streams/${id}/test`, { event_type: 'user.created' }, json)
    const refused = await submit(`/streams/${id}/status`, { status: 'asleep' }, json)
    expect(JSON.parse(done.text)).toEqual({ message: 'A test event was queued.' })
    expect([refused.status, JSON.parse(refused.text)]).toEqual([400, { message: expect.stringContaining('asleep') }])
  })

  it('shows the last 14 days as a picture and as a table', async () => {
    const { visit, id } = await consoleKit()
    const { text } = await visit(`${CONSOLE}/streams/${id}`)
    expect(text).toContain('aria-label="0 delivered and 0 failed in 14 days"')
    expect(text.match(/<tr><th scope="row">\d{4}-\d\d-\d\d/g)).toHaveLength(14)
  })

  it('deletes the stream once that was confirmed', async () => {
    const { visit, submit, tenant, id } = await consoleKit()
    expect((await visit(`${CONSOLE}/streams/${id}/delete`)).text).toContain('<h1>Delete users?</h1>')
    expect(tenant.eventStreams()).toHaveLength(1)
    const { headers } = await submit(`/streams/${id}/delete`)
    expect([headers.get('location'), tenant.eventStreams()]).toEqual(['/?done=deleted', []])
  })

  it('puts no words in the page that an address carries', async () => {
    const { visit } = await consoleKit()
    expect((await visit('/?done=deleted')).text).toContain('The stream was deleted.')
    expect((await visit('/?done=You+won')).text).not.toContain('You won')
    expect((await visit('/?done=constructor')).text).not.toContain('function')
  })
})
