import { ProviderDefinition } from '../../provider/protocol/generated/tfplugin6'
import { readDiagnostics } from '../kit/core-diagnostic'
import { setStage } from './stage'

const stage = setStage()

function client() {
  return stage.core.plugin.client
}
function summariesOf(messages: Parameters<typeof readDiagnostics>[0]) {
  return readDiagnostics(messages).map(({ summary }) => summary)
}

async function all<T>(answers: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = []
  for await (const answer of answers) collected.push(answer)
  return collected
}

describe('a feature of the protocol that this provider does not have', () => {
  it('reports a call of a function', async () => {
    const { error } = await client().call(ProviderDefinition, 'callFunction', { name: 'sum' })
    expect(error?.text).toContain('"sum"')
  })

  it.each([
    ['validateEphemeralResourceConfig', 'Unknown ephemeral resource'],
    ['openEphemeralResource', 'Unknown ephemeral resource'],
    ['renewEphemeralResource', 'Unknown ephemeral resource'],
    ['closeEphemeralResource', 'Unknown ephemeral resource'],
    ['validateListResourceConfig', 'Unknown list resource'],
    ['validateStateStoreConfig', 'Unknown state store'],
    ['configureStateStore', 'Unknown state store'],
    ['lockState', 'Unknown state store'],
    ['unlockState', 'Unknown state store'],
    ['getStates', 'Unknown state store'],
    ['deleteState', 'Unknown state store'],
    ['validateActionConfig', 'Unknown action'],
    ['planAction', 'Unknown action'],
  ] as const)('is refused by %s', async (method, summary) => {
    const { diagnostics } = await client().call(ProviderDefinition, method, {})
    expect(summariesOf(diagnostics)).toEqual([summary])
  })

  it('ends a list of resources with one diagnostic', async () => {
    const events = await all(client().stream(ProviderDefinition, 'listResource', [{ typeName: 'auth0_user' }]))
    expect(events.map(({ diagnostic }) => summariesOf(diagnostic))).toEqual([['Unknown list resource']])
  })

  it('ends the bytes of a state with one diagnostic', async () => {
    const chunks = await all(client().stream(ProviderDefinition, 'readStateBytes', [{ typeName: 'auth0_store' }]))
    expect(chunks.map(({ diagnostics }) => summariesOf(diagnostics))).toEqual([['Unknown state store']])
  })

  it('takes the bytes of a state and refuses them at the end', async () => {
    const chunks = [{ bytes: new Uint8Array(8) }, { bytes: new Uint8Array(8) }]
    const answers = await all(client().stream(ProviderDefinition, 'writeStateBytes', chunks))
    expect(answers.map(({ diagnostics }) => summariesOf(diagnostics))).toEqual([['Unknown state store']])
  })

  it('ends an action with one diagnostic', async () => {
    const events = await all(client().stream(ProviderDefinition, 'invokeAction', [{ actionType: 'auth0_ping' }]))
    const completed = events.map(({ type }) => (type?.$case === 'completed' ? summariesOf(type.value.diagnostics) : []))
    expect(completed).toEqual([['Unknown action']])
  })
})

describe('a resource type that this provider does not have', () => {
  it.each([
    ['validateResourceConfig', { typeName: 'auth0_user' }],
    ['planResourceChange', { typeName: 'auth0_user' }],
    ['applyResourceChange', { typeName: 'auth0_user' }],
    ['readResource', { typeName: 'auth0_user' }],
    ['importResourceState', { typeName: 'auth0_user' }],
    ['upgradeResourceState', { typeName: 'auth0_user' }],
    ['moveResourceState', { targetTypeName: 'auth0_user' }],
    ['upgradeResourceIdentity', { typeName: 'auth0_user' }],
  ] as const)('is refused by %s', async (method, request) => {
    const { diagnostics } = await client().call(ProviderDefinition, method, request)
    expect(readDiagnostics(diagnostics)).toEqual([
      expect.objectContaining({ summary: 'Unknown resource type', detail: expect.stringContaining('"auth0_user"') }),
    ])
  })

  it('is refused as a data source', async () => {
    const { diagnostics } = await client().call(ProviderDefinition, 'readDataSource', { typeName: 'auth0_user' })
    expect(summariesOf(diagnostics)).toEqual(['Unknown data source'])
  })
})

describe('what this provider says of itself', () => {
  it('has the resources and the data sources', async () => {
    const { resources, dataSources } = await client().call(ProviderDefinition, 'getMetadata', {})
    expect([resources, dataSources]).toEqual([
      [{ typeName: 'auth0_event_stream' }, { typeName: 'auth0_action' }],
      [{ typeName: 'auth0_event_stream' }, { typeName: 'auth0_action' }],
    ])
  })

  it('keeps no private bytes that another provider left', async () => {
    const bytes = new TextEncoder().encode('{"schema_version":"0"}')
    const request = { typeName: 'auth0_event_stream', priorPrivate: bytes }
    const { plannedPrivate } = await client().call(ProviderDefinition, 'planResourceChange', request)
    expect(Buffer.from(plannedPrivate).toString()).toBe('')
  })
})
