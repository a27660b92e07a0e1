import { impliedType, type ObjectValue } from '../../provider/framework/index'
import {
  type Diagnostic as DiagnosticMessage,
  type DynamicValue,
  ProviderDefinition,
} from '../../provider/protocol/generated/tfplugin6'
import { decodeMsgpack, encodeMsgpack } from '../../provider/protocol/msgpack-value'
import { eventStream, eventStreamData } from '../../schema/auth0/index'
import type { Body, Schema, Value } from '../../schema/dsl/index'
import { actionStream, bearer, eventbridgeStream, webhook, webhookStream } from './event-stream-config'
import { setStage } from './stage'

const stage = setStage()

// This client checks nothing itself, as Pulumi's bridge does not; what it sends is in the form that Terraform's would have.
function client() {
  return stage.core.plugin.client
}

function complete(body: Body, written: ObjectValue): ObjectValue {
  return Object.fromEntries(
    Object.entries(body).map(([name, member]) => {
      const value = written[name] ?? null
      if (member.kind === 'attr') return [name, value]
      const blocks = (Array.isArray(value) ? value : []) as readonly ObjectValue[]
      return [name, blocks.map((block) => complete(member.body, block))]
    }),
  )
}

function encode(schema: Schema, value: ObjectValue | null): DynamicValue {
  return {
    msgpack: encodeMsgpack(impliedType(schema.body), value && complete(schema.body, value)),
    json: new Uint8Array(),
  }
}
const NONE = encode(eventStream, null)
const typeName = 'auth0_event_stream'

function told(diagnostics: readonly DiagnosticMessage[]) {
  return diagnostics.map(({ summary, detail, attribute }) => {
    const steps = attribute?.steps.map(({ selector }) => selector?.value) ?? []
    return [summary, detail.split('\n')[0], steps.join('.')]
  })
}

type Call = (config: ObjectValue) => Promise<readonly DiagnosticMessage[]>

const CALLS: Readonly<Record<string, Call>> = {
  validate: async (config) =>
    (
      await client().call(ProviderDefinition, 'validateResourceConfig', {
        typeName,
        config: encode(eventStream, config),
        clientCapabilities: {
          deferralAllowed: false,
          writeOnlyAttributesAllowed: true,
          storePlannedPrivate: false,
          computedBlocksAllowed: false,
        },
      })
    ).diagnostics,
  plan: async (config) =>
    (
      await client().call(ProviderDefinition, 'planResourceChange', {
        typeName,
        priorState: NONE,
        proposedNewState: encode(eventStream, config),
        config: encode(eventStream, config),
      })
    ).diagnostics,
  apply: async (config) =>
    (
      await client().call(ProviderDefinition, 'applyResourceChange', {
        typeName,
        priorState: NONE,
        plannedState: encode(eventStream, config),
        config: encode(eventStream, config),
      })
    ).diagnostics,
}

function argument(name: string, path = name) {
  return ['Missing required argument', `The argument "${name}" is required, but no definition was found.`, path]
}
function tooFew(name: string, path: string) {
  return [`Insufficient ${name} blocks`, `At least 1 "${name}" blocks are required.`, path]
}
function tooMany(name: string, path = name) {
  return [`Too many ${name} blocks`, `No more than 1 "${name}" blocks are allowed`, path]
}
function computed(name: string, path = name) {
  return [
    'Value for unconfigurable attribute',
    `Can't configure a value for "${name}": its value will be decided automatically based on the result of applying this configuration.`,
    path,
  ]
}

const W = 'webhook_configuration.0'
const A = `${W}.webhook_authorization.0`

const MISSHAPEN: readonly (readonly [what: string, config: ObjectValue, faults: readonly (readonly string[])[]])[] = [
  ['no name', webhookStream(bearer(), { name: null }), [argument('name')]],
  ['no destination type', webhookStream(bearer(), { destination_type: null }), [argument('destination_type')]],
  ['no subscriptions', webhookStream(bearer(), { subscriptions: null }), [argument('subscriptions')]],
  ['no method', webhookStream({ token: 'x' }), [argument('method', `${A}.method`)]],
  [
    'no endpoint',
    webhookStream(bearer(), { webhook_configuration: [{ webhook_authorization: [bearer()] }] }),
    [argument('webhook_endpoint', `${W}.webhook_endpoint`)],
  ],
  [
    'no authorization block',
    webhookStream(bearer(), { webhook_configuration: [{ webhook_endpoint: 'https://example.com' }] }),
    [tooFew('webhook_authorization', `${W}.webhook_authorization`)],
  ],
  [
    'two authorization blocks',
    webhookStream(bearer(), { webhook_configuration: [{ ...webhook(), webhook_authorization: [bearer(), bearer()] }] }),
    [tooMany('webhook_authorization', `${W}.webhook_authorization`)],
  ],
  [
    'two webhook blocks',
    webhookStream(bearer(), { webhook_configuration: [webhook(), webhook()] }),
    [tooMany('webhook_configuration')],
  ],
  [
    'no region',
    eventbridgeStream({ aws_region: null }),
    [argument('aws_region', 'eventbridge_configuration.0.aws_region')],
  ],
  [
    'no account',
    eventbridgeStream({ aws_account_id: null }),
    [argument('aws_account_id', 'eventbridge_configuration.0.aws_account_id')],
  ],
  [
    'no Action',
    actionStream('', { action_configuration: [{}] }),
    [argument('action_id', 'action_configuration.0.action_id')],
  ],
  ['an id', webhookStream(bearer(), { id: 'est_1' }), [computed('id')]],
  ['a time of creation', webhookStream(bearer(), { created_at: 'today' }), [computed('created_at')]],
  [
    'a partner event source',
    eventbridgeStream({ aws_partner_event_source: 'mine' }),
    [computed('aws_partner_event_source', 'eventbridge_configuration.0.aws_partner_event_source')],
  ],
  ['nothing at all', {}, [argument('name'), argument('destination_type'), argument('subscriptions')]],
]

describe.each(Object.keys(CALLS))('a client that checks nothing, at %s', (call) => {
  it.each(MISSHAPEN)('is reported as Terraform reports it, and nothing is sent: %s', async (_, config, faults) => {
    const diagnostics = await CALLS[call]?.(config)
    expect([told(diagnostics ?? []), stage.calls()]).toEqual([faults, []])
  })
})

describe('a client that checks nothing', () => {
  it.each([
    ['a webhook without a secret', webhookStream({ method: 'bearer' })],
    ['basic without a password', webhookStream({ method: 'basic', username: 'u' })],
  ])('is refused at apply without a plan: %s', async (_, config) => {
    expect([told((await CALLS['apply']?.(config)) ?? []).map(([summary]) => summary), stage.calls()]).toEqual([
      ['Missing webhook secret'],
      [],
    ])
  })

  it('is refused an update, and keeps the state', async () => {
    const prior = (await stage.create(webhookStream())) as unknown as ObjectValue
    const { newState, diagnostics } = await client().call(ProviderDefinition, 'applyResourceChange', {
      typeName,
      priorState: encode(eventStream, prior),
      plannedState: encode(eventStream, { ...prior, name: null }),
      config: encode(eventStream, webhookStream(bearer(), { name: null })),
    })
    const kept: Value = decodeMsgpack(impliedType(eventStream.body), newState?.msgpack ?? new Uint8Array())
    expect([told(diagnostics), kept, stage.calls()]).toEqual([[argument('name')], prior, []])
  })

  it.each(['validateDataResourceConfig', 'readDataSource'] as const)(
    'is told of a data source without id at %s',
    async (call) => {
      const config = encode(eventStreamData, {})
      const { diagnostics } = await client().call(ProviderDefinition, call, { typeName, config })
      expect([told(diagnostics), stage.calls()]).toEqual([[argument('id')], []])
    },
  )
})
