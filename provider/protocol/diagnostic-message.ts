import { type Diagnostic, isSetStep, type Path, type Step } from '../framework/index'
import { visibleLines } from '../visible-text'
import {
  type AttributePath,
  type AttributePath_Step,
  Diagnostic_Severity,
  type Diagnostic as DiagnosticMessage,
} from './generated/tfplugin6'

/** The protocol's messages of diagnostics; one that says the same at the same place as another is left out. Text of others may stand in each. */
export function toDiagnosticMessages(diagnostics: readonly Diagnostic[]): DiagnosticMessage[] {
  const messages = diagnostics.map(toDiagnosticMessage)
  return [...new Map(messages.map((message) => [JSON.stringify(message), message])).values()]
}

function toDiagnosticMessage({ severity, summary, detail, path }: Diagnostic): DiagnosticMessage {
  return {
    severity: severity === 'error' ? Diagnostic_Severity.ERROR : Diagnostic_Severity.WARNING,
    summary: visibleLines(summary),
    detail: visibleLines(detail),
    attribute: path && path.length > 0 ? toPathMessage(path) : undefined,
  }
}

/** The protocol's message of a path. It has no step for an element of a set, so that a path into one ends at the set. */
export function toPathMessage(path: Path): AttributePath {
  const end = path.findIndex(isSetStep)
  return { steps: path.slice(0, end < 0 ? path.length : end).map(toStep) }
}

function toStep(step: Step): AttributePath_Step {
  if (typeof step === 'number') return { selector: { $case: 'elementKeyInt', value: step } }
  if (typeof step === 'object' && 'key' in step) return { selector: { $case: 'elementKeyString', value: step.key } }
  return { selector: { $case: 'attributeName', value: String(step) } }
}
