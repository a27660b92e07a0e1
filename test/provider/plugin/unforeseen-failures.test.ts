import { createLogger } from '../../../provider/plugin/log'
import { type DynamicValue, ProviderDefinition } from '../../../provider/protocol/generated/tfplugin6'
import type { GrpcClient } from '../../kit/grpc-client'
import { encoded, fakeSchema } from '../protocol/fake-provider'
import { boom, MAX_BYTES, type Seam, serve } from './broken-provider'

const STATE = encoded({ id: 'id-1', name: 'a', secret: null })
const NEXT = encoded({ id: 'id-1', name: 'b', secret: null })
const NOTHING = encoded(null)
const CONFIG = encoded({ id: null, name: 'b', secret: null })
const RAW = { json: Buffer.from('{"id":"id-1","name":"a"}'), flatmap: {} }
const EMPTY: DynamicValue = { msgpack: new Uint8Array(), json: new Uint8Array() }

/** What is asked of each method when it has work to do. */
const REQUESTS: Readonly<Record<string, object>> = {
  validateProviderConfig: { config: encoded({ host: 'h' }, fakeSchema) },
  configureProvider: { config: encoded({ host: 'h' }, fakeSchema), terraformVersion: '1.11.4' },
  validateResourceConfig: { typeName: 'fake_thing', config: CONFIG },
  validateDataResourceConfig: { typeName: 'fake_thing', config: CONFIG },
  upgradeResourceState: { typeName: 'fake_thing', rawState: RAW, version: 1 },
  readResource: { typeName: 'fake_thing', currentState: STATE, private: Buffer.from('p') },
  planResourceChange: { typeName: 'fake_thing', priorState: STATE, proposedNewState: NEXT, config: CONFIG },
  applyResourceChange: { typeName: 'fake_thing', priorState: STATE, plannedState: NEXT, config: CONFIG },
  importResourceState: { typeName: 'fake_thing', id: 'id-1' },
  moveResourceState: {
    sourceTypeName: 'fake_thing',
    targetTypeName: 'fake_thing',
    sourceState: RAW,
    sourceSchemaVersion: 1,
  },
  readDataSource: { typeName: 'fake_thing', config: CONFIG },
}

const METHODS = Object.keys(ProviderDefinition.methods) as (keyof typeof ProviderDefinition.methods)[]

interface Told {
  readonly severity: number
  readonly summary: string
  readonly detail: string
}

/** The errors in an answer, wherever its message has them. */
function errorsIn(answer: unknown): readonly Pick<Told, 'summary' | 'detail'>[] {
  const {
    diagnostics,
    diagnostic,
    type,
    error,
    Error: text,
  } = answer as {
    diagnostics?: readonly Told[]
    diagnostic?: readonly Told[]
    type?: { value: { diagnostics?: readonly Told[] } }
    error?: { text: string }
    Error?: string
  }
  const told = diagnostics ?? diagnostic ?? type?.value.diagnostics ?? []
  const plain = [error?.text, text].flatMap((words) => (words ? [{ summary: words, detail: words }] : []))
  return [...told.filter(({ severity }) => severity === 1), ...plain]
}

async function ask(client: GrpcClient, method: (typeof METHODS)[number], request: object): Promise<unknown> {
  let last: unknown
  for await (const answer of client.stream(ProviderDefinition, method, [request])) last = answer
  return last
}

const ALWAYS = ['stopProvider']
const WITH_SCHEMAS = [
  ...ALWAYS,
  ...['getMetadata', 'getProviderSchema', 'getResourceIdentitySchemas', 'getFunctions'],
  ...['validateProviderConfig', 'validateResourceConfig'],
  ...['validateDataResourceConfig', 'planResourceChange'],
]
const WITH_CONFIGURATION = [...WITH_SCHEMAS, 'configureProvider']
const WITH_HOOKS = [...WITH_SCHEMAS, 'upgradeResourceState', 'moveResourceState', 'importResourceState']

/** The methods that ask nothing of what is broken, so that they answer as ever. */
const UNTOUCHED: Readonly<Record<Exclude<Seam, 'none'>, readonly string[]>> = {
  loading: ALWAYS,
  hooks: WITH_CONFIGURATION,
  explain: WITH_CONFIGURATION,
  values: WITH_CONFIGURATION,
  configure: WITH_HOOKS,
}

describe.each(['loading', 'hooks', 'configure', 'explain', 'values'] as const)(
  'a provider that throws at: %s',
  (seam) => {
    let served: Awaited<ReturnType<typeof serve>>
    beforeAll(async () => {
      served = await serve(seam)
      await ask(served.client, 'configureProvider', REQUESTS['configureProvider'] ?? {})
    })
    afterAll(() => served.close())

    it.each(METHODS.filter((method) => !UNTOUCHED[seam].includes(method)))(
      'answers %s with one error',
      async (method) => {
        const errors = errorsIn(await ask(served.client, method, REQUESTS[method] ?? {}))
        expect(errors).toHaveLength(1)
        expect(JSON.stringify(errors)).not.toContain('hunter22')
      },
    )

    it.each(UNTOUCHED[seam])('answers %s as ever', async (method) => {
      const answer = await ask(served.client, method as (typeof METHODS)[number], REQUESTS[method] ?? {})
      expect(errorsIn(answer)).toEqual([])
    })

    it('keeps what is known of an object that could not be read or changed', async () => {
      const read = await served.client.call(ProviderDefinition, 'readResource', REQUESTS['readResource'] ?? {})
      const applied = await served.client.call(
        ProviderDefinition,
        'applyResourceChange',
        REQUESTS['applyResourceChange'] ?? {},
      )
      expect([read.newState?.msgpack, applied.newState?.msgpack].map((bytes) => Buffer.from(bytes ?? []))).toEqual([
        Buffer.from(STATE.msgpack),
        Buffer.from(STATE.msgpack),
      ])
    })
  },
)

describe('a provider that is asked what cannot be read', () => {
  let served: Awaited<ReturnType<typeof serve>>
  beforeAll(async () => {
    served = await serve('none')
  })
  afterAll(() => served.close())

  const GARBLED = Buffer.from('0affffffff0f', 'hex')

  it.each(METHODS)('answers %s with an error, or as ever, when the request is garbled', async (method) => {
    const { name, responseType } = ProviderDefinition.methods[method]
    const [answer = Buffer.alloc(0)] = await served.client.callPath(`/tfplugin6.Provider/${name}`, GARBLED)
    const errors = errorsIn(responseType.decode(answer))
    expect(errors.length).toBeLessThanOrEqual(1)
    if (errors[0]) expect(errors[0].detail).toMatch(/failed to respond to/)
  })

  it.each(['msgpack', 'json'])('answers with an error when a value is garbled: %s', async (form) => {
    const value = { ...EMPTY, [form]: Buffer.from('c1ff', 'hex') }
    for (const method of [
      'validateResourceConfig',
      'readResource',
      'planResourceChange',
      'applyResourceChange',
    ] as const) {
      const request = {
        typeName: 'fake_thing',
        config: value,
        currentState: value,
        priorState: value,
        plannedState: value,
        proposedNewState: value,
      }
      expect(errorsIn(await ask(served.client, method, request))).toHaveLength(1)
    }
  })

  it.each(METHODS)('answers %s with an error when the message is too large', async (method) => {
    const { name, responseType } = ProviderDefinition.methods[method]
    const [answer = Buffer.alloc(0)] = await served.client.callPath(
      `/tfplugin6.Provider/${name}`,
      Buffer.alloc(MAX_BYTES + 1),
    )
    expect(errorsIn(responseType.decode(answer))[0]?.detail).toContain('is over the limit of 65536 bytes')
  })

  it('answers on, also after a large message was sent in full', async () => {
    const large = { ...REQUESTS['readResource'], private: Buffer.alloc(8 * MAX_BYTES) }
    const answer = await served.client.call(ProviderDefinition, 'readResource', large)
    expect(errorsIn(answer)).toHaveLength(1)
    expect(errorsIn(await ask(served.client, 'readDataSource', { typeName: 'other', config: NOTHING }))).toHaveLength(1)
  })
})

describe('a log line about what cannot be written', () => {
  it('says so, and nothing is thrown', () => {
    const lines: string[] = []
    const logger = createLogger({ level: 'trace', module: 'test', write: (line) => void lines.push(line) })
    const circle: Record<string, unknown> = {}
    circle['self'] = circle
    logger.error('hostile', {
      get value(): never {
        return boom()
      },
    })
    logger.error('circle', circle)
    logger.error('function', { toJSON: boom })
    expect(lines.map((line) => JSON.parse(line)['@message'])).toEqual(['hostile', 'circle', 'function'])
    expect(lines[0]).toContain('"unprintable":true')
  })
})
