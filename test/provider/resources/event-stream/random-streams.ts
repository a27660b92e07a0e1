import type { JsonObject, Tenant } from '../../../../emulator/index'
import type { Random } from '../../../kit/random'

const EVENTS = ['user.created', 'user.updated', 'user.deleted', 'group.created', 'organization.created'] as const

const ODD_NAMES = [
  'a "quoted" \\ name',
  ['it costs $', '{odd} or %', '{too}'].join(''),
  'Überschrift 日本語 🦉',
  'e\u0301 and \u00e9',
  '\u202eright to left',
  '\u0000\u001f\u007f control',
  '\ud800 half a pair',
  '  blanks around  ',
  '__proto__',
  'x'.repeat(110),
] as const

/** Adds streams of every kind, enabled or not, with names of every kind; returns their ids. Throws when one is refused. */
export async function addRandomStreams(random: Random, tenant: Tenant, count: number): Promise<string[]> {
  const ids: string[] = []
  while (ids.length < count) ids.push(await addStream(tenant, makeBody(random, tenant)))
  return ids
}

async function addStream(tenant: Tenant, body: JsonObject): Promise<string> {
  const headers = { authorization: `Bearer ${tenant.apiToken}`, 'content-type': 'application/json' }
  const answer = await tenant.request('/api/v2/event-streams', { method: 'POST', headers, body: JSON.stringify(body) })
  if (answer.status !== 201) throw new Error(`The tenant refused a stream: ${await answer.text()}`)
  return String(((await answer.json()) as JsonObject)['id'])
}

function makeBody(random: Random, tenant: Tenant): JsonObject {
  return {
    // The number makes a name unique, and is short enough for the longest of them.
    name: `${random.chance(0.3) ? random.pick(ODD_NAMES) : 'stream'} ${random.below(2 ** 53)}`,
    subscriptions: EVENTS.filter((_, index) => index === 0 || random.chance(0.4)).map((event_type) => ({ event_type })),
    status: random.chance(0.8) ? 'enabled' : 'disabled',
    destination: makeDestination(random, tenant),
  }
}

function makeDestination(random: Random, tenant: Tenant): JsonObject {
  switch (random.pick(['webhook', 'webhook', 'eventbridge', 'action'] as const)) {
    case 'webhook': {
      const webhook_endpoint = `https://example.com/${random.below(1000)}?q=${encodeURIComponent(random.pick(EVENTS))}`
      return { type: 'webhook', configuration: { webhook_endpoint, webhook_authorization: makeAuthorization(random) } }
    }
    case 'eventbridge':
      return { type: 'eventbridge', configuration: { aws_account_id: '012345678901', aws_region: 'eu-central-1' } }
    default:
      return { type: 'action', configuration: { action_id: String(tenant.addAction()['id']) } }
  }
}

function makeAuthorization(random: Random): JsonObject {
  return random.pick([
    { method: 'bearer', token: 'secret' },
    { method: 'basic', username: 'üser "quoted"', password: 'secret' },
    { method: 'custom_header', header_key: "X-!#$%&'*", header_value: 'secret' },
  ])
}
