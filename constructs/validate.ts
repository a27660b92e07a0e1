import type { IConstruct } from 'constructs'
import { requireKind } from './given'
import { refusal, warn } from './refusal'
import { hasSpreadToken, isListTakenApart, isResolved, lostTokenIn } from './tokens'

interface Fault {
  readonly severity: 'error' | 'warning'
  readonly detail: string
  /** Where in the value, when it is not about all of it. */
  readonly at?: readonly (string | number)[]
}

/** What the schema declares of an attribute. */
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
 * Validates a prop by what the schema declares of its attribute: throws where there is no value, one of another kind, or
 * one that an error is declared for, and shows a warning where one is declared. What only Terraform will know is not validated.
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
  // Not `forEach`, which would pass over the holes of a list.
  for (const [index, member] of members.entries()) requireKind(construct, `${prop}[${index}]`, member, 'string')
}

/** Throws where a token was put into a text or a list in a way that loses it. */
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
      "a list that only Terraform will know has no elements to change yet. Use a function of Terraform, such as Fn.formatlist('user.%s', [list]).",
    )
  }
  if (!isResolved(list)) return
  if (hasSpreadToken(list)) {
    throw refusal(
      construct,
      prop,
      "a list that only Terraform will know cannot be spread among other elements. Use Fn.concat([['user.created'], list]).",
    )
  }
  for (const [index, element] of list.entries()) requireTokensKept(construct, `${prop}[${index}]`, element)
}

/** Throws unless a value can be asked for its members, as the props of a construct are. */
export function requireProps(construct: IConstruct, prop: string, value: unknown, isSecret = false): void {
  requireKind(construct, prop, value, 'object', isSecret)
}
