import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  GetResourceIdentitySchemas_Response,
  ProviderDefinition,
  type ResourceIdentitySchema,
} from '../../provider/protocol/generated/tfplugin6'
import { type Core, startCore } from '../kit/terraform-core'
import { setActionStage } from './actions/action-stage'
import { eventbridgeStream, type StreamState } from './event-stream-config'
import { credentialsOf, refusalOf } from './stage'

// That the identity is whole and stays the same in each response is checked by the client in every suite of this folder.
const stage = setActionStage()

function attributesOf(schema: ResourceIdentitySchema | undefined) {
  return schema?.identityAttributes.map(({ name, type, ...rest }) => ({
    name,
    type: Buffer.from(type).toString(),
    ...rest,
  }))
}

describe('the identity schemas', () => {
  it('have the id of an event stream and of an Action, which an import requires', async () => {
    const { identitySchemas, diagnostics } = await stage.core.plugin.client.call(
      ProviderDefinition,
      'getResourceIdentitySchemas',
      {},
    )
    const id = { name: 'id', type: '"string"', requiredForImport: true, optionalForImport: false }
    expect(diagnostics).toEqual([])
    expect(Object.keys(identitySchemas).sort()).toEqual(['auth0_action', 'auth0_event_stream'])
    expect(attributesOf(identitySchemas['auth0_event_stream'])).toEqual([
      { ...id, description: 'Id of the event stream.' },
    ])
    expect(attributesOf(identitySchemas['auth0_action'])).toEqual([{ ...id, description: 'Id of the Action.' }])
  })

  it('are encoded by the build', () => {
    const bytes = readFileSync(join('dist', 'provider', 'identity.bin'))
    const { identitySchemas } = GetResourceIdentitySchemas_Response.decode(bytes)
    expect(Object.keys(identitySchemas)).toHaveLength(2)
  })
})

describe('the identity of an event stream', () => {
  it('is its id from the moment of its creation', async () => {
    const state = await stage.create(eventbridgeStream())
    expect(stage.stream.identityOf(state)).toEqual({ id: state.id })
  })

  it('comes to a state that an older client or another provider wrote, by a read', async () => {
    const { ...written } = await stage.create(eventbridgeStream())
    expect(stage.stream.identityOf(written)).toBeUndefined()
    const { state } = await stage.stream.read(written)
    expect(state && stage.stream.identityOf(state)).toEqual({ id: written.id })
  })

  it('comes to such a state by a plan without a read', async () => {
    const { ...written } = await stage.create(eventbridgeStream())
    const { planned } = await stage.stream.plan({ prior: written, config: eventbridgeStream() })
    expect(stage.stream.identityOf(planned)).toEqual({ id: written.id })
  })

  it('is another one after a replacement', async () => {
    const first = await stage.create(eventbridgeStream())
    const moved = { aws_account_id: '210987654321', aws_region: 'us-east-1' }
    const change = await stage.stream.plan({
      prior: first,
      config: { ...eventbridgeStream(), eventbridge_configuration: [moved] },
    })
    const { state } = await stage.stream.apply(change)
    expect(change.action).toBe('replace')
    expect(state.id).not.toBe(first.id)
    expect(stage.stream.identityOf(state)).toEqual({ id: state.id })
  })

  it('is kept when an update fails', async () => {
    const prior = await stage.create(eventbridgeStream())
    const change = await stage.stream.plan({ prior, config: { ...eventbridgeStream(), name: 'renamed' } })
    stage.tenant.faults.next({ match: { method: 'PATCH' }, status: 400 })
    const { state } = await refusalOf(stage.stream.apply(change))
    expect(state && stage.stream.identityOf(state as StreamState)).toEqual({ id: prior.id })
  })

  it('comes with a state that is moved here from another provider', async () => {
    const state = await stage.create(eventbridgeStream())
    const moved = await stage.stream.move({
      provider: 'registry.terraform.io/auth0/auth0',
      typeName: 'auth0_event_stream',
      rawState: JSON.stringify(state),
    })
    expect(stage.stream.identityOf(moved)).toEqual({ id: state.id })
  })
})

describe('a stored identity', () => {
  it('is taken as it is', async () => {
    expect(await stage.stream.upgradeIdentity('{"id":"est_1"}')).toEqual({ id: 'est_1' })
  })

  it.each(['null', '{}', '{"id":null}', '[]', 'nonsense', ''])(
    'is left to the next read when it is not whole: %s',
    async (raw) => {
      expect(await stage.stream.upgradeIdentity(raw)).toBeUndefined()
    },
  )

  it('is refused when a newer provider wrote it', async () => {
    const { diagnostics } = await refusalOf(stage.action.upgradeIdentity('{"arn":"x"}', 1))
    expect(diagnostics).toEqual([
      expect.objectContaining({
        summary: 'Identity from a newer provider',
        detail: expect.stringContaining('schema version 1, and this provider knows versions up to 0'),
      }),
    ])
  })
})

describe('a client that knows no identities', () => {
  let core: Core
  beforeAll(async () => {
    core = await startCore({ env: credentialsOf(stage.emulator), knowsIdentities: false })
    await core.configure()
  })
  afterAll(() => core?.close())

  it('creates, reads, changes and imports as ever', async () => {
    const stream = core.resource<StreamState>('auth0_event_stream')
    const { state } = await stream.apply(await stream.plan({ config: eventbridgeStream() }))
    expect(await stream.read(state)).toEqual({ state, warnings: [] })
    const change = await stream.plan({ prior: state, config: { ...eventbridgeStream(), name: 'renamed' } })
    const { state: renamed } = await stream.apply(change)
    expect(await stream.import(state.id)).toEqual({ state: renamed, warnings: [] })
    expect(stream.identityOf(renamed)).toBeUndefined()
  })
})
