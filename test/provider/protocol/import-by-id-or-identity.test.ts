import { type Resource, silentLogger } from '../../../provider/framework/index'
import {
  ImportResourceState_Request,
  UpgradeResourceIdentity_Request,
} from '../../../provider/protocol/generated/tfplugin6'
import { createProviderHandlers } from '../../../provider/protocol/index'
import { decodeMsgpack, encodeMsgpack } from '../../../provider/protocol/msgpack-value'
import { number, type Schema, schema, string, type Type, type Value } from '../../../schema/dsl/index'
import { inProcessResource } from '../../kit/in-process-core'
import { decoded, fakeSchema, utf8 } from './fake-provider'

const EMPTY = new Uint8Array()

const body = {
  id: string({ mode: 'computed', keep: true, doc: 'Id of the part.' }),
  region: string({ mode: 'required', replace: 'move', doc: 'Its region.' }),
  shelf: number({ mode: 'required', replace: 'move', doc: 'Its shelf.' }),
  label: string({ mode: 'optional', doc: '' }),
}
const BY_ID = schema({ type: 'fake_part', doc: '', body, identity: { attributes: ['id'] } })
const BY_PLACE = schema({ type: 'fake_part', doc: '', body, identity: { attributes: ['shelf', 'region'], version: 2 } })
const WITHOUT = schema({ type: 'fake_part', doc: '', body })
const PLACE: Type = ['object', { shelf: 'number', region: 'string' }]

function resourceOf(declared: Schema): Resource<unknown> {
  return {
    schema: declared,
    create: async ({ plan }) => ({ state: { ...plan, id: 'part-1' } }),
    read: async ({ state }) => ({ state: { ...state, id: 'part-1', region: 'eu', shelf: 7 } }),
    update: async ({ plan }) => ({ state: plan }),
    delete: async () => {},
    importState: (id) => ({ state: { id } }),
  }
}

function providerOf(declared: Schema) {
  return {
    schema: fakeSchema,
    resources: [resourceOf(declared)],
    dataSources: [],
    configure: async () => ({ api: {} }),
    explain: () => undefined,
  }
}

function handlersOf(declared: Schema) {
  return createProviderHandlers({ loadProvider: async () => providerOf(declared), log: silentLogger })
}

interface Target {
  readonly id?: string
  readonly type?: Type
  readonly identity?: Value
}

async function importOf(declared: Schema, { id = '', identity, type = ['object', { id: 'string' }] }: Target) {
  const identityData = identity !== undefined && { msgpack: encodeMsgpack(type, identity), json: EMPTY }
  const answer = await handlersOf(declared).importResourceState({
    ...ImportResourceState_Request.decode(EMPTY),
    typeName: 'fake_part',
    id,
    ...(identityData && { identity: { identityData } }),
  })
  const imported = 'importedResources' in answer ? (answer.importedResources ?? []) : []
  const { diagnostics } = answer
  return { states: imported.map(({ state }) => decoded(state, declared)), imported, diagnostics }
}

describe('an import', () => {
  it('by id has the identity, when the id is all of it', async () => {
    const { imported } = await importOf(BY_ID, { id: 'part-1' })
    const bytes = imported[0]?.identity?.identityData?.msgpack ?? EMPTY
    expect(decodeMsgpack(['object', { id: 'string' }], bytes)).toEqual({ id: 'part-1' })
  })

  it('by id has no identity, when that takes a read', async () => {
    expect((await importOf(BY_PLACE, { id: 'part-1' })).imported[0]?.identity).toBeUndefined()
  })

  it('by an identity of several attributes begins with these', async () => {
    const { states } = await importOf(BY_PLACE, { type: PLACE, identity: { shelf: 7, region: 'eu' } })
    expect(states).toEqual([{ id: null, region: 'eu', shelf: 7, label: null }])
  })

  it('by id and an identity of the same object is the import of that', async () => {
    const { states } = await importOf(BY_ID, { id: 'part-1', identity: { id: 'part-1' } })
    expect(states).toEqual([{ id: 'part-1', region: null, shelf: null, label: null }])
  })

  it.each([
    ['another object', BY_ID, { id: 'part-2', identity: { id: 'part-1' } }],
    ['an object that may be another', BY_PLACE, { id: 'part-1', type: PLACE, identity: { shelf: 7, region: 'eu' } }],
  ])('by id and the identity of %s is refused', async (_, declared, target) => {
    const { diagnostics, imported } = await importOf(declared, target)
    expect(diagnostics).toMatchObject([{ summary: 'Ambiguous import', detail: expect.stringContaining(target.id) }])
    expect(imported).toEqual([])
  })

  it('names each attribute that the identity lacks', async () => {
    const { diagnostics } = await importOf(BY_PLACE, { type: PLACE, identity: { shelf: null, region: null } })
    expect(diagnostics).toMatchObject([{ detail: expect.stringContaining('has no value for "region", "shelf".') }])
  })

  it('by identity is refused for a resource without one', async () => {
    expect((await importOf(WITHOUT, { identity: { id: 'part-1' } })).diagnostics).toMatchObject([
      { summary: 'Import by identity not supported', detail: expect.stringContaining('fake_part') },
    ])
  })

  it('by id alone is unchanged for a resource without identity', async () => {
    const { imported, diagnostics } = await importOf(WITHOUT, { id: 'part-1' })
    expect([imported.length, imported[0]?.identity, diagnostics]).toEqual([1, undefined, []])
  })
})

describe('an identity of several attributes', () => {
  it('is kept by a client through the life of an object', async () => {
    const parts = await inProcessResource(providerOf(BY_PLACE), 'fake_part')
    const { state } = await parts.apply(await parts.plan({ config: { region: 'eu', shelf: 7 } }))
    const change = await parts.plan({ prior: state, config: { region: 'eu', shelf: 7, label: 'screws' } })
    const { state: labeled } = await parts.apply(change)
    const { state: found } = await parts.read(labeled)
    expect(found && parts.identityOf(found)).toEqual({ region: 'eu', shelf: 7 })
    await parts.destroy(labeled)
  })

  it('has a schema with its version and its attributes by name', async () => {
    const { identitySchemas } = await handlersOf(BY_PLACE).getResourceIdentitySchemas()
    expect(identitySchemas['fake_part']).toMatchObject({
      version: 2,
      identityAttributes: [{ name: 'region', description: 'Its region.' }, { name: 'shelf' }],
    })
  })

  async function upgrade(json: string, version: number) {
    const request = { ...UpgradeResourceIdentity_Request.decode(EMPTY), typeName: 'fake_part', version }
    const answer = await handlersOf(BY_PLACE).upgradeResourceIdentity({
      ...request,
      rawIdentity: { json: utf8(json), flatmap: {} },
    })
    const bytes = ('upgradedIdentity' in answer && answer.upgradedIdentity?.identityData?.msgpack) || EMPTY
    return bytes.length > 0 ? decodeMsgpack(PLACE, bytes) : undefined
  }

  it('keeps what an earlier version had, when that is all of it', async () => {
    expect(await upgrade('{"region":"eu","shelf":7,"row":"b"}', 1)).toEqual({ region: 'eu', shelf: 7 })
  })

  it('is null when an earlier version had not all of it, until the next read', async () => {
    expect(await upgrade('{"region":"eu"}', 0)).toBeNull()
  })
})

describe('a resource without identity', () => {
  it('is in no identity schema, and none of its responses has one', async () => {
    const { identitySchemas } = await handlersOf(WITHOUT).getResourceIdentitySchemas()
    expect(identitySchemas).toEqual({})
    const parts = await inProcessResource(providerOf(WITHOUT), 'fake_part')
    const { state } = await parts.apply(await parts.plan({ config: { region: 'eu', shelf: 7 } }))
    expect(parts.identityOf(state)).toBeUndefined()
  })

  it('refuses a stored identity', async () => {
    const request = { ...UpgradeResourceIdentity_Request.decode(EMPTY), typeName: 'fake_part' }
    expect((await handlersOf(WITHOUT).upgradeResourceIdentity(request)).diagnostics).toMatchObject([
      { summary: 'Unknown resource identity', detail: expect.stringContaining('fake_part') },
    ])
  })
})
