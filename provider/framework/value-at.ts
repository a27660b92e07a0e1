import type { Body, Value } from '../../schema/dsl/index'
import { type Attribute, isObject } from './object-value'
import { isSetStep, type Path } from './path'

/** The attribute that a path leads to or into, and how many steps lead to it. */
export function attributeAt(body: Body, path: Path, depth = 0): { attribute: Attribute; depth: number } | undefined {
  const step = path[depth]
  const member = typeof step === 'string' ? body[step] : undefined
  if (member === undefined) return undefined
  if (member.kind === 'attr') return { attribute: member, depth: depth + 1 }
  return attributeAt(member.body, path, depth + (member.nesting === 'single' ? 1 : 2))
}

/** The value that a path leads to, or null. */
export function valueAt(values: Value | undefined, path: Path): Value {
  return path.reduce<Value>((value, step) => {
    if (Array.isArray(value) && typeof step === 'number') return value[step] ?? null
    if (Array.isArray(value) && isSetStep(step)) return value[step.element] ?? null
    return isObject(value) && typeof step === 'string' ? (value[step] ?? null) : null
  }, values ?? null)
}
