import { eventbridge, requireProvider, stream, webhook } from '../configuration'

/** A change of a configuration by which names go from one resource to another. */
export interface Scenario {
  /** What the user does. */
  readonly title: string
  readonly before: Files
  readonly after: Files
  /** The names that the tenant has afterwards. */
  readonly names: readonly string[]
}

type Files = Readonly<Record<string, string>>

function main(...blocks: readonly string[]): Files {
  return { 'main.tf': requireProvider() + blocks.join('') }
}

function block(label: string, name: string, region = 'us-east-1'): string {
  return stream({ label, name, type: 'eventbridge', body: eventbridge('123456789012', region) })
}

/** A block with `count` or `for_each`; `name` and `repeat` are expressions. */
function repeated(repeat: string, name: string, label = 'x'): string {
  return `
resource "auth0_event_stream" "${label}" {
  ${repeat}
  name             = ${name}
  destination_type = "webhook"
  subscriptions    = ["user.created"]
  ${webhook('method = "bearer"\n      token  = "a-secret-token"')}
}
`
}

function list(...names: readonly string[]): string {
  return `locals {\n  names = ${JSON.stringify(names)}\n}\n`
}

function numbered(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `stream-${index}`)
}

function renamedBlocks(count: number): Pick<Scenario, 'before' | 'after' | 'names'> {
  return {
    before: main(...numbered(count).map((name) => block(name.replace('stream', 'old'), name))),
    after: main(...numbered(count).map((name) => block(name.replace('stream', 'new'), name))),
    names: numbered(count),
  }
}

const ALIAS = `
provider "auth0" {
  alias = "other"
}
`

/** What users do to a configuration so that equal names meet in one apply. */
export const SCENARIOS: readonly Scenario[] = [
  { title: 'a block is renamed', before: main(block('x', 'a')), after: main(block('z', 'a')), names: ['a'] },
  {
    title: 'count becomes for_each',
    before: main(list('a', 'b', 'c'), repeated('count = length(local.names)', 'local.names[count.index]')),
    after: main(list('a', 'b', 'c'), repeated('for_each = toset(local.names)', 'each.key')),
    names: ['a', 'b', 'c'],
  },
  {
    title: 'the key of for_each changes',
    before: main(repeated('for_each = { one = "a", two = "b" }', 'each.value')),
    after: main(repeated('for_each = { eins = "a", zwei = "b" }', 'each.value')),
    names: ['a', 'b'],
  },
  {
    title: 'a block moves into a module',
    before: main(block('x', 'a'), block('y', 'b')),
    after: {
      'main.tf': `${requireProvider()}module "streams" {\n  source = "./streams"\n}\n`,
      'streams/main.tf': requireProvider() + block('x', 'a') + block('y', 'b'),
    },
    names: ['a', 'b'],
  },
  {
    title: 'an element is put before the others of a list',
    before: main(list('a', 'b', 'c'), repeated('count = length(local.names)', 'local.names[count.index]')),
    after: main(list('z', 'a', 'b', 'c'), repeated('count = length(local.names)', 'local.names[count.index]')),
    names: ['z', 'a', 'b', 'c'],
  },
  {
    title: 'the first element of a list is taken away',
    before: main(list('a', 'b', 'c'), repeated('count = length(local.names)', 'local.names[count.index]')),
    after: main(list('b', 'c'), repeated('count = length(local.names)', 'local.names[count.index]')),
    names: ['b', 'c'],
  },
  {
    title: 'two streams swap their names',
    before: main(block('x', 'a'), block('y', 'b')),
    after: main(block('x', 'b'), block('y', 'a')),
    names: ['a', 'b'],
  },
  {
    title: 'three streams pass their names round',
    before: main(block('x', 'a'), block('y', 'b'), block('z', 'c')),
    after: main(block('x', 'b'), block('y', 'c'), block('z', 'a')),
    names: ['a', 'b', 'c'],
  },
  {
    title: 'a stream gets the name of one that is replaced under another name',
    before: main(block('x', 'a'), block('y', 'b')),
    after: main(block('x', 'c', 'eu-central-1'), block('y', 'a')),
    names: ['a', 'c'],
  },
  {
    title: 'a new stream gets the name of one that is renamed, which gets the name of one that is deleted',
    before: main(block('x', 'a'), block('y', 'b')),
    after: main(block('x', 'b'), block('z', 'a')),
    names: ['a', 'b'],
  },
  {
    title: 'a renamed block gets another provider block of the same tenant',
    before: main(ALIAS, block('x', 'a'), block('y', 'b')),
    after: main(ALIAS, block('y', 'b'), block('z', 'a').replace('\n}\n', '\n  provider = auth0.other\n}\n')),
    names: ['a', 'b'],
  },
  { title: 'twelve blocks are renamed', ...renamedBlocks(12) },
]
