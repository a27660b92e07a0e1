import type { Construct } from 'constructs'
import { Annotations, Token } from './core'

interface Fault {
  readonly severity: 'error' | 'warning'
  readonly detail: string
  /** Where in the value, when it is not about all of it. */
  readonly at?: readonly (string | number)[]
}

interface Declared<T> {
  readonly spec: { readonly check: readonly ((value: T) => readonly Fault[])[] }
}

/** Whether the value itself is here, and no token or HCL expression that Terraform will replace by it. */
export const isResolved = (value: unknown): boolean =>
  !Token.isUnresolved(value) && !(typeof value === 'string' && /(?<!\$)\$\{|(?<!%)%\{/.test(value))

/** The error for a prop that is wrong. It names the construct by its path, where the prop was given. */
export const refusal = (scope: Construct, prop: string, detail: string): Error =>
  new Error(`EventStream "${scope.node.path}": ${prop}: ${detail.replaceAll('\n\n', ' ')}`)

/** Shows a warning at synth, beside the path of the construct, that does not stop anything. */
export const warn = (scope: Construct, prop: string, detail: string): void =>
  Annotations.of(scope).addWarning(`${prop}: ${detail.replaceAll('\n\n', ' ')}`)

/** Throws for a prop that is left out where the compiler did not see it, as with `process.env.TOKEN!` or in JavaScript. */
export function requireGiven(scope: Construct, prop: string, value: unknown): void {
  if (value !== undefined && value !== null) return
  throw refusal(scope, prop, 'no value is given. If it comes from process.env, check that the variable is set.')
}

/**
 * Judges a prop by what the schema declares of its attribute, when its value is known: throws where there is none and
 * where that names an error, and shows a warning where that names one.
 */
export function judge<T>(scope: Construct, prop: string, value: T, { spec }: Declared<T>): void {
  requireGiven(scope, prop, value)
  if (!isResolved(value)) return
  const members: readonly unknown[] = Array.isArray(value) ? value : []
  for (const [index, member] of members.entries()) requireGiven(scope, `${prop}[${index}]`, member)
  for (const { severity, detail, at: [index] = [] } of spec.check.flatMap((check) => check(value))) {
    if (Array.isArray(value) && typeof index === 'number' && !isResolved(value[index])) continue
    const place = index === undefined ? prop : `${prop}[${index}]`
    if (severity === 'error') throw refusal(scope, place, detail)
    warn(scope, place, detail)
  }
}
