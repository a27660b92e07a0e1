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

/** Draws the picture of the documentation: `npx tsx test/emulator/console/screenshot.ts [FILE]`. */
async function main(file: string): Promise<void> {
  const executable = findChromium()
  if (executable === undefined) throw new Error('There is no chromium: install it, or set CHROMIUM_PATH')
  const clock = { nowMs: TODAY - (DAYS.length - 1) * DAY_MS }
  const tenant = await startTenant({ clock: () => clock.nowMs, tenantName: 'acme-dev' }, respondByMark)
  const id = await fill(tenant, clock)
  const { context, close } = await startBrowser(executable)
  const page = await context.newPage()
  await page.goto(`${tenant.emulator.url}/__emulator/console/streams/${id}`)
  await page.screenshot({ path: file })
  await close()
  await tenant.stop()
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
  await lastMinutes(tenant, id, clock)
  return id
}

/** What the table of deliveries shows: a handler that refuses and one that breaks down, a test event, and a retry. */
async function lastMinutes(tenant: RunningTenant, id: string, clock: { nowMs: number }): Promise<void> {
  for (const [at, mark] of ['accept', 'refuse', 'accept', 'accept', 'break'].entries()) {
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

main(process.argv[2] ?? 'docs/console.png').catch((error) => {
  console.error(error)
  process.exitCode = 1
})
