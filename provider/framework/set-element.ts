import { type Body, quoted, type Schema } from '../../schema/dsl/index'
import type { Diagnostic } from './diagnostic'
import { isObject, type ObjectValue } from './object-value'
import { formatPath, isSetStep, type Path } from './path'
import { valueAt } from './value-at'

/** A longer text, such as code, names nothing. */
const LONGEST_NAME = 100

/**
 * The diagnostic with words for the block of a set that its path leads into: Terraform cannot show which one it is. The block is named by
 * its required arguments, save secrets and the argument that the diagnostic is about; without any, the argument itself is named.
 */
export function namingSetElement({ body }: Schema, config: ObjectValue, diagnostic: Diagnostic): Diagnostic {
  const { path = [], detail } = diagnostic
  const depth = path.findLastIndex(isSetStep)
  if (depth < 0) return diagnostic
  const element = valueAt(config, path.slice(0, depth + 1))
  const declared = bodyAt(body, path.slice(0, depth + 1))
  if (declared === undefined || !isObject(element)) return diagnostic
  const names = namesOf(declared, element, path[depth + 1])
  const words =
    names.length === 0
      ? ` The argument is ${formatPath(path)}.`
      : ` The block is ${String(path[depth - 1])} with ${names.join(' and ')}.`
  return { ...diagnostic, detail: detail.replace(/(?=\n\n|$)/, words) }
}

function bodyAt(body: Body, path: Path): Body | undefined {
  return path.reduce<Body | undefined>((inner, step) => {
    if (typeof step !== 'string') return inner
    const member = inner?.[step]
    return member?.kind === 'block' ? member.body : undefined
  }, body)
}

function namesOf(body: Body, element: ObjectValue, about: Path[number] | undefined): readonly string[] {
  return Object.entries(body).flatMap(([name, member]) => {
    const value = element[name] ?? null
    const isName =
      member.kind === 'attr' && member.spec.mode === 'required' && member.spec.sensitive !== true && name !== about
    return isName && typeof value === 'string' && value.length <= LONGEST_NAME ? [`${name} = ${quoted(value)}`] : []
  })
}
