import { type Block, type Body, isUnknown, type Schema } from '../../schema/dsl/index'
import { type Diagnostic, error } from './diagnostic'
import { equalValues } from './equality'
import { type Attribute, blockPath, blocksIn, isObject, type ObjectValue, toBlocks } from './object-value'
import type { Path } from './path'
import { brokenRules } from './rules'
import { alignEqual } from './set-alignment'

type Declared = Pick<Schema, 'body' | 'rules'>

/**
 * Missing and surplus blocks and arguments of a configuration, and arguments that cannot be configured, in Terraform's words.
 * Terraform checks most of it before it calls a provider, except for a required argument that is null; other clients, such as Pulumi's bridge, leave it to the provider.
 */
export function structureFaults(body: Body, config: ObjectValue, path: Path = []): readonly Diagnostic[] {
  return Object.entries(body).flatMap(([name, member]) => {
    const value = config[name] ?? null
    const at = [...path, name]
    if (member.kind === 'attr') return attributeFault(member, name, value, at)
    if (isUnknown(value)) return []
    const blocks = blocksIn(member, value)
    const inside = blocks.flatMap((element, index) =>
      isObject(element) ? structureFaults(member.body, element, blockPath(member, at, index)) : [],
    )
    return [...miscounted(member, name, blocks.length, at), ...inside]
  })
}

/** The same, and broken rules. */
export function configFaults(declared: Declared, config: ObjectValue): readonly Diagnostic[] {
  return [...structureFaults(declared.body, config), ...rulesOfAll(declared, config, [])]
}

/**
 * What stands in the way of a change: the faults of its configuration. What `ignore_changes` put into the configuration in place
 * of the user's own values is as it was, computed values included, and nothing to complain of.
 */
export function changeFaults(
  declared: Declared,
  config: ObjectValue,
  prior: ObjectValue | null,
): readonly Diagnostic[] {
  const own = prior === null ? config : withoutIgnored(declared.body, config, alignEqual(declared.body, config, prior))
  return configFaults(declared, own)
}

function rulesOfAll({ body, rules }: Declared, config: ObjectValue, path: Path): readonly Diagnostic[] {
  const nested = Object.entries(body).flatMap(([name, member]) =>
    member.kind === 'attr'
      ? []
      : blocksIn(member, config[name]).flatMap((element, index) =>
          isObject(element) ? rulesOfAll(member, element, blockPath(member, [...path, name], index)) : [],
        ),
  )
  return [...brokenRules(rules, { body, config, path }), ...nested]
}

// With `ignore_changes = all` Terraform hands the computed values of the prior state on as if the user had written them.
function withoutIgnored(body: Body, config: ObjectValue, prior: ObjectValue): ObjectValue {
  return Object.fromEntries(
    Object.entries(body).map(([name, member]) => {
      const [value, before] = [config[name] ?? null, prior[name] ?? null]
      if (member.kind === 'attr') {
        const isIgnored = member.spec.mode === 'computed' && equalValues(member.type, value, before)
        return [name, isIgnored ? null : value]
      }
      if (isUnknown(value)) return [name, value]
      const olds = blocksIn(member, before)
      const own = blocksIn(member, value).map((element, index) => {
        const old = olds[index]
        return isObject(element) && isObject(old) ? withoutIgnored(member.body, element, old) : element
      })
      return [name, toBlocks(member, own)]
    }),
  )
}

function attributeFault({ spec }: Attribute, name: string, value: ObjectValue[string], path: Path): Diagnostic[] {
  // The operation that sends a write-only value reports that it is null.
  if (spec.mode === 'required' && value === null && spec.writeOnly !== true)
    return [
      error('Missing required argument', `The argument "${name}" is required, but no definition was found.`, path),
    ]
  if (spec.mode === 'computed' && value !== null)
    return [
      error(
        'Value for unconfigurable attribute',
        `Can't configure a value for "${name}": its value will be decided automatically based on the result of applying this configuration.`,
        path,
      ),
    ]
  return []
}

function miscounted({ nesting, min = 0, max }: Block, name: string, count: number, path: Path): Diagnostic[] {
  if (count < min && nesting === 'single')
    return [error(`Missing ${name} block`, `A block "${name}" is required.`, path)]
  if (count < min) return [error(`Insufficient ${name} blocks`, `At least ${min} "${name}" blocks are required.`, path)]
  if (max !== undefined && count > max)
    return [error(`Too many ${name} blocks`, `No more than ${max} "${name}" blocks are allowed`, path)]
  return []
}
