import {
  type AttributePath,
  Diagnostic_Severity,
  type Diagnostic as Message,
} from '../../provider/protocol/generated/tfplugin6'
import type { Breach } from './core-checks'
import type { ObjectValue } from './core-schema'

/** What the provider tells the user. */
export interface CoreDiagnostic {
  readonly severity: 'error' | 'warning'
  readonly summary: string
  readonly detail: string
  /** As Terraform writes it: `webhook_configuration[0].webhook_endpoint`; empty when it is about the whole. */
  readonly path: string
}

/** The diagnostics of an answer. Throws on a severity that the protocol does not have. */
export function readDiagnostics(messages: readonly Message[]): CoreDiagnostic[] {
  return messages.map(({ severity, summary, detail, attribute }) => {
    if (severity === Diagnostic_Severity.INVALID) throw new Error(`a diagnostic without severity: ${summary}`)
    return {
      severity: severity === Diagnostic_Severity.ERROR ? 'error' : 'warning',
      summary,
      detail,
      path: attribute === undefined ? '' : formatSteps(attribute),
    }
  })
}

/** A path as Terraform writes it. */
export function formatSteps({ steps }: AttributePath): string {
  return steps.reduce((text, { selector }) => {
    if (selector?.$case !== 'attributeName') return `${text}[${JSON.stringify(selector?.value)}]`
    return text === '' ? selector.value : `${text}.${selector.value}`
  }, '')
}

/** A diagnostic in the words and lines of Terraform. */
function formatDiagnostic({ severity, summary, detail, path }: CoreDiagnostic): string {
  const place = path === '' ? '' : `\n\n  with ${path}`
  return `${severity === 'error' ? 'Error' : 'Warning'}: ${summary}${place}\n\n${detail}`
}

/** The provider refused. What it told is in `diagnostics`; `state` is what Terraform keeps, null for nothing. */
export class CoreRefusal extends Error {
  override readonly name = 'CoreRefusal'
  readonly diagnostics: readonly CoreDiagnostic[]
  readonly state: ObjectValue | null
  /** A new object came with the refusal; Terraform will replace it at the next apply. */
  readonly tainted: boolean

  constructor(diagnostics: readonly CoreDiagnostic[], state: ObjectValue | null = null, tainted = false) {
    super(diagnostics.map(formatDiagnostic).join('\n\n'))
    this.diagnostics = diagnostics
    this.state = state
    this.tainted = tainted
  }
}

/** The provider broke Terraform's rules; Terraform would call that a bug in the provider. */
export class ProviderFault extends Error {
  override readonly name = 'ProviderFault'
  readonly breaches: readonly Breach[]

  constructor(what: string, breaches: readonly Breach[]) {
    super(
      [what, ...breaches.map(({ path, problem }) => `  - ${path === '' ? 'the object' : path} ${problem}`)].join('\n'),
    )
    this.breaches = breaches
  }
}

/** Whether there is an error among the diagnostics. */
export function hasError(diagnostics: readonly CoreDiagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error')
}

/** The warnings among the diagnostics. Throws a `CoreRefusal` when there is an error among them. */
export function warningsOf(messages: readonly Message[], state: ObjectValue | null = null): CoreDiagnostic[] {
  const diagnostics = readDiagnostics(messages)
  if (hasError(diagnostics)) throw new CoreRefusal(diagnostics, state)
  return diagnostics
}

/** Throws a `ProviderFault` when there is a breach. */
export function assertNone(what: string, breaches: readonly Breach[]): void {
  if (breaches.length > 0) throw new ProviderFault(what, breaches)
}
