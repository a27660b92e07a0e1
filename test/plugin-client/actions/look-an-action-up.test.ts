import { impliedType } from '../../../provider/framework/index'
import { ProviderDefinition } from '../../../provider/protocol/generated/tfplugin6'
import { encodeMsgpack } from '../../../provider/protocol/msgpack-value'
import { actionData } from '../../../schema/auth0/index'
import { UNKNOWN } from '../../../schema/dsl/index'
import type { ObjectValue } from '../../kit/terraform-core'
import { refusalOf } from '../stage'
import { CODE, callsOf, setActionStage } from './action-stage'

const stage = setActionStage({ deploy: true })
function lookUp(config: ObjectValue) {
  return stage.core.readDataSource('auth0_action', config)
}

const MISSING = ['Missing argument', 'At least one of id or name is required.\n\nAdd id or name.', 'id']

/** What a client is told that leaves all checks to the provider, as Pulumi's bridge does. */
async function diagnosticsOf(call: 'validateDataResourceConfig' | 'readDataSource', written: ObjectValue) {
  const nothing = Object.fromEntries(Object.keys(actionData.body).map((name) => [name, null]))
  const msgpack = encodeMsgpack(impliedType(actionData.body), { ...nothing, ...written })
  const request = { typeName: 'auth0_action', config: { msgpack, json: new Uint8Array() } }
  const { diagnostics } = await stage.core.plugin.client.call(ProviderDefinition, call, request)
  return diagnostics.map(({ summary, detail, attribute }) => [
    summary,
    detail,
    attribute?.steps.map(({ selector }) => selector?.value).join('.'),
  ])
}

describe('looking an Action up', () => {
  it.each(['id', 'name'] as const)('takes one call, by its %s', async (by) => {
    const dependencies = [{ name: 'lodash', version: '4.17.21' }]
    const secrets = [{ name: 'KEY', value: 'hush' }]
    const state = await stage.createAction({ runtime: 'node18', dependencies, secrets })
    expect(await lookUp({ [by]: state[by] })).toEqual({
      id: state.id,
      name: 'users',
      code: CODE,
      runtime: 'node18',
      deploy: true,
      version_id: state.version_id,
      status: 'built',
      supported_triggers: [{ id: 'event-stream', version: 'v1' }],
      dependencies,
      secrets: [{ name: 'KEY', value: null }],
      secrets_wo: [],
      secrets_wo_version: null,
      modules: [],
    })
    expect(callsOf(stage)).toEqual([by === 'id' ? 'GET …/ID' : 'GET …'])
  })

  it('takes the whole name, and no other', async () => {
    await stage.createAction({ name: 'users' })
    const { diagnostics } = await refusalOf(lookUp({ name: 'user' }))
    expect(diagnostics).toMatchObject([{ summary: 'Action not found', path: 'name' }])
  })

  it('finds nothing in a tenant without Actions, whose list has no total', async () => {
    stage.tenant.faults.next({ status: 200, body: { actions: [], per_page: 50 } })
    expect((await refusalOf(lookUp({ name: 'users' }))).diagnostics).toMatchObject([{ summary: 'Action not found' }])
  })

  it.each(['validateDataResourceConfig', 'readDataSource'] as const)(
    'needs an id or a name, and is refused without a call at %s',
    async (call) => {
      expect([await diagnosticsOf(call, {}), callsOf(stage)]).toEqual([[MISSING], []])
    },
  )

  it.each<ObjectValue>([{ id: UNKNOWN }, { name: UNKNOWN }])(
    'is valid when one of them is known later: %j',
    async (config) => {
      expect(await diagnosticsOf('validateDataResourceConfig', config)).toEqual([])
    },
  )
})
