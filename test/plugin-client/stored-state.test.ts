import type { ObjectValue } from '../kit/terraform-core'
import {
  AUTHORIZATIONS,
  actionStream,
  bearer,
  bearerWriteOnly,
  eventbridgeStream,
  type StreamState,
  webhookStream,
} from './event-stream-config'
import { refusalOf, setStage } from './stage'

const stage = setStage()

/** The state as the official provider stores it: blanks for what is unset in blocks, and times in Go's format. */
function official({ created_at, updated_at, webhook_configuration, ...rest }: StreamState): ObjectValue {
  const [webhook] = webhook_configuration
  const blanks = { method: '', token: '', token_wo_version: 0, username: '', password: '', password_wo_version: 0 }
  const more = { header_key: '', header_value: '', header_value_wo_version: 0 }
  const authorization = webhook?.webhook_authorization[0] ?? {}
  const set = Object.fromEntries(Object.entries(authorization).filter(([, value]) => value !== null))
  return {
    ...rest,
    created_at: goTime(created_at),
    updated_at: goTime(updated_at),
    webhook_configuration: webhook
      ? [{ ...webhook, webhook_authorization: [{ ...blanks, ...more, ...set, token_wo: null, password_wo: null }] }]
      : [],
  }
}

function goTime(time: string): string {
  return time.replace('T', ' ').replace(/0*Z$/, ' +0000 UTC').replace('. ', ' ')
}

function store(state: ObjectValue): string {
  return JSON.stringify(state)
}

const CASES: readonly (readonly [string, ObjectValue])[] = [
  ['EventBridge', eventbridgeStream()],
  ['an Action', actionStream('act-1')],
  ...AUTHORIZATIONS.map(([name, authorization]) => [name, webhookStream(authorization)] as const),
]

describe.each(CASES)('a state of the official provider (%s)', (_, config) => {
  beforeEach(() => void stage.tenant.addAction({ id: 'act-1' }))

  it('becomes the state that this provider would have written', async () => {
    const state = await stage.create(config)
    expect(await stage.stream.upgrade(store(official(state)))).toEqual(state)
  })

  it('plans nothing', async () => {
    const upgraded = await stage.stream.upgrade(store(official(await stage.create(config))))
    expect(await stage.actionOf(upgraded, config)).toBe('no-op')
  })

  it('plans nothing after a refresh', async () => {
    const upgraded = await stage.stream.upgrade(store(official(await stage.create(config))))
    const { state } = await stage.stream.read(upgraded)
    expect(await stage.actionOf(state ?? upgraded, config)).toBe('no-op')
  })

  it('moves here from auth0/auth0', async () => {
    const state = await stage.create(config)
    const source = { provider: 'registry.terraform.io/auth0/auth0', typeName: 'auth0_event_stream' }
    expect(await stage.stream.move({ ...source, rawState: store(official(state)) })).toEqual(state)
  })
})

describe('a stored state', () => {
  it('of this provider stays as it is', async () => {
    const state = await stage.create(webhookStream(bearerWriteOnly(0)))
    expect(await stage.stream.upgrade(store(state))).toEqual(state)
  })

  it('may lack attributes and have ones that are no more', async () => {
    const { status: _, ...rest } = await stage.create(webhookStream(bearer()))
    const upgraded = await stage.stream.upgrade(store({ ...rest, retired: true }))
    expect(upgraded).toEqual({ ...rest, status: null })
  })

  it('is refused when a newer provider wrote it', async () => {
    const state = await stage.create(webhookStream())
    const { diagnostics } = await refusalOf(stage.stream.upgrade(store(state), 1))
    expect(diagnostics).toEqual([
      expect.objectContaining({ summary: 'State from a newer provider', detail: expect.stringContaining('version 1') }),
    ])
  })

  it.each([
    ['is not JSON', '{'],
    ['is not an object', '[]'],
    ['is null', 'null'],
    ['is empty', ''],
    ['has an object where a string belongs', '{"name":{"a":"b"}}'],
  ])('is refused with a way out when it %s', async (_, rawState) => {
    const { diagnostics } = await refusalOf(stage.stream.upgrade(rawState))
    expect(diagnostics).toEqual([
      expect.objectContaining({ summary: 'Unreadable state', detail: expect.stringContaining('("state rm")') }),
    ])
  })

  it('is refused when another type of resource is moved', async () => {
    const source = { provider: 'registry.terraform.io/auth0/auth0', typeName: 'auth0_log_stream', rawState: '{}' }
    const { diagnostics } = await refusalOf(stage.stream.move(source))
    expect(diagnostics).toEqual([expect.objectContaining({ summary: 'Cannot move state' })])
  })
})
