import { readFileSync } from 'node:fs'
import { join } from 'node:path'

interface Attribute {
  readonly type: unknown
  readonly [flag: string]: unknown
}
interface Block {
  readonly attributes?: Readonly<Record<string, Attribute>>
  readonly block_types?: Readonly<Record<string, Nested>>
}
interface Nested {
  readonly nesting_mode: string
  readonly min_items?: number
  readonly max_items?: number
  readonly block: Block
}
interface Printed {
  readonly version: number
  readonly block: Block
}

/** As `terraform providers schema -json` prints it for auth0/auth0 1.54.0, without descriptions. */
const OFFICIAL = JSON.parse(readFileSync(join(__dirname, 'official-action-schema.json'), 'utf8')) as {
  readonly resource: Printed
  readonly dataSource: Printed
}
const [OURS] = Object.values(
  JSON.parse(readFileSync('schema/generated/provider-schema.json', 'utf8')).provider_schemas as object,
) as [Record<'resource_schemas' | 'data_source_schemas', Record<string, Printed>>]

const FLAGS = ['required', 'optional', 'computed', 'sensitive', 'write_only']

/** A line for each attribute and each block: its path, its type or nesting, and its flags. */
function linesOf({ attributes = {}, block_types = {} }: Block, prefix = ''): readonly string[] {
  return [
    ...Object.entries(attributes).map(([name, attribute]) => {
      const flags = FLAGS.filter((flag) => attribute[flag] === true)
      return `${prefix}${name}: ${JSON.stringify(attribute.type)} ${flags.join(' ')}`
    }),
    ...Object.entries(block_types).flatMap(([name, { nesting_mode, min_items = 0, max_items = 'any', block }]) => [
      `${prefix}${name}: ${nesting_mode} ${min_items} to ${max_items}`,
      ...linesOf(block, `${prefix}${name}.`),
    ]),
  ].sort()
}

/** What only one of the two has, in the form of a diff. */
function differences(official: Printed, ours: Printed | undefined): readonly string[] {
  const [theirs, own] = [linesOf(official.block), linesOf(ours?.block ?? {})]
  return [
    ...theirs.filter((line) => !own.includes(line)).map((line) => `- ${line}`),
    ...own.filter((line) => !theirs.includes(line)).map((line) => `+ ${line}`),
  ]
}

describe('auth0_action beside that of the official provider', () => {
  it('has the same schema version', () => {
    expect(OURS.resource_schemas['auth0_action']?.version).toBe(OFFICIAL.resource.version)
  })

  // `status` is in releases after 1.54. What has a default must be computed here, as in every provider that keeps to the
  // protocol; the official one has an exemption. No id can be configured.
  it('has the same arguments and blocks, `status` apart', () => {
    expect(differences(OFFICIAL.resource, OURS.resource_schemas['auth0_action'])).toEqual([
      '- deploy: "bool" optional',
      '- id: "string" optional computed',
      '+ deploy: "bool" optional computed',
      '+ id: "string" computed',
      '+ status: "string" computed',
    ])
  })

  // Both are filled in, whichever is configured.
  it('has the same data source, `status` apart', () => {
    expect(differences(OFFICIAL.dataSource, OURS.data_source_schemas['auth0_action'])).toEqual([
      '- id: "string" optional',
      '- name: "string" optional',
      '+ id: "string" optional computed',
      '+ name: "string" optional computed',
      '+ status: "string" computed',
    ])
  })
})
