import { type OperationContext, silentLogger } from '../../../../provider/framework/index'
import type { EventStream, EventStreams, ManagementClient } from '../../../../provider/management/index'
import { eventStreamDataSource } from '../../../../provider/resources/event-stream/data-source'
import { eventStreamResource } from '../../../../provider/resources/event-stream/resource'
import { UNKNOWN } from '../../../../schema/dsl/index'
import {
  answered,
  answeredAction,
  answeredEventbridge,
  config,
  failure,
  plan,
  state,
  TERRAFORM,
  webhook,
} from '../fixtures'

type Api = { [method in keyof EventStreams]?: EventStreams[method] }

/** A context whose API has the given methods, and the calls that were made of it. */
function api(methods: Api) {
  const calls: (readonly unknown[])[] = []
  const recorded = Object.fromEntries(
    Object.entries(methods).map(([name, method]) => [
      name,
      (...args: readonly unknown[]) => {
        calls.push([name, ...args.slice(0, -1)])
        return (method as (...args: readonly unknown[]) => unknown)(...args)
      },
    ]),
  )
  const client = {
    origin: 'https://tenant.auth0.com',
    eventStreams: recorded as unknown as EventStreams,
    prepare: async () => {},
    close: async () => {},
  } as Partial<ManagementClient> as ManagementClient
  const context: OperationContext<ManagementClient> = {
    api: client,
    signal: new AbortController().signal,
    cancelWaiting: new AbortController().signal,
    timeoutMs: undefined,
    secrets: [],
    log: silentLogger,
    client: TERRAFORM,
  }
  return { context, calls }
}

function answers(stream: EventStream = answered()) {
  return async () => stream
}
function refuses(status: number) {
  return async () => {
    throw failure({ kind: 'http', status, fromAuth0: true })
  }
}

async function gone(): Promise<never> {
  throw failure({ kind: 'http', status: 404, fromAuth0: true, gone: true })
}

const ID = state().id
const written = { webhook_configuration: webhook({ token: 'hush' }) }

describe('a stream', () => {
  it('is created by one call', async () => {
    const { context, calls } = api({ create: answers() })
    await eventStreamResource.create({ plan: plan(written), config: config(written) }, context)
    expect(calls).toEqual([['create', expect.objectContaining({ name: 'users' })]])
  })

  it('has the state that Auth0 answers to its create', async () => {
    const { context } = api({ create: answers() })
    const { state: created } = await eventStreamResource.create(
      { plan: plan(written), config: config(written) },
      context,
    )
    expect(created).toEqual(state(written as never))
  })

  it('is updated by one call, of what changes', async () => {
    const { context, calls } = api({ update: answers(answered({ name: 'new' })) })
    const planned = plan({ ...written, name: 'new', status: 'enabled' })
    const change = { prior: state(written as never), plan: planned, config: config(written) }
    await eventStreamResource.update(change, context)
    expect(calls).toEqual([['update', ID, { name: 'new' }]])
  })

  it('is deleted by one call', async () => {
    const { context, calls } = api({ delete: async () => undefined })
    await eventStreamResource.delete({ state: state() }, context)
    expect(calls).toEqual([['delete', ID]])
  })

  it.each(['create', 'update', 'delete', 'get'] as const)('hands the signals on to %s', async (name) => {
    const method = jest.fn(answers())
    const { context } = api({ [name]: method })
    const run = {
      create: () => eventStreamResource.create({ plan: plan(written), config: config(written) }, context),
      update: () =>
        eventStreamResource.update({ prior: state(), plan: plan(written), config: config(written) }, context),
      delete: () => eventStreamResource.delete({ state: state() }, context),
      get: () => eventStreamResource.read({ state: state() }, context),
    }
    await run[name]()
    expect((method.mock.lastCall as readonly unknown[] | undefined)?.at(-1)).toMatchObject({
      signal: context.signal,
      cancelWaiting: context.cancelWaiting,
    })
  })
})

describe('reading a stream', () => {
  it('gives its state by one call', async () => {
    const { context, calls } = api({ get: answers() })
    const outcome = await eventStreamResource.read({ state: state(written as never) }, context)
    expect([outcome, calls]).toEqual([{ state: state(written as never), diagnostics: [] }, [['get', ID]]])
  })

  it('removes from the state what was deleted elsewhere, and says so', async () => {
    const { context } = api({ get: gone })
    expect(await eventStreamResource.read({ state: state() }, context)).toMatchObject({
      state: null,
      diagnostics: [
        {
          severity: 'warning',
          summary: expect.stringMatching(/^Event stream ".*" not found$/),
          detail: expect.stringContaining(`"users" with the id ${ID}`),
        },
      ],
    })
  })

  it('keeps in the state what a proxy says it does not find', async () => {
    async function get(): Promise<never> {
      throw failure({ kind: 'http', status: 404 })
    }
    await expect(eventStreamResource.read({ state: state() }, api({ get }).context)).rejects.toMatchObject({
      status: 404,
    })
  })

  it('does not mention what never was in the state: Terraform itself reports the failed import', async () => {
    const { context } = api({ get: gone })
    const imported = { ...state(), name: null } as never
    expect(await eventStreamResource.read({ state: imported }, context)).toEqual({ state: null, diagnostics: [] })
  })

  it.each([400, 401, 403, 429, 500])('throws what else Auth0 refuses: %i', async (status) => {
    const { context } = api({ get: refuses(status) })
    await expect(eventStreamResource.read({ state: state() }, context)).rejects.toMatchObject({ status })
  })

  it.each([
    ['enabled', 'disabled', 1],
    ['disabled', 'disabled', 0],
    ['enabled', 'enabled', 0],
    ['disabled', 'enabled', 0],
  ] as const)('warns of a stream that was %s and is %s: %i times', async (before, after, warnings) => {
    const { context } = api({ get: answers(answered({ status: after })) })
    const { diagnostics } = await eventStreamResource.read({ state: state({ status: before }) }, context)
    expect(diagnostics).toHaveLength(warnings)
  })
})

describe('importing a stream', () => {
  it('takes its id', () => {
    expect(eventStreamResource.importState(ID)).toEqual({ state: { id: ID } })
  })

  it.each(['', 'users', 'est_short', `${ID}x`, ` ${ID}`, `${ID}\n`, 'act_8of6RXoM1997qikH7NS11h'])(
    'refuses %j and says where ids are',
    (id) => {
      expect(eventStreamResource.importState(id)).toMatchObject({
        diagnostic: {
          severity: 'error',
          summary: 'Invalid event stream id',
          detail: expect.stringContaining('Find the id'),
        },
      })
    },
  )
})

describe('replacing a stream', () => {
  function cost(destination_type: 'webhook' | 'eventbridge' | 'action', reasons = ['Auth0 cannot do it']) {
    return eventStreamResource.warnReplacement?.(
      reasons.map((reason) => ({ path: ['destination_type'], reason })),
      state({ destination_type }),
    )
  }

  it.each([
    ['webhook', 'gets a new id'],
    ['eventbridge', 'Its partner event source goes with it'],
    ['action', 'Auth0 deletes an Action together with its stream'],
  ] as const)('warns of what it costs for %s', (type, words) => {
    expect(cost(type)).toMatchObject([
      { severity: 'warning', path: ['destination_type'], detail: expect.stringContaining(words) },
    ])
  })

  it('names each reason once', () => {
    expect(cost('webhook', ['A', 'B', 'A'])?.[0]?.detail).toMatch(
      /^An event stream cannot A or B, so "users" will be deleted/,
    )
  })
})

describe('the data source of a stream', () => {
  async function read(stream: EventStream) {
    const { context } = api({ get: answers(stream) })
    return (await eventStreamDataSource.read({ config: { id: ID } }, context)).state
  }

  it('is read by one call', async () => {
    const { context, calls } = api({ get: answers() })
    await eventStreamDataSource.read({ config: { id: ID } }, context)
    expect(calls).toEqual([['get', ID]])
  })

  it('has the attributes of a webhook, and null for every secret', async () => {
    expect(await read(answered())).toEqual(state({ webhook_configuration: webhook({}) as never }))
  })

  it.each([
    ['eventbridge', answeredEventbridge],
    ['action', answeredAction],
  ] as const)('has the configuration of %s', async (type, destination) => {
    const block = { [`${type}_configuration`]: [destination.configuration] }
    expect(await read(answered({ destination }))).toEqual(state({ destination_type: type, ...block }))
  })

  it('fails when the stream is gone', async () => {
    const { context } = api({ get: gone })
    await expect(eventStreamDataSource.read({ config: { id: ID } }, context)).rejects.toMatchObject({ status: 404 })
  })

  it('is a bug when its id is unknown', async () => {
    const { context } = api({ get: answers() })
    await expect(eventStreamDataSource.read({ config: { id: UNKNOWN } }, context)).rejects.toThrow(TypeError)
  })
})
