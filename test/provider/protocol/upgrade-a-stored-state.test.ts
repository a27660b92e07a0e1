import {
  defineProvider,
  defineResource,
  type EarlierVersion,
  earlierVersion,
  silentLogger,
} from '../../../provider/framework/index'
import { UpgradeResourceState_Request } from '../../../provider/protocol/generated/tfplugin6'
import { createProviderHandlers } from '../../../provider/protocol/index'
import { listBlock, listOfStrings, number, schema, setBlock, singleBlock, string } from '../../../schema/dsl/index'
import { inProcessResource } from '../../kit/in-process-core'

const name = string({ mode: 'required', doc: '' })

/** The present form: `title` was `name`, `size` was text, `parts` was a list, `limit` was a list of one, and `cover` is gone. */
const book = schema({
  type: 'sample_book',
  version: 3,
  doc: '',
  body: {
    id: string({ mode: 'computed', keep: true, doc: '' }),
    title: string({ mode: 'required', doc: '' }),
    size: number({ mode: 'optional', doc: '' }),
    parts: setBlock({ doc: '', body: { name } }),
    limit: singleBlock({ doc: '', body: { pages: number({ mode: 'required', doc: '' }) } }),
    tags: listOfStrings({ mode: 'optional', doc: '' }),
    isbn: string({ mode: 'optional', doc: '' }),
  },
})

const FIRST = earlierVersion({
  version: 0,
  body: {
    id: string({ mode: 'computed', doc: '' }),
    name,
    size: string({ mode: 'optional', doc: '' }),
    parts: listBlock({ doc: '', body: { name } }),
    cover: listBlock({ doc: '', body: { color: string({ mode: 'optional', doc: '' }) } }),
  },
  upgrade: ({ id, name: title, size, parts }) => ({ id, title, size, parts }),
})

const SECOND = earlierVersion({
  version: 1,
  body: {
    id: string({ mode: 'computed', doc: '' }),
    title: string({ mode: 'required', doc: '' }),
    size: string({ mode: 'optional', doc: '' }),
    parts: listBlock({ doc: '', body: { name } }),
    limit: listBlock({ doc: '', body: { pages: number({ mode: 'required', doc: '' }) } }),
  },
  upgrade: ({ size, limit, ...rest }) => ({
    ...rest,
    size: size === null ? null : Number(size),
    limit: limit[0] ?? null,
  }),
})

function providerOf(earlierVersions: readonly EarlierVersion[] | undefined) {
  return defineProvider({
    schema: schema({ type: 'sample', doc: '', body: {} }),
    resources: [
      defineResource<typeof book, object>({
        schema: book,
        create: async () => ({ state: null }),
        read: async ({ state }) => ({ state }),
        update: async () => ({ state: null }),
        delete: async () => {},
        importState: (id) => ({ state: { id } }),
        ...(earlierVersions && { earlierVersions }),
      }),
    ],
    dataSources: [],
    configure: async () => ({ api: {} }),
    explain: () => undefined,
  })
}

/** What a stored state becomes. */
async function upgraded(
  stored: object | string,
  version: number,
  earlier: readonly EarlierVersion[] = [SECOND, FIRST],
) {
  const resource = await inProcessResource(providerOf(earlier), 'sample_book')
  return resource.upgrade(typeof stored === 'string' ? stored : JSON.stringify(stored), version)
}

/** Why a stored state is refused. */
async function refusal(stored: object | string, version: number, earlier?: readonly EarlierVersion[]) {
  const failed: { diagnostics?: readonly { summary: string; detail: string }[] } = await upgraded(
    stored,
    version,
    earlier,
  ).catch((error: unknown) => error as object)
  return failed.diagnostics?.map(({ summary, detail }) => `${summary}: ${detail}`) ?? []
}

const OLD = { id: 'b1', name: 'Emma', size: '12', parts: [{ name: 'b' }, { name: 'a' }], cover: [{ color: 'red' }] }
const NOTHING = { limit: null, tags: null, isbn: null }

describe('a stored state of an earlier version', () => {
  it('keeps what was renamed, what changed its type, and what is a set now; what is removed is dropped', async () => {
    expect(await upgraded(OLD, 0)).toEqual({
      id: 'b1',
      title: 'Emma',
      size: 12,
      parts: [{ name: 'b' }, { name: 'a' }],
      ...NOTHING,
    })
  })

  it('starts at its own version', async () => {
    const { name: title, cover: _, ...rest } = OLD
    expect(await upgraded({ ...rest, title, limit: [{ pages: 9 }] }, 1)).toMatchObject({
      title: 'Emma',
      size: 12,
      limit: { pages: 9 },
    })
  })

  it('has null for what it never had', async () => {
    expect(await upgraded({ id: 'b1', name: 'Emma' }, 0)).toEqual({
      id: 'b1',
      title: 'Emma',
      size: null,
      parts: [],
      ...NOTHING,
    })
  })

  it('keeps numbers that no float64 holds', async () => {
    const stored = '{"id":"b1","title":"Emma","size":123456789012345678901234567890}'
    expect(await upgraded(stored, 3)).toMatchObject({ size: 123456789012345678901234567890n })
  })

  it('moves here from another provider in the same way', async () => {
    const resource = await inProcessResource(providerOf([FIRST, SECOND]), 'sample_book')
    const source = { provider: 'registry.terraform.io/acme/books', typeName: 'sample_book', version: 0 }
    expect(await resource.move({ ...source, rawState: JSON.stringify(OLD) })).toMatchObject({ title: 'Emma', size: 12 })
  })

  it('is refused where nobody declared its version', async () => {
    expect(await refusal(OLD, 2)).toEqual([
      expect.stringMatching(/^State of an unknown version: .*schema version 2.*its own is 3\./),
    ])
    expect(await refusal(OLD, 0, [])).toHaveLength(1)
  })

  it('is refused where it does not fit its own version', async () => {
    expect(await refusal({ ...OLD, parts: 'none' }, 0)).toEqual([
      expect.stringContaining(
        'Unreadable state: The stored state of sample_book cannot be read: sample_book.parts is not a list',
      ),
    ])
  })

  it('is a mistake of the provider when its upgrade gives what the schema lacks', async () => {
    const wrong = { ...FIRST, upgrade: () => ({ titel: 'Emma' }) }
    expect(await refusal(OLD, 0, [wrong])).toEqual([
      expect.stringContaining('Provider bug: The upgrade of the state of sample_book from schema version 0 gives'),
    ])
  })
})

describe('an upgrade that fails', () => {
  it('is a mistake of the provider, which quotes nothing', async () => {
    const failing = { ...FIRST, upgrade: () => ({ size: BigInt('hush') }) }
    const [told = ''] = await refusal(OLD, 0, [failing])
    expect(told).toContain(
      'Provider bug: The upgrade of the state of sample_book from schema version 0 failed (SyntaxError)',
    )
    expect(told).not.toContain('hush')
  })

  it('may leave out what blocks did not have', async () => {
    const terse = { ...FIRST, upgrade: () => ({ title: 'Emma', parts: null, limit: {} }) }
    expect(await upgraded(OLD, 0, [terse])).toMatchObject({ title: 'Emma', parts: [], limit: { pages: null } })
  })
})

describe('a stored state of the present version', () => {
  it('is read as it is', async () => {
    const present = {
      id: 'b1',
      title: 'Emma',
      size: 1,
      parts: [{ name: 'a' }],
      limit: { pages: 2 },
      tags: ['x'],
      isbn: 'i',
    }
    expect(await upgraded(present, 3)).toEqual(present)
  })
})

describe('a stored state of a later version', () => {
  it('is refused, whatever it holds', async () => {
    for (const stored of [OLD, '{', '[]'])
      expect(await refusal(stored, 4)).toEqual([
        expect.stringMatching(/^State from a newer provider: .*schema version 4.*versions up to 3/),
      ])
  })
})

describe('a stored state that is broken', () => {
  it.each([
    ['', 'it is not a JSON object'],
    ['{', 'it is not valid JSON'],
    ['{"title":"hush",', 'it is not valid JSON'],
    ['{"title":"hush" x}', 'it is not valid JSON'],
    ['null', 'it is not a JSON object'],
    ['[]', 'sample_book is not an object'],
    ['"hush"', 'sample_book is not an object'],
    ['{"size":"hush"}', 'sample_book.size is not a number'],
    ['{"title":{"a":"hush"}}', 'sample_book.title is not a primitive value'],
    ['{"limit":[{"pages":1}]}', 'sample_book.limit is not an object'],
  ])('is refused without being quoted: %s', async (stored, why) => {
    const [told = ''] = await refusal(stored, 3)
    expect(told).toContain(`Unreadable state: The stored state of sample_book cannot be read: ${why}`)
    expect(told).toContain('Restore the state from a backup')
    expect(told).not.toContain('hush')
  })

  it('is refused in the form of Terraform 0.11', async () => {
    const handlers = createProviderHandlers({ loadProvider: async () => providerOf([]), log: silentLogger })
    const rawState = { json: new Uint8Array(), flatmap: { id: 'b1', title: 'hush' } }
    const request = {
      ...UpgradeResourceState_Request.decode(new Uint8Array()),
      typeName: 'sample_book',
      version: 3,
      rawState,
    }
    const { diagnostics } = await handlers.upgradeResourceState(request)
    expect(diagnostics).toMatchObject([{ detail: expect.stringContaining('Terraform 0.11 and older') }])
    expect(JSON.stringify(diagnostics)).not.toContain('hush')
  })
})
