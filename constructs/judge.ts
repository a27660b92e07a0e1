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
  new Error(`${titleOf(scope)}: ${prop}: ${detail.replaceAll('\n\n', ' ')}`)

/** Shows a warning at synth that does not stop anything. */
export const warn = (scope: Construct, prop: string, detail: string): void =>
  Annotations.of(scope).addWarning(`${titleOf(scope)}: ${prop}: ${detail.replaceAll('\n\n', ' ')}`)

const titleOf = (scope: Construct): string => `EventStream "${scope.node.path}"`

/**
 * Judges a prop by what the schema declares of its attribute, when its value is known: throws where that names an error,
 * and shows a warning where that names one.
 */
export function judge<T>(scope: Construct, prop: string, value: T, { spec }: Declared<T>): void {
  if (!isResolved(value)) return
  for (const { severity, detail, at: [index] = [] } of spec.check.flatMap((check) => check(value))) {
    if (Array.isArray(value) && typeof index === 'number' && !isResolved(value[index])) continue
    const place = index === undefined ? prop : `${prop}[${index}]`
    if (severity === 'error') throw refusal(scope, place, detail)
    warn(scope, place, detail)
  }
}
