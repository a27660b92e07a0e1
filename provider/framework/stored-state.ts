import type { Body, Schema, Value } from '../../schema/dsl/index'
import type { NewState } from './apply'
import { type Diagnostic, error, providerBug } from './diagnostic'
import type { EarlierVersion } from './earlier-version'
import { blocksIn, isObject, type ObjectValue, toBlocks } from './object-value'
import type { Resource } from './resource'

/** A state as it is stored, which the schema of its version has to read. */
export interface StoredState {
  readonly version: number
  /** Its values, by the attributes and blocks that it was written with. Throws, saying why, when they do not fit. */
  read(body: Body): ObjectValue
}

/** A stored state in the form of the present version. It is read by the schema that wrote it, and then upgraded step by step. */
export function upgradeResourceState(resource: Resource<unknown>, stored: StoredState): NewState {
  const { schema, earlierVersions = [] } = resource
  if (stored.version > schema.version) return refusal(newerState(schema, stored.version))
  const steps = earlierVersions
    .filter(({ version }) => version >= stored.version && version < schema.version)
    .sort((a, b) => a.version - b.version)
  if (stored.version < schema.version && steps[0]?.version !== stored.version)
    return refusal(unknownVersion(schema, stored.version))
  const read = readBy(steps[0]?.body ?? schema.body, schema, stored)
  if ('diagnostic' in read) return refusal(read.diagnostic)
  const upgraded = upgradeBy(steps, schema, read.values)
  if ('diagnostic' in upgraded) return refusal(upgraded.diagnostic)
  return { state: resource.upgradeState?.(upgraded.values) ?? upgraded.values, diagnostics: [] }
}

function refusal(diagnostic: Diagnostic): NewState {
  return { state: null, diagnostics: [diagnostic] }
}

type Step = { readonly values: ObjectValue } | { readonly diagnostic: Diagnostic }

function readBy(body: Body, schema: Schema, stored: StoredState): Step {
  try {
    return { values: completed(body, stored.read(body)) }
  } catch (thrown) {
    return { diagnostic: unreadable(schema, thrown instanceof Error ? thrown.message : String(thrown)) }
  }
}

function upgradeBy(steps: readonly EarlierVersion[], schema: Schema, stored: ObjectValue): Step {
  let values = stored
  for (const [index, { version, upgrade }] of steps.entries()) {
    const body = steps[index + 1]?.body ?? schema.body
    try {
      values = completed(body, upgrade(values))
    } catch (thrown) {
      return { diagnostic: failedUpgrade(schema, version, thrown) }
    }
    const surplus = Object.keys(values).find((name) => !Object.hasOwn(body, name))
    if (surplus !== undefined) return { diagnostic: surplusValue(schema, version, surplus) }
  }
  return { values }
}

/** The values with null, or no blocks, for what they leave out, inside blocks too. */
export function completed(body: Body, values: ObjectValue): ObjectValue {
  const members = Object.entries(body).map(([name, member]): [string, Value] => {
    if (member.kind === 'attr') return [name, values[name] ?? null]
    const blocks = blocksIn(member, values[name])
    return [
      name,
      toBlocks(
        member,
        blocks.map((one) => (isObject(one) ? completed(member.body, one) : one)),
      ),
    ]
  })
  return { ...values, ...Object.fromEntries(members) }
}

// The message of an error may quote a value of the state.
function failedUpgrade(schema: Schema, version: number, thrown: unknown): Diagnostic {
  return providerBug(
    `The upgrade of the state of ${schema.type} from schema version ${version} failed (${thrown instanceof Error ? thrown.name : typeof thrown})`,
  )
}

function surplusValue(schema: Schema, version: number, name: string): Diagnostic {
  return providerBug(
    `The upgrade of the state of ${schema.type} from schema version ${version} gives a value that the next version lacks`,
    [name],
  )
}

function newerState(schema: Schema, version: number): Diagnostic {
  return error(
    'State from a newer provider',
    `The state of ${schema.type} has schema version ${version}, and this provider knows versions up to ${schema.version}.\n\nUse the provider version that wrote the state, or a later one.`,
  )
}

function unknownVersion(schema: Schema, version: number): Diagnostic {
  return error(
    'State of an unknown version',
    `The state of ${schema.type} has schema version ${version}, which this provider does not know; its own is ${schema.version}.\n\nUpgrade the provider in smaller steps: apply once with a version of it that knows both. Or remove the resource from the state ("state rm") and import it again.`,
  )
}

function unreadable(schema: Schema, why: string): Diagnostic {
  return error(
    'Unreadable state',
    `The stored state of ${schema.type} cannot be read: ${why}.\n\nRestore the state from a backup, or remove the resource from the state ("state rm") and import it again.`,
  )
}
