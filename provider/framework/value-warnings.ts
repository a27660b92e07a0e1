import type { Schema, Value } from '../../schema/dsl/index'
import type { Diagnostic } from './diagnostic'
import { nameOf } from './handover'
import { type Attribute, elementsOf, forEachAttribute, isObject, type ObjectValue } from './object-value'
import { formatPath, isSetStep, type Path } from './path'
import { validateConfig } from './validate'
import { attributeAt, valueAt } from './value-at'

/** A configuration, and the state that it changes. */
interface Change {
  readonly config: ObjectValue
  readonly prior: ObjectValue | null
}

/** Remembers, for one run, what the states hold and what was warned about. */
export interface ValueWarnings {
  /** Takes note of a state: there is no warning about a value that it holds. */
  learn(schema: Schema, state: ObjectValue | null): void
  /** The warnings about values that are new, each once. */
  of(schema: Schema, change: Change): readonly Diagnostic[]
}

/**
 * Warnings about configured values belong to the plan: a configuration is validated several times in each command, and a
 * plan asked for twice when an object is replaced.
 */
export function createValueWarnings(): ValueWarnings {
  const held = new Set<string>()
  const given = new Set<string>()
  const learn: ValueWarnings['learn'] = (schema, state) => {
    for (const key of keysOf(schema, state)) held.add(key)
  }
  return {
    learn,
    of(schema, change) {
      learn(schema, change.prior)
      return validateConfig(schema, change.config)
        .filter(({ severity }) => severity === 'warning')
        .filter(({ path = [] }) => isNew(schema, change, path, held))
        .map((fault) => naming(schema, change.config, fault))
        .filter((fault) =>
          isFirst(given, `${schema.type} ${nameOf(schema, change.config) ?? ''} ${JSON.stringify(fault)}`),
        )
    },
  }
}

function isFirst(given: Set<string>, key: string): boolean {
  const isKnown = given.has(key)
  given.add(key)
  return !isKnown
}

function isNew(schema: Schema, { config, prior }: Change, path: Path, held: ReadonlySet<string>): boolean {
  const found = attributeAt(schema.body, path)
  if (found?.attribute.spec.writeOnly) return !isSameBlock(config, prior, path.slice(0, found.depth - 1))
  return !held.has(keyOf(schema, path, valueAt(config, path)))
}

// A write-only value is in no state; it is an old one as long as nothing else of its block changes, such as its version.
function isSameBlock(config: ObjectValue, prior: ObjectValue | null, path: Path): boolean {
  const [wanted, had] = [valueAt(config, path), valueAt(prior, path)]
  if (!isObject(wanted) || !isObject(had)) return false
  return Object.keys(had).every((name) => had[name] === null || shown(had[name]) === shown(wanted[name]))
}

/** Names the object where the summary cannot hold the value, since Terraform shows one of several with the same summary. */
function naming(schema: Schema, config: ObjectValue, fault: Diagnostic): Diagnostic {
  const isSecret = attributeAt(schema.body, fault.path ?? [])?.attribute.spec.sensitive === true
  const name = nameOf(schema, config)
  return isSecret && name !== undefined ? { ...fault, summary: `${fault.summary} of ${JSON.stringify(name)}` } : fault
}

function keysOf(schema: Schema, state: ObjectValue | null): readonly string[] {
  const keys: string[] = []
  if (state === null) return keys
  forEachAttribute(schema.body, { planned: state, prior: null, config: null }, (attribute, { planned }, path) => {
    if (attribute.spec.check === undefined) return
    for (const value of partsOf(attribute, planned)) keys.push(keyOf(schema, path, value))
  })
  return keys
}

function partsOf({ type }: Attribute, value: Value): readonly Value[] {
  return typeof type === 'string' ? [value] : elementsOf(value)
}

// Where in a list a value stands does not matter.
function keyOf({ type }: Schema, path: Path, value: Value): string {
  return `${type}.${formatPath(path.filter((step) => typeof step !== 'number' && !isSetStep(step)))} ${shown(value)}`
}

function shown(value: Value | undefined): string {
  return JSON.stringify(value, (_, inner) => (typeof inner === 'bigint' ? `${inner}n` : inner)) ?? ''
}
