import type { Diagnostic, Path, Step } from '../framework/index'
import { visibleLines } from '../visible-text'
import {
  type AttributePath,
  type AttributePath_Step,
  Diagnostic_Severity,
  type Diagnostic as DiagnosticMessage,
} from './generated/tfplugin6'

/** The protocol's messages of diagnostics; one that says the same at the same place as another is left out. Text of others may stand in each. */
export function toDiagnosticMessages(diagnostics: readonly Diagnostic[]): DiagnosticMessage[] {
  const distinct = new Map(diagnostics.map((diagnostic) => [JSON.stringify(diagnostic), diagnostic]))
  return [...distinct.values()].map(({ severity, summary, detail, path }) => ({
    severity: severity === 'error' ? Diagnostic_Severity.ERROR : Diagnostic_Severity.WARNING,
    summary: visibleLines(summary),
    detail: visibleLines(detail),
    attribute: path && path.length > 0 ? toPathMessage(path) : undefined,
  }))
}

/** The protocol's message of a path. */
export const toPathMessage = (path: Path): AttributePath => ({ steps: path.map(toStep) })

function toStep(step: Step): AttributePath_Step {
  if (typeof step === 'string') return { selector: { $case: 'attributeName', value: step } }
  if (typeof step === 'number') return { selector: { $case: 'elementKeyInt', value: step } }
  return { selector: { $case: 'elementKeyString', value: step.key } }
}
