import path from 'node:path'
import type { Page } from 'playwright-core'
import { callApi, findChromium, type RunningTenant, startBrowser, startTenant, webhookBody } from './console-kit'

const DAY_MS = 86_400_000
/** Delivered and failed events of each of the last 14 days, today last. */
const DAYS = [
  [31, 0],
  [44, 0],
  [39, 2],
  [52, 0],
  [47, 0],
  [22, 0],
  [18, 0],
  [49, 1],
  [58, 0],
  [61, 9],
  [55, 3],
  [63, 0],
  [29, 0],
  [16, 0],
] as const
const TODAY = Date.parse('2026-11-22T09:41:07.220Z')

/** Draws the pictures of the documentation: `npx tsx test/emulator/console/screenshot.ts [FOLDER]`. */
async function main(folder: string): Promise<void> {
  const executable = findChromium()
  if (executable === undefined) throw new Error('There is no chromium: install it, or set CHROMIUM_PATH')
  const clock = { nowMs: TODAY - (DAYS.length - 1) * DAY_MS }
  const tenant = await startTenant({ clock: () => clock.nowMs, tenantName: 'acme-dev' }, respondByMark)
  const id = await fill(tenant, clock)
  for (const scheme of ['light', 'dark'] as const) {
    const { context, close } = await startBrowser(executable, scheme)
    const page = await context.newPage()
    await shoot(
      page,
      `${tenant.emulator.url}/__emulator/console/streams/${id}`,
      path.join(folder, `console-${scheme}.png`),
    )
    await shoot(page, tenant.emulator.url, path.join(folder, `home-${scheme}.png`))
    for (const type of ['webhook', 'eventbridge', 'action']) {
      await shoot(
        page,
        `${tenant.emulator.url}/__emulator/console/new/${type}`,
        path.join(folder, `${type}-${scheme}.png`),
        true,
      )
    }
    await close()
  }
  await tenant.stop()
}

async function shoot(page: Page, url: string, file: string, fullPage = false): Promise<void> {
  await page.goto(url)
  await page.screenshot({ path: file, fullPage })
}

/** The handler refuses what is marked, so that it fails at once, and breaks down on what is marked otherwise. */
function respondByMark(event: Parameters<RunningTenant['respond']>[0]): number {
  const mark = event.data.object['mark']
  return mark === 'refuse' ? 422 : mark === 'break' ? 503 : 204
}

async function fill(tenant: RunningTenant, clock: { nowMs: number }): Promise<string> {
  const { id } = await callApi(
    tenant,
    'POST',
    '/event-streams',
    webhookBody('crm-sync', ['user.created', 'user.updated', 'user.deleted']),
  )
  for (const [delivered, failed] of DAYS) {
    for (let at = 0; at < delivered + failed; at++) await publish(tenant, at < failed ? 'refuse' : 'accept', at)
    await settle(tenant)
    clock.nowMs += DAY_MS
  }
  clock.nowMs = TODAY
  await others(tenant)
  await lastMinutes(tenant, id, clock)
  return id
}

/** What the table of deliveries shows: a handler that breaks down, one that refuses, and a test event. */
async function lastMinutes(tenant: RunningTenant, id: string, clock: { nowMs: number }): Promise<void> {
  for (const [at, mark] of ['accept', 'refuse', 'accept', 'break', 'accept', 'accept'].entries()) {
    clock.nowMs += 47_318 + at * 31_007
    await publish(tenant, mark, at)
    await settle(tenant)
  }
  clock.nowMs += 18_730
  await callApi(tenant, 'POST', `/event-streams/${id}/test`, { event_type: 'user.created' })
  await settle(tenant)
  clock.nowMs += 21_400
  await publish(tenant, 'break', 0)
  await new Promise((resolve) => setTimeout(resolve, 1500))
}

async function others(tenant: RunningTenant): Promise<void> {
  const eventbridge = {
    type: 'eventbridge',
    configuration: { aws_account_id: '123456789012', aws_region: 'eu-central-1' },
  }
  const types = [
    'organization.created',
    'organization.updated',
    'organization.member.added',
    'organization.member.deleted',
  ]
  const subscriptions = types.map((event_type) => ({ event_type }))
  await callApi(tenant, 'POST', '/event-streams', { name: 'data-lake', subscriptions, destination: eventbridge })
  const { id: action_id } = tenant.emulator.tenant.addAction({ name: 'welcome-mail' })
  const action = { type: 'action', configuration: { action_id } }
  const created = [{ event_type: 'user.created' }]
  await callApi(tenant, 'POST', '/event-streams', {
    name: 'welcome-mail',
    subscriptions: created,
    destination: action,
    status: 'disabled',
  })
}

async function publish({ emulator }: RunningTenant, mark: string, at: number): Promise<void> {
  const type = ['user.created', 'user.updated', 'user.updated', 'user.deleted'][at % 4]
  const object = { user_id: `auth0|${at}`, email: 'ada@example.com', mark }
  await fetch(`${emulator.url}/__emulator/events`, { method: 'POST', body: JSON.stringify({ type, object }) })
}

async function settle({ emulator }: RunningTenant): Promise<void> {
  for (;;) {
    const response = await fetch(`${emulator.url}/__emulator/deliveries`)
    const deliveries = (await response.json()) as { status: string }[]
    if (deliveries.every(({ status }) => status !== 'pending')) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

main(process.argv[2] ?? 'docs').catch((error) => {
  console.error(error)
  process.exitCode = 1
})
