import { type Fault, isUnknown, type Schema, suggest, type Value } from '../../schema/dsl/index'
import { type Diagnostic, error } from './diagnostic'
import { type Attribute, blockPath, blocksIn, forEachAttribute, isObject, type ObjectValue } from './object-value'
import type { Path } from './path'
import { brokenRules } from './rules'
import { namingSetElement } from './set-element'
import { structureFaults } from './structure'

/** All faults of a configuration at once, each with its path. */
export function validateConfig(schema: Schema, config: ObjectValue): readonly Diagnostic[] {
  return [...structureFaults(schema.body, config), ...validateBody(schema, config, [])].map((fault) =>
    namingSetElement(schema, config, fault),
  )
}

function validateBody(
  declared: Pick<Schema, 'body' | 'rules'>,
  config: ObjectValue,
  path: Path,
): readonly Diagnostic[] {
  const faults = Object.entries(declared.body).flatMap(([name, member]) => {
    const value = config[name] ?? null
    const at = [...path, name]
    if (member.kind === 'attr') return validateAttribute(member, name, value, at)
    return blocksIn(member, value).flatMap((element, index) =>
      isObject(element) ? validateBody(member, element, blockPath(member, at, index)) : [],
    )
  })
  return [...faults, ...brokenRules(declared.rules, { body: declared.body, config, path })]
}

function validateAttribute(attribute: Attribute, name: string, value: Value, path: Path): readonly Diagnostic[] {
  if (value === null || isUnknown(value)) return []
  const { check = [], values, title = name.replaceAll('_', ' ') } = attribute.spec
  const faults = [...(values ? checkChoice(title, values, value) : []), ...check.flatMap((validate) => validate(value))]
  return faults.map(({ at = [], ...fault }) => ({ ...fault, path: [...path, ...at] }))
}

function checkChoice(title: string, values: readonly string[], value: Value): readonly Fault[] {
  if (typeof value === 'string' && values.includes(value)) return []
  const nearest = suggest(String(value), values)
  return [
    {
      severity: 'error',
      summary: `Invalid ${title}`,
      detail: `${JSON.stringify(value)} is not one of ${values.map((known) => JSON.stringify(known)).join(', ')}.\n\n${
        nearest === undefined ? 'Choose one of them.' : `Did you mean ${JSON.stringify(nearest)}?`
      }`,
    },
  ]
}

/** Refuses write-only values from a Terraform that would store them. */
export function unsupportedWriteOnly(schema: Schema, config: ObjectValue): readonly Diagnostic[] {
  const found: Diagnostic[] = []
  forEachAttribute(schema.body, { planned: config, prior: null, config }, ({ spec }, { planned }, path) => {
    if (spec.writeOnly && planned !== null) found.push(tooOldForWriteOnly(path))
  })
  return found
}

function tooOldForWriteOnly(path: Path): Diagnostic {
  // The name of a block of write-only values says so, not that of its argument.
  const name = path.findLast((step) => typeof step === 'string' && step.endsWith('_wo')) ?? path.at(-1)
  return error(
    'Write-only argument not supported',
    `${name} is write-only, and the program that runs this provider would store it in the state.\n\nUse Terraform 1.11 or later (OpenTofu 1.11 or later), or ${String(name).replace(/_wo$/, '')} instead.`,
    path,
  )
}
