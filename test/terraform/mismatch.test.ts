import { createWorkspace, describeWithTerraform, type TerraformRun } from '../kit/terraform-cli'
import { action, bearer, eventbridge, requireProvider, stream, webhook } from './configuration'

const BLOCKS = { eventbridge: eventbridge(), webhook: webhook(bearer()), action: action('an-action') } as const
const TYPES = Object.keys(BLOCKS) as (keyof typeof BLOCKS)[]

const METHODS = {
  bearer: ['method = "bearer"', 'token = "s"'],
  basic: ['method = "basic"', 'username = "u"', 'password = "s"'],
  custom_header: ['method = "custom_header"', 'header_key = "X-Key"', 'header_value = "s"'],
} as const
const SECRETS = { bearer: 'token', basic: 'password', custom_header: 'header_value' } as const
const METHOD_NAMES = Object.keys(METHODS) as (keyof typeof METHODS)[]

/** One stream with one fault, and what is said about it: the summary, and words of the detail. */
type Mismatch = readonly [type: 'eventbridge' | 'webhook' | 'action', body: string, summary: string, detail: string]

function hook(lines: readonly string[], summary: string, detail: string): Mismatch {
  return ['webhook', webhook(lines.join('\n')), summary, detail]
}

const MISMATCHES: Record<string, Mismatch> = {
  ...each(TYPES, (type) => ({
    [`${type} without its block`]: [type, '', 'Missing block', `needs ${type}_configuration`],
    ...each(without(TYPES, type), (other) => ({
      [`${type} with the block of ${other}`]: [
        type,
        BLOCKS[other],
        'Invalid argument combination',
        `${other}_configuration can only be set when`,
      ],
      [`${type} with its own block and that of ${other}`]: [
        type,
        `${BLOCKS[type]}\n${BLOCKS[other]}`,
        'Invalid argument combination',
        `${other}_configuration can only be set when`,
      ],
    })),
  })),
  ...each(METHOD_NAMES, (method) => ({
    [`${method} with a stored and a write-only secret`]: hook(
      [...METHODS[method], `${SECRETS[method]}_wo = "s"`, `${SECRETS[method]}_wo_version = 1`],
      'Conflicting arguments',
      `${SECRETS[method]}_wo conflicts with ${SECRETS[method]}`,
    ),
    [`${method} with a write-only secret without version`]: hook(
      [...METHODS[method].slice(0, -1), `${SECRETS[method]}_wo = "s"`],
      'Missing argument',
      `needs ${SECRETS[method]}_wo_version`,
    ),
    [`${method} with a version without write-only secret`]: hook(
      [...METHODS[method], `${SECRETS[method]}_wo_version = 1`],
      'Missing argument',
      `needs ${SECRETS[method]}_wo`,
    ),
    ...each(without(METHOD_NAMES, method), (other) =>
      each([...METHODS[other].slice(1), `${SECRETS[other]}_wo_version = 1`], (line) => ({
        [`${method} with ${line.split(' ')[0]}`]: hook(
          [...METHODS[method], line],
          'Invalid argument combination',
          `${line.split(' ')[0]} can only be set when method is "${other}"`,
        ),
      })),
    ),
  })),
  'an unknown method': hook(['method = "bearrer"'], 'Invalid method', 'Did you mean "bearer"?'),
  'basic without any argument': hook(['method = "basic"'], 'Missing argument', 'needs username'),
  'custom_header without any argument': hook(['method = "custom_header"'], 'Missing argument', 'needs header_key'),
  'basic without user name': hook(['method = "basic"', 'password = "s"'], 'Missing argument', 'username'),
  'custom_header without header name': hook(
    ['method = "custom_header"', 'header_value = "s"'],
    'Missing argument',
    'header_key',
  ),
}

function each<K, V>(names: readonly K[], entries: (name: K) => Record<string, V>): Record<string, V> {
  return Object.assign({}, ...names.map(entries))
}

function without<K>(names: readonly K[], name: K): K[] {
  return names.filter((other) => other !== name)
}

function labelOf(what: string) {
  return what.replaceAll(/\W/g, '_')
}

describeWithTerraform('what does not fit together', () => {
  let validated: TerraformRun
  beforeAll(async () => {
    const blocks = Object.entries(MISMATCHES).map(([what, [type, body]]) =>
      stream({ label: labelOf(what), type, body }),
    )
    const workspace = await createWorkspace({ files: { 'main.tf': requireProvider() + blocks.join('') } })
    validated = await workspace.validate()
    workspace.remove()
  })

  it.each(Object.entries(MISMATCHES))('is refused: %s', (what, [, , summary, detail]) => {
    const found = validated.diagnostics.filter(({ address }) => address === `auth0_event_stream.${labelOf(what)}`)
    expect(found[0]).toMatchObject({ severity: 'error', summary, detail: expect.stringContaining(detail) })
  })

  it.each(Object.keys(MISMATCHES))('is named once: %s', (what) => {
    expect(
      validated.diagnostics.filter(({ address }) => address === `auth0_event_stream.${labelOf(what)}`),
    ).toHaveLength(1)
  })
})
