import { defineProvider, defineResource, type Provider } from '../../../provider/framework/index'
import type { ResourceDefinition } from '../../../provider/framework/resource'
import {
  type Check,
  listBlock,
  notEmpty,
  type PlanOf,
  refuse,
  schema,
  setBlock,
  singleBlock,
  string,
  timeouts,
} from '../../../schema/dsl/index'

const noSize: Check<string> = (text) =>
  text === 'wrong' ? refuse('Invalid size', '"wrong" is no size.\n\nGive it a size.') : []

function pinned(doc: string) {
  return string({ mode: 'computed', keep: true, doc })
}

/** A schema with blocks of every nesting, each with what a user writes and what the API adds. */
export const kit = schema({
  type: 'sample_kit',
  doc: 'A kit.',
  body: {
    id: pinned('Id.'),
    name: string({ mode: 'required', doc: 'Name.' }),
    edition: string({ mode: 'computed', keep: true, nullable: true, doc: 'Edition.' }),
    revision: string({ mode: 'computed', doc: 'Revision.' }),
    parts: setBlock({
      doc: 'Parts.',
      max: 3,
      body: {
        name: string({ mode: 'required', doc: 'Name.', check: [(text) => (text === 'bad' ? [FAULT] : [])] }),
        size: string({ mode: 'optional', doc: 'Size.', check: [noSize] }),
        grade: string({ mode: 'defaulted', fallback: 'b', doc: 'Grade.' }),
        serial: pinned('Serial number.'),
        checked_at: string({ mode: 'computed', doc: 'Time of the last check.' }),
        key: string({ mode: 'optional', sensitive: true, doc: 'Key.', check: [notEmpty('Empty key', 'Give one.')] }),
        lid: string({ mode: 'optional', doc: 'Lid.' }),
        labels: listBlock({ doc: 'Labels.', body: { text: string({ mode: 'required', doc: 'Text.' }) } }),
      },
      rules: [{ rule: 'conflict', of: 'size', with: ['lid'] }],
    }),
    frame: singleBlock({
      doc: 'Frame.',
      replace: 'get another frame',
      body: {
        color: string({ mode: 'required', doc: 'Color.', replace: 'be painted' }),
        finish: string({ mode: 'optional', doc: 'Finish.', replace: 'be finished' }),
        weight: pinned('Weight.'),
        key_wo: string({ mode: 'optional', sensitive: true, writeOnly: true, doc: 'Key.' }),
        screws: setBlock({ doc: 'Screws.', body: { size: string({ mode: 'required', doc: 'Size.' }) } }),
      },
    }),
    timeouts: timeouts({ create: '6m', delete: '90s' }),
  },
})

const FAULT = { severity: 'error', summary: 'Bad part', detail: 'This part is bad.' } as const

type Kit = typeof kit
type Definition = ResourceDefinition<Kit, object>

/** What the API makes of a plan: it numbers the parts, and gives what it computes. */
export function settled(plan: PlanOf<Kit>): never {
  function known(value: unknown, otherwise: unknown) {
    return typeof value === 'string' ? value : otherwise
  }
  const parts = plan.parts as unknown as readonly { readonly [name: string]: unknown }[]
  return {
    ...plan,
    id: 'kit-1',
    edition: null,
    revision: 'r1',
    parts: parts.map((part, index) => ({
      ...part,
      serial: known(part['serial'], `s${index}-${part['name']}`),
      checked_at: 'now',
    })),
    frame: plan.frame && { ...plan.frame, weight: known((plan.frame as { weight?: unknown }).weight, 'heavy') },
  } as never
}

/** A provider of kits whose API remembers nothing; what a resource does otherwise is given. */
export function kitProvider(over: Partial<Definition> = {}): Provider {
  const resource = defineResource<Kit, object>({
    schema: kit,
    create: async ({ plan }) => ({ state: settled(plan) }),
    read: async ({ state }) => ({ state }),
    update: async ({ plan }) => ({ state: settled(plan) }),
    delete: async () => {},
    importState: (id) => ({ state: { id } }),
    upgradeState: (stored) => stored,
    ...over,
  })
  return defineProvider({
    schema: schema({ type: 'sample', doc: '', body: {} }),
    resources: [resource],
    dataSources: [],
    configure: async () => ({ api: {} }),
    explain: () => undefined,
  })
}
