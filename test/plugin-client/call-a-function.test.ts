import { ProviderDefinition } from '../../provider/protocol/generated/tfplugin6'
import { decodeMsgpack, encodeMsgpack } from '../../provider/protocol/msgpack-value'
import { EVENT_TYPES } from '../../schema/auth0/index'
import { type Type, UNKNOWN, type Value } from '../../schema/dsl/index'
import { type Core, startCore } from '../kit/terraform-core'
import { PLAIN_NETWORK } from './stage'

const SOURCE = 'aws.partner/auth0.com/my-tenant-0c1d5c1a-6d3f-4a53-9d0a-1f2e3d4c5b6a/auth0.events'

// Without credentials, and never configured: Terraform calls functions in validate already.
let core: Core
beforeAll(async () => {
  core = await startCore({ env: PLAIN_NETWORK })
})
afterAll(() => core?.close())

async function call(
  name: string,
  args: readonly Value[],
): Promise<{ result?: Value; text?: string; argument?: number }> {
  const { error, result } = await core.plugin.client.call(ProviderDefinition, 'callFunction', {
    name,
    arguments: args.map((value) => ({ msgpack: encodeMsgpack('string', value), json: new Uint8Array() })),
  })
  if (error !== undefined) return { text: error.text, argument: Number(error.functionArgument) }
  const { type = new Uint8Array() } = core.schema.functions[name]?.return ?? {}
  return {
    result: decodeMsgpack(JSON.parse(new TextDecoder().decode(type)) as Type, result?.msgpack ?? new Uint8Array()),
  }
}

describe('the functions of the provider', () => {
  it('are the same in both answers that have them', async () => {
    const { functions } = await core.plugin.client.call(ProviderDefinition, 'getFunctions', {})
    expect(functions).toEqual(core.schema.functions)
    expect(Object.keys(functions).sort()).toEqual(['event_pattern', 'event_types', 'parse_partner_event_source'])
  })

  it('refuse a name that is none of them', async () => {
    expect(await call('sum', [])).toMatchObject({ text: 'This provider has no function "sum".' })
  })
})

describe('event_types', () => {
  it('lists every type without an argument', async () => {
    expect(await call('event_types', [])).toEqual({ result: [...EVENT_TYPES] })
  })

  it('lists the types of a family', async () => {
    const users = ['user.created', 'user.updated', 'user.deleted']
    expect(await call('event_types', ['user'])).toEqual({ result: users })
  })

  it('lists the types of a family within another one, and of several families, each once', async () => {
    const { result } = await call('event_types', ['organization.member.role', 'organization.member', 'user'])
    expect(result).toEqual([
      'user.created',
      'user.updated',
      'user.deleted',
      'organization.member.added',
      'organization.member.deleted',
      'organization.member.role.assigned',
      'organization.member.role.deleted',
    ])
  })

  it.each([
    ['users', 'did you mean "user"?'],
    ['user.', 'did you mean "user"?'],
    ['User', 'did you mean "user"?'],
    ['user.created', 'known families: user, '],
    ['', 'known families: user, '],
    ['log', 'known families: user, '],
  ])('refuses %j, which has no types, by its argument', async (family, hint) => {
    const { text, argument } = await call('event_types', ['group', family])
    expect([argument, text]).toEqual([1, expect.stringContaining(JSON.stringify(family))])
    expect(text).toContain(hint)
  })
})

describe('parse_partner_event_source', () => {
  it.each([
    [SOURCE, 'my-tenant', '0c1d5c1a-6d3f-4a53-9d0a-1f2e3d4c5b6a'],
    ['aws.partner/auth0.com/example-0123abcd/auth0.events', 'example', '0123abcd'],
  ])('takes %s apart', async (name, tenant, source_id) => {
    expect(await call('parse_partner_event_source', [name])).toEqual({
      result: { tenant, source_id, suffix: 'auth0.events' },
    })
  })

  it.each(['', 'default', 'aws.partner/stripe.com/x-1/y', `${SOURCE}/more`, 'aws.partner/auth0.com/x', ` ${SOURCE}`])(
    'refuses %j',
    async (name) => {
      const { text, argument } = await call('parse_partner_event_source', [name])
      expect([argument, text]).toEqual([0, expect.stringContaining('aws_partner_event_source')])
    },
  )
})

describe('event_pattern', () => {
  async function pattern(...args: readonly string[]) {
    const { result } = await call('event_pattern', args)
    return JSON.parse(String(result))
  }

  it('matches every event of a source', async () => {
    expect(await pattern(SOURCE)).toEqual({ source: [SOURCE] })
  })

  it('matches the event types, wherever EventBridge has them', async () => {
    const types = ['user.created', 'role.created']
    expect(await pattern(SOURCE, ...types, 'user.created')).toEqual({
      source: [SOURCE],
      $or: [{ 'detail-type': types }, { detail: { type: types } }],
    })
  })

  it('takes all types of the catalog', async () => {
    expect((await pattern(SOURCE, ...EVENT_TYPES)).$or[0]['detail-type']).toEqual([...EVENT_TYPES])
  })

  it.each([
    ['another source', ['aws.s3'], 0, 'not the name of a partner event source'],
    ['a misspelled type', [SOURCE, 'user.created', 'user:deleted'], 2, 'did you mean "user.deleted"?'],
    ['no type at all', [SOURCE, ''], 1, 'is written as "user.created"'],
    [
      'a pattern that is too long',
      [SOURCE, ...Array.from({ length: 99 }, (_, i) => `user.${'x'.repeat(i + 1)}`)],
      99,
      '2048',
    ],
  ])('refuses %s, by its argument', async (_, args, argument, why) => {
    expect(await call('event_pattern', args)).toEqual({ argument, text: expect.stringContaining(why) })
  })

  it.each([null, UNKNOWN])('refuses what Terraform does not send: %s', async (value) => {
    expect(await call('event_pattern', [SOURCE, value])).toEqual({
      argument: 1,
      text: expect.stringContaining('known'),
    })
  })

  it('refuses one argument too few or too many', async () => {
    expect(await call('event_pattern', [])).toMatchObject({ argument: 0 })
    expect(await call('parse_partner_event_source', [SOURCE, SOURCE])).toMatchObject({ argument: 1 })
  })
})
