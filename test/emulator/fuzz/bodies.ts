import type { Random } from '../../kit/random'
import type { KnownIds } from './ids'

function webhook(webhook_authorization: object) {
  return {
    type: 'webhook',
    // A port that nobody listens on: no attempt leaves this machine.
    configuration: { webhook_endpoint: 'https://127.0.0.1:9/hook', webhook_authorization },
  }
}

const trigger = { id: 'event-stream', version: 'v1' }

/** Bodies that are right somewhere. Each endpoint gets those that its path asks for, and now and then another's. */
const BODIES: readonly (readonly [path: RegExp, body: object])[] = [
  [/event-streams(\/:id)?$/, { name: '<new>', subscriptions: [{ event_type: 'user.created' }], status: 'enabled' }],
  [
    /event-streams(\/:id)?$/,
    {
      name: '<new>',
      destination: webhook({ method: 'bearer', token: 't' }),
      subscriptions: [{ event_type: 'user.created' }],
    },
  ],
  [/event-streams(\/:id)?$/, { destination: webhook({ method: 'basic', username: 'u', password: 'p' }) }],
  [
    /event-streams(\/:id)?$/,
    { destination: webhook({ method: 'custom_header', header_key: 'X-K', header_value: 'v' }) },
  ],
  [
    /event-streams(\/:id)?$/,
    {
      destination: { type: 'eventbridge', configuration: { aws_account_id: '123456789012', aws_region: 'us-east-1' } },
    },
  ],
  [
    /event-streams(\/:id)?$/,
    { name: '<new>', destination: { type: 'action', configuration: { action_id: '<actions>' } } },
  ],
  [/test$/, { event_type: 'user.created' }],
  [/actions.*test$/, { payload: {} }],
  [/redeliver$/, { date_from: '2026-01-01T00:00:00Z', statuses: ['failed'] }],
  [/events$/, { type: 'user.created', object: { user_id: 'auth0|1' }, context: {} }],
  [
    /actions/,
    { name: '<new>', supported_triggers: [trigger], code: 'module.exports = {}', secrets: [{ name: 'K', value: 'v' }] },
  ],
  [/actions/, { dependencies: [{ name: 'lodash', version: '1.0.0' }], runtime: 'node22', deploy: true }],
  [
    /users(\/:id)?$/,
    { connection: 'Username-Password-Authentication', email: '<new>@example.com', password: 'Str0ng-pass' },
  ],
  [/users(\/:id)?$/, { user_metadata: { a: { b: 1 } }, app_metadata: { '': null }, blocked: true }],
  [
    /organizations(\/:id)?$/,
    {
      name: '<new>',
      display_name: 'Org',
      branding: { colors: { primary: '#000000', page_background: '#ffffff' } },
      metadata: { a: 'b' },
    },
  ],
  [/members/, { members: ['<members>', '<users>'] }],
  [/:\w+\/roles/, { roles: ['<roles>'] }],
  [/(roles|groups)(\/:id)?$/, { name: '<new>', description: 'd' }],
  [/groups/, { name: '<new>', external_id: '<new>', organization_id: '<organizations>' }],
  [/connections(\/:id)?$/, { name: '<new>', strategy: 'auth0', options: {} }],
  [/enabled_connections/, { connection_id: '<connections>', assign_membership_on_login: true }],
  [
    /token/,
    { grant_type: 'client_credentials', client_id: 'c', client_secret: 's', audience: 'http://localhost/api/v2/' },
  ],
  [/console/, { status: 'disabled', event_type: 'user.created', name: '<new>', subscriptions: 'user.created' }],
  [/faults/, { status: 503, times: 1, match: { path: '/api/v2/', method: 'GET' }, headers: { 'x-a': 'b' }, body: {} }],
  [/clock|latency|limits|modes/, { speed: 2, advanceMs: 1000, ms: 1, preset: 'free', burst: 2, perSecond: 2 }],
  [/clients|event-connections/, { clientId: 'c', scopes: ['read:users'], code: 'invalid_cursor', message: 'm' }],
]

const DEEP = `${'['.repeat(20_000)}${']'.repeat(20_000)}`
const DEEP_OBJECT = `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`

/** Values that programs trip over. */
const ODDITIES: readonly unknown[] = [
  null, true, 0, -1, 1.5, 1e300, Number.MAX_SAFE_INTEGER, '', ' ', 'x', '\u0000', '\ud800', '__proto__', 'constructor', 'toString',
  'x'.repeat(5_000), '2026-02-30T25:61:61Z', '9'.repeat(400), '(a+)+$', '%00', '../..', [], [null], [[]], {}, { a: {} }, { length: -1 },
  { toString: 1, valueOf: null }, [1, 'a', {}], new Array(2_000).fill('x'),
] // biome-ignore format: a list of values reads best as one

const KEYS = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'id', '', '$ref', 'a.b', '0']

/** Texts that are no bodies of anything, and some that cost who parses them much. */
const WHOLE_BODIES: readonly (string | Uint8Array)[] = [
  '', 'null', 'true', '0', '""', '[]', '{}', '{', '[{]', DEEP, DEEP_OBJECT, '{"__proto__":{"polluted":true}}',
  '{"constructor":{"prototype":{"polluted":true}}}', '{"a":1,"a":2}', '1e400', '-', '\ufeff{}', `"${'x'.repeat(1_048_600)}"`,
  new Uint8Array([0xff, 0xfe, 0x7b, 0x00]), new Uint8Array([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d]), 'a=1&a=2&%ZZ=%',
] // biome-ignore format: ditto

/** A body for an endpoint: spoiled, cut off, made of broken bytes, or nothing like a body. */
export function makeBody(random: Random, path: string, ids: KnownIds): string | Uint8Array {
  if (random.chance(0.12)) return random.pick(WHOLE_BODIES)
  const fitting = BODIES.filter(([pattern]) => pattern.test(path))
  const [, body] = random.pick(fitting.length === 0 || random.chance(0.1) ? BODIES : fitting)
  const text = fillIn(random, JSON.stringify(spoil(random, body, random.chance(0.5) ? 0 : 0.1, ids)), ids)
  if (random.chance(0.08)) return text.slice(0, random.below(text.length))
  if (random.chance(0.05)) return withBrokenByte(random, text)
  return random.chance(0.05) || path.includes('/console/') ? asForm(body) : text
}

/** Puts ids and names that are there, or that are new, in the places that bodies leave for them. */
function fillIn(random: Random, text: string, ids: KnownIds): string {
  return text.replace(/<(\w+)>/g, (_, place) => (place === 'new' ? `n${random.below(1e9)}` : ids.at(place)))
}

function withBrokenByte(random: Random, text: string): Uint8Array {
  const bytes = new TextEncoder().encode(text)
  bytes[random.below(bytes.length)] = 0x80 + random.below(0x80)
  return bytes
}

function asForm(body: object): string {
  return new URLSearchParams(
    Object.entries(body).map(([key, value]): [string, string] => [key, String(value)]),
  ).toString()
}

/** The value with some parts, at any depth, replaced: by oddities, by ids that exist, under keys that mean something else. */
function spoil(random: Random, value: unknown, rate: number, ids: KnownIds): unknown {
  if (random.chance(rate)) return random.chance(0.3) ? ids.any() : random.pick(ODDITIES)
  if (Array.isArray(value)) return value.map((item) => spoil(random, item, rate, ids))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, inner]): [string, unknown] => [
    random.chance(rate / 4) ? random.pick(KEYS) : key,
    spoil(random, inner, rate, ids),
  ])
  if (random.chance(rate / 2)) entries.push([random.pick(KEYS), random.pick(ODDITIES)])
  return Object.fromEntries(entries)
}
