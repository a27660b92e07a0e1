import type { Page } from 'playwright-core'
import { ACCESSIBILITY_CHECK } from './accessibility'
import {
  type Browser,
  callApi,
  findChromium,
  HANDLER,
  type RunningTenant,
  startBrowser,
  startTenant,
  webhookBody,
} from './console-kit'

const executable = findChromium()
const isRequired = process.env['CI'] === 'true'
const REASON = 'there is no chromium on this machine; install it or set CHROMIUM_PATH'
if (executable === undefined && !isRequired) console.warn(`The console is not tested in a browser: ${REASON}`)

/** Retries of a delivery wait for seconds of tenant time. */
const SPEED = 40

const suite = executable === undefined && !isRequired ? describe.skip : describe
suite(`the console in a browser${executable === undefined ? ` (${REASON})` : ''}`, () => {
  let tenant: RunningTenant
  let browser: Browser
  let page: Page
  const trouble: string[] = []

  beforeAll(async () => {
    if (executable === undefined) throw new Error(`The console cannot be tested: ${REASON}`)
    tenant = await startTenant({ speed: SPEED, onUnknownRoute: 'silent' })
    browser = await startBrowser(executable)
    browser.context.on('request', (request) => {
      const { protocol, hostname } = new URL(request.url())
      if (protocol !== 'data:' && hostname !== '127.0.0.1') trouble.push(`a request went to ${request.url()}`)
    })
  })

  afterAll(async () => {
    await browser?.close()
    await tenant?.stop()
  })

  beforeEach(async () => {
    tenant.emulator.tenant.reset()
    tenant.respond = () => 204
    page = await browser.context.newPage()
    page.setDefaultTimeout(10_000)
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) trouble.push(`the page says: ${message.text()}`)
    })
    page.on('pageerror', (error) => trouble.push(`the page failed: ${error.message}`))
  })

  afterEach(async () => {
    await page.close()
    expect(trouble.splice(0)).toEqual([])
  })

  /** Presses Tab until the focus is on what the selector means. */
  async function tabTo(selector: string): Promise<void> {
    for (let presses = 0; presses < 80; presses++) {
      await page.keyboard.press('Tab')
      if (await page.evaluate<boolean>(`document.activeElement.matches(${JSON.stringify(selector)})`)) return
    }
    throw new Error(`The Tab key does not lead to ${selector}`)
  }

  async function typeInto(selector: string, text: string): Promise<void> {
    await tabTo(selector)
    await page.keyboard.type(text)
  }

  async function openForm(type: string): Promise<void> {
    await page.goto(tenant.emulator.url)
    await tabTo(`a[href$="/new/${type}"]`)
    await page.keyboard.press('Enter')
    await page.waitForURL(`**/new/${type}`)
  }

  async function tickUserCreated(): Promise<void> {
    await tabTo('[value="user.created"]')
    await page.keyboard.press('Space')
  }

  async function submit(): Promise<void> {
    await tabTo('form button')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/streams/est_*')
  }

  async function openStream(name = 'users'): Promise<string> {
    const { id } = await callApi(tenant, 'POST', '/event-streams', webhookBody(name))
    await page.goto(`${tenant.emulator.url}/__emulator/console/streams/${id}`)
    return id
  }

  function faults() {
    return page.evaluate<string[]>(ACCESSIBILITY_CHECK)
  }
  function pill(text: string) {
    return page.locator('#deliveries .pill', { hasText: text })
  }

  it('creates a webhook stream by keyboard alone', async () => {
    await openForm('webhook')
    await typeInto('#name', 'by keyboard')
    await typeInto('#webhook_endpoint', `${HANDLER}/auth0`)
    await tabTo('[name="method"]')
    await page.keyboard.press('ArrowRight')
    await typeInto('#username', 'me')
    await typeInto('#password', 'mine')
    await tickUserCreated()
    await submit()
    expect(await page.locator('h1').textContent()).toBe('by keyboard')
    const [stream] = tenant.emulator.tenant.eventStreams()
    expect(stream?.destination.configuration).toMatchObject({
      webhook_authorization: { method: 'basic', username: 'me' },
    })
  })

  it('creates an EventBridge stream by keyboard alone', async () => {
    await openForm('eventbridge')
    await typeInto('#name', 'bus')
    await typeInto('#aws_account_id', '123456789012')
    await typeInto('#aws_region', 'eu-central-1')
    await tickUserCreated()
    await submit()
    const [stream] = tenant.emulator.tenant.eventStreams()
    expect(stream?.destination.configuration).toMatchObject({
      aws_region: 'eu-central-1',
      aws_account_id: '123456789012',
    })
  })

  it('creates an action stream by keyboard alone', async () => {
    await openForm('action')
    await typeInto('#name', 'handler')
    await tickUserCreated()
    await tabTo('#code')
    await page.keyboard.press('Control+End')
    await page.keyboard.type('// typed here')
    await submit()
    const { actions } = (await callApi(tenant, 'GET', '/actions/actions')) as unknown as { actions: { code: string }[] }
    expect(actions[0]?.code).toMatch(/onExecuteEventStream[\s\S]*\/\/ typed here$/)
  })

  it('shows the fields of the chosen authentication method only', async () => {
    await openForm('webhook')
    async function visible() {
      return [await page.locator('#token').isVisible(), await page.locator('#username').isVisible()]
    }
    expect(await visible()).toEqual([true, false])
    await page.getByLabel('Basic').check()
    expect(await visible()).toEqual([false, true])
  })

  it('shows at each field what is wrong with it, and puts the focus where that is listed', async () => {
    await openForm('webhook')
    await typeInto('#webhook_endpoint', 'http://example.com')
    await page.keyboard.press('Enter')
    await page.locator('.summary').waitFor()
    expect(await page.locator('#webhook_endpoint-fault').textContent()).toBe('Enter a URL that starts with https://.')
    expect(await page.locator('#webhook_endpoint').inputValue()).toBe('http://example.com')
    expect(await page.evaluate<string>('document.activeElement.className')).toBe('summary')
    expect(await faults()).toEqual([])
    expect(trouble.splice(0)).toEqual([expect.stringContaining('responded with a status of 422')])
  })

  it('pauses and enables a stream without leaving its page', async () => {
    await openStream()
    await tabTo('.heading button')
    await page.keyboard.press('Enter')
    await page.locator('.heading .pill', { hasText: 'Paused' }).waitFor()
    expect(await page.locator('#notice').textContent()).toBe('The stream is paused and receives no events.')
    expect(await page.evaluate<string>('document.activeElement.textContent')).toBe('Enable')
    await page.keyboard.press('Enter')
    await page.locator('.heading .pill', { hasText: 'Enabled' }).waitFor()
    expect(tenant.emulator.tenant.eventStreams()).toMatchObject([{ status: 'enabled' }])
  })

  it('sends a test event and shows its delivery', async () => {
    await openStream()
    await typeInto('#event-type', 'user.deleted')
    await tabTo('form button.main')
    await page.keyboard.press('Enter')
    await pill('Delivered').waitFor()
    expect(await page.locator('#deliveries tbody th').first().textContent()).toMatch(/^user\.deleted test *evt_/)
  })

  it('shows a delivery fail attempt by attempt, and delivers it again when asked', async () => {
    await openStream()
    tenant.respond = () => 503
    await page.getByRole('button', { name: 'Send test event' }).click()
    await pill('Failed').waitFor()
    await page.locator('#deliveries summary').click()
    expect(await page.locator('#deliveries .inner tbody tr').count()).toBe(4)
    expect(await page.locator('#deliveries .error-text.small').textContent()).toContain('503')
    tenant.respond = () => 204
    await page.getByRole('button', { name: /^Redeliver evt_/ }).click()
    await pill('Delivered').waitFor()
    expect(await page.locator('#deliveries details[open]').count()).toBe(1)
    expect(await page.locator('.legend').textContent()).toContain('1 delivered')
  })

  it('delivers all failed events again', async () => {
    await openStream()
    tenant.respond = () => 400
    for (let sent = 0; sent < 3; sent++) await page.getByRole('button', { name: 'Send test event' }).click()
    await pill('Failed').nth(2).waitFor()
    tenant.respond = () => 204
    await page.getByRole('button', { name: 'Redeliver all failed' }).click()
    await pill('Delivered').nth(2).waitFor()
    expect(await pill('Failed').count()).toBe(0)
  })

  it('follows what others do to the tenant', async () => {
    await page.goto(tenant.emulator.url)
    await page.getByText('No event streams yet').waitFor()
    await callApi(tenant, 'POST', '/event-streams', webhookBody('from terraform'))
    await page.getByRole('link', { name: 'from terraform' }).waitFor()
  })

  it('deletes a stream once that was confirmed', async () => {
    await openStream()
    await page.getByRole('link', { name: 'Delete…' }).click()
    await page.getByRole('button', { name: 'Delete stream' }).click()
    await page.getByText('No event streams yet').waitFor()
    expect(tenant.emulator.tenant.eventStreams()).toEqual([])
  })

  it('copies the connection variables', async () => {
    await browser.context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.goto(tenant.emulator.url)
    await page.getByRole('button', { name: 'Copy' }).click()
    await page.locator('#notice', { hasText: 'Copied.' }).waitFor()
    expect(await page.evaluate<string>('navigator.clipboard.readText()')).toContain(
      `AUTH0_DOMAIN=${tenant.emulator.url}`,
    )
  })

  it('runs nothing that a stream is named', async () => {
    const name = `<img src=x onerror="document.title='owned'"><script>document.title='owned'</script>`
    await openStream(name)
    await page.getByRole('button', { name: 'Send test event' }).click()
    await pill('Delivered').waitFor()
    expect([await page.locator('h1').textContent(), await page.title()]).toEqual([
      name,
      expect.not.stringMatching(/^owned/),
    ])
  })

  it.each(['/', '/new/webhook', '/new/eventbridge', '/new/action', '/streams/ID', '/streams/ID/delete'])(
    'can be read and used by everybody on %s, at two widths',
    async (path) => {
      const { id } = await callApi(tenant, 'POST', '/event-streams', webhookBody('users'))
      await callApi(tenant, 'POST', `/event-streams/${id}/test`, { event_type: 'user.created' })
      const prefix = path === '/' ? '' : '/__emulator/console'
      await page.goto(tenant.emulator.url + prefix + path.replace('ID', id))
      expect(await faults()).toEqual([])
      await page.setViewportSize({ width: 390, height: 800 })
      expect(await faults()).toEqual([])
    },
  )
})
