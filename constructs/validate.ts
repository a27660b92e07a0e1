import type { IConstruct } from 'constructs'
import { requireKind } from './given'
import { refusal, warn } from './refusal'
import { hasSpreadToken, isListTakenApart, isResolved, lostTokenIn } from './tokens'

interface Fault {
  readonly severity: 'error' | 'warning'
  readonly detail: string
  /** Path within the value. Default: the whole value. */
  readonly at?: readonly (string | number)[]
}

/** Declaration of an attribute in the schema. */
export interface Declared<T> {
  readonly type: unknown
  readonly spec: {
    readonly doc: string
    readonly check?: readonly ((value: T) => readonly Fault[])[]
    readonly sensitive?: true
    readonly writeOnly?: true
    readonly values?: readonly string[]
  }
}

/**
 * Validates a property against the declaration of its attribute. Throws if the value is missing, has the wrong type or fails
 * a check, and shows the warnings of the checks. Values that are unknown at synth are not validated.
 */
export function validate<T>(construct: IConstruct, prop: string, value: T, declared: Declared<T>): void {
  requireDeclaredKind(construct, prop, value, declared)
  requireTokensKept(construct, prop, value)
  if (!isResolved(value)) return
  const { check = [], values } = declared.spec
  if (values !== undefined && !values.includes(String(value))) {
    throw refusal(construct, prop, `${JSON.stringify(value)} must be one of: ${values.join(', ')}.`)
  }
  for (const { severity, detail, at: [index] = [] } of check.flatMap((faultsOf) => faultsOf(value))) {
    if (Array.isArray(value) && typeof index === 'number' && !isResolved(value[index])) continue
    const place = index === undefined ? prop : `${prop}[${index}]`
    if (severity === 'error') throw refusal(construct, place, detail)
    warn(construct, place, detail)
  }
}

function requireDeclaredKind<T>(construct: IConstruct, prop: string, value: T, { type, spec }: Declared<T>): void {
  const isSecret = spec.sensitive === true || spec.writeOnly === true
  if (!Array.isArray(type)) {
    const kind = type === 'number' ? 'number' : type === 'bool' ? 'boolean' : 'string'
    requireKind(construct, prop, value, kind, isSecret)
    return
  }
  requireKind(construct, prop, value, 'list')
  const members: readonly unknown[] = Array.isArray(value) ? value : []
  // Not `forEach`, which skips holes of a list.
  for (const [index, member] of members.entries()) requireKind(construct, `${prop}[${index}]`, member, 'string')
}

/** Throws if a string or a list contains a token in a form that the framework cannot resolve. */
function requireTokensKept(construct: IConstruct, prop: string, value: unknown): void {
  if (Array.isArray(value)) requireListKept(construct, prop, value)
  const lost = typeof value === 'string' ? lostTokenIn(value) : undefined
  if (lost !== undefined) throw refusal(construct, prop, lost)
}

function requireListKept(construct: IConstruct, prop: string, list: readonly unknown[]): void {
  if (isListTakenApart(list)) {
    throw refusal(
      construct,
      prop,
      "a list that is unknown at synth has no elements to change yet. Use a function of Terraform, such as Fn.formatlist('user.%s', [list]).",
    )
  }
  if (!isResolved(list)) return
  if (hasSpreadToken(list)) {
    throw refusal(
      construct,
      prop,
      "a list that is unknown at synth cannot be spread among other elements. Use Fn.concat([['user.created'], list]).",
    )
  }
  for (const [index, element] of list.entries()) requireTokensKept(construct, `${prop}[${index}]`, element)
}

/** Throws unless the value is an object. */
export function requireProps(construct: IConstruct, prop: string, value: unknown, isSecret = false): void {
  requireKind(construct, prop, value, 'object', isSecret)
}
