import { get } from 'node:https'
import { type Emulator, type EmulatorOptions, startEmulator } from '../../../emulator/index'
import { STREAMS, tenantKit, webhookStream } from '../tenant-kit'

const started: Emulator[] = []
afterEach(async () => {
  for (const emulator of started.splice(0)) await emulator.close()
})

async function home(options: EmulatorOptions) {
  const emulator = await startEmulator(options)
  started.push(emulator)
  const text = await new Promise<string>((resolve, reject) => {
    get(emulator.url, { rejectUnauthorized: false }, async (response) => {
      let page = ''
      for await (const chunk of response) page += chunk
      resolve(page)
    }).on('error', reject)
  })
  return { emulator, text }
}

describe('the card that says how to connect', () => {
  it('names a domain that the SDK and the deploy CLI take, and the authority, with TLS', async () => {
    const { emulator, text } = await home({ tls: true })
    expect(text).toContain(`export AUTH0_DOMAIN=127.0.0.1:${new URL(emulator.url).port}\n`)
    expect(text).toContain(`export NODE_EXTRA_CA_CERTS=${emulator.caFile}`)
  })

  it('says that they need TLS, without', async () => {
    const { tenant } = tenantKit()
    const text = await (await tenant.request('/')).text()
    expect(text).toContain('export AUTH0_DOMAIN=http://localhost\n')
    expect(text).toContain('start the tenant with <code>--tls</code>')
    expect(text).not.toContain('NODE_EXTRA_CA_CERTS')
  })

  it('quotes what a shell would take apart', async () => {
    const { tenant } = tenantKit({ client: { clientSecret: 'two words' } })
    expect(await (await tenant.request('/')).text()).toContain('AUTH0_CLIENT_SECRET=&#39;two words&#39;')
  })
})

describe('the page of a stream that delivers to an action', () => {
  it('shows what the action wrote and how it ended', async () => {
    const { tenant, call } = tenantKit()
    const code = "exports.onExecuteEventStream = async () => { console.log('<hello>'); throw new Error('no luck') }"
    const { id: action_id } = tenant.addAction({ code })
    const destination = { type: 'action', configuration: { action_id: String(action_id) } }
    const { body } = await call('POST', STREAMS, webhookStream({ destination }))
    async function page() {
      return (await tenant.request(`/__emulator/console/streams/${body.id}`)).text()
    }
    expect(await page()).toContain('The Action has not run yet.')
    await call('POST', `${STREAMS}/${body.id}/test`, { event_type: 'user.created' })
    while (tenant.actionExecutions(String(action_id)).length === 0)
      await new Promise((resolve) => setTimeout(resolve, 20))
    const text = await page()
    tenant.close()
    for (const shown of ['Console output', 'hello', 'no luck']) expect(text).toContain(shown)
    expect(text).not.toContain('<hello>')
  })

  it('is not made of code that does not parse, and says where the fault is', async () => {
    const { tenant } = tenantKit()
    const form = { name: 'a', code: 'exports.onExecuteEventStream = 1\nlet = ;', event_types: 'user.created' }
    const response = await tenant.request('/__emulator/console/new/action', {
      method: 'POST',
      body: String(new URLSearchParams(form)),
      headers: { origin: 'http://localhost', 'content-type': 'application/x-www-form-urlencoded' },
    })
    expect(response.status).toBe(422)
    expect(await response.text()).toContain('(action.js:2:7)')
    expect(tenant.eventStreams()).toEqual([])
  })
})
