import {
  ApplyResourceChange_Request,
  ClientCapabilities,
  ConfigureProvider_Request,
  ImportResourceState_Request,
  MoveResourceState_Request,
  PlanResourceChange_Request,
  ReadDataSource_Request,
  UpgradeResourceState_Request,
  ValidateResourceConfig_Request,
} from '../../../provider/protocol/generated/tfplugin6'
import { UNKNOWN } from '../../../schema/dsl/index'
import { decoded, encoded, fakeHandlers, fakeSchema, utf8 } from './fake-provider'

const EMPTY = new Uint8Array()
function state(values: { [name: string]: string | null }) {
  return { id: null, name: null, secret: null, ...values }
}

/** Handlers whose provider has been configured. */
async function configured() {
  const { handlers } = fakeHandlers()
  const config = encoded({ host: null }, fakeSchema)
  await handlers.configureProvider({ ...ConfigureProvider_Request.decode(EMPTY), config })
  return handlers
}

const planRequest = { ...PlanResourceChange_Request.decode(EMPTY), typeName: 'fake_thing' }

describe('the handlers of a provider', () => {
  it('load the provider at the first call, once', async () => {
    const { handlers, loads } = fakeHandlers()
    const before = loads()
    await Promise.all([handlers.getMetadata(), handlers.getProviderSchema()])
    expect([before, loads()]).toEqual([0, 1])
  })

  it('name what the provider has', async () => {
    const { resources, dataSources } = await fakeHandlers().handlers.getMetadata()
    expect([resources, dataSources]).toEqual([[{ typeName: 'fake_thing' }], [{ typeName: 'fake_thing' }]])
  })

  it('refuse a resource type that the provider lacks, by name', async () => {
    const { diagnostics } = await fakeHandlers().handlers.planResourceChange({ ...planRequest, typeName: 'fake_other' })
    expect(diagnostics).toMatchObject([
      { summary: 'Unknown resource type', detail: expect.stringMatching('"fake_other"') },
    ])
  })

  it('refuse a write-only value from a Terraform that would store it', async () => {
    const { diagnostics } = await fakeHandlers().handlers.validateResourceConfig({
      ...ValidateResourceConfig_Request.decode(EMPTY),
      typeName: 'fake_thing',
      config: encoded(state({ name: 'a', secret: 'hush' })),
      clientCapabilities: ClientCapabilities.decode(EMPTY),
    })
    expect(diagnostics).toMatchObject([{ summary: 'Write-only argument not supported' }])
  })
})

describe('the handler of a plan', () => {
  it('answers with what is unknown, and drops the private bytes that another provider left', async () => {
    const { plannedState, plannedPrivate } = (await fakeHandlers().handlers.planResourceChange({
      ...planRequest,
      priorState: encoded(null),
      proposedNewState: encoded(state({ name: 'a' })),
      config: encoded(state({ name: 'a' })),
      priorPrivate: utf8('private'),
    })) as { plannedState?: { msgpack: Uint8Array; json: Uint8Array }; plannedPrivate?: Uint8Array }
    expect([decoded(plannedState), plannedPrivate]).toEqual([{ ...state({ name: 'a' }), id: UNKNOWN }, EMPTY])
  })

  it('names the paths that force a new object', async () => {
    const answer = await fakeHandlers().handlers.planResourceChange({
      ...planRequest,
      priorState: encoded(state({ id: 'id-1', name: 'a' })),
      proposedNewState: encoded(state({ id: 'id-1', name: 'b' })),
      config: encoded(state({ name: 'b' })),
    })
    expect(answer).toMatchObject({ requiresReplace: [{ steps: [{ selector: { value: 'name' } }] }], diagnostics: [] })
  })

  it('plans nothing for an object that goes', async () => {
    const answer = await fakeHandlers().handlers.planResourceChange({
      ...planRequest,
      priorState: encoded(state({ id: 'id-1', name: 'a' })),
      proposedNewState: encoded(null),
      config: encoded(null),
    })
    expect('plannedState' in answer && decoded(answer.plannedState)).toBeNull()
  })
})

describe('the handler of an apply', () => {
  it('answers with the new state', async () => {
    const answer = await (await configured()).applyResourceChange({
      ...ApplyResourceChange_Request.decode(EMPTY),
      typeName: 'fake_thing',
      priorState: encoded(null),
      plannedState: encoded({ ...state({ name: 'a' }), id: UNKNOWN }),
      config: encoded(state({ name: 'a' })),
    })
    expect('newState' in answer && decoded(answer.newState)).toEqual(state({ id: 'id-1', name: 'a' }))
  })

  it('reports a bug when it comes before the configuration', async () => {
    const { diagnostics } = await fakeHandlers().handlers.applyResourceChange({
      ...ApplyResourceChange_Request.decode(EMPTY),
      typeName: 'fake_thing',
      plannedState: encoded(state({ name: 'a' })),
    })
    expect(diagnostics).toMatchObject([{ summary: 'Provider bug' }])
  })
})

describe('the handler of a stored state', () => {
  async function upgrade(json: string, version = 1) {
    const rawState = { json: utf8(json), flatmap: {} }
    const request = { ...UpgradeResourceState_Request.decode(EMPTY), typeName: 'fake_thing', rawState, version }
    const answer = await fakeHandlers().handlers.upgradeResourceState(request)
    return {
      state: 'upgradedState' in answer ? decoded(answer.upgradedState) : undefined,
      diagnostics: answer.diagnostics,
    }
  }

  it('reads its JSON with the present schema', async () => {
    expect(await upgrade('{"id":"id-1","name":5,"gone":true}')).toEqual({
      state: state({ id: 'id-1', name: '5' }),
      diagnostics: [],
    })
  })

  it.each([
    ['', 'it is not a JSON object'],
    ['[]', 'is not an object'],
    ['{', 'JSON'],
    ['{"name":{}}', 'fake_thing.name is not a primitive value'],
  ])('reports what cannot be read, and what to do: %s', async (json, why) => {
    expect((await upgrade(json)).diagnostics).toMatchObject([
      { summary: 'Unreadable state', detail: expect.stringContaining(why) },
    ])
  })

  it('refuses the state of a newer provider', async () => {
    expect((await upgrade('{}', 2)).diagnostics).toMatchObject([{ summary: 'State from a newer provider' }])
  })
})

describe('the handler of a moved state', () => {
  function move(sourceTypeName: string) {
    return fakeHandlers().handlers.moveResourceState({
      ...MoveResourceState_Request.decode(EMPTY),
      sourceTypeName,
      targetTypeName: 'fake_thing',
      sourceProviderAddress: 'registry.terraform.io/other/fake',
      sourceSchemaVersion: 1,
      sourceState: { json: utf8('{"id":"id-1","name":"a"}'), flatmap: {} },
      sourcePrivate: utf8('private'),
    })
  }

  it('takes over the state of the same type of another provider', async () => {
    const answer = await move('fake_thing')
    expect('targetState' in answer && decoded(answer.targetState)).toEqual(state({ id: 'id-1', name: 'a' }))
  })

  it('refuses another type, naming both', async () => {
    expect((await move('fake_other')).diagnostics).toMatchObject([
      {
        summary: 'Cannot move state',
        detail: expect.stringMatching('The state of fake_other cannot be moved to fake_thing'),
      },
    ])
  })
})

describe('the handler of an import', () => {
  it('answers with a state in which only the id is set', async () => {
    const request = { ...ImportResourceState_Request.decode(EMPTY), typeName: 'fake_thing', id: 'id-9' }
    const answer = await fakeHandlers().handlers.importResourceState(request)
    expect('importedResources' in answer && answer.importedResources?.map((one) => decoded(one.state))).toEqual([
      state({ id: 'id-9' }),
    ])
  })
})

describe('the handler of a data source', () => {
  it('answers with its state', async () => {
    const request = {
      ...ReadDataSource_Request.decode(EMPTY),
      typeName: 'fake_thing',
      config: encoded(state({ name: 'a' })),
    }
    const answer = await (await configured()).readDataSource(request)
    expect('state' in answer && decoded(answer.state)).toEqual(state({ id: 'data', name: 'a' }))
  })

  it('reads a configuration in JSON as well', async () => {
    const config = { msgpack: EMPTY, json: utf8('{"name":"a"}') }
    const request = { ...ReadDataSource_Request.decode(EMPTY), typeName: 'fake_thing', config }
    const answer = await (await configured()).readDataSource(request)
    expect('state' in answer && decoded(answer.state)).toEqual(state({ id: 'data', name: 'a' }))
  })
})
