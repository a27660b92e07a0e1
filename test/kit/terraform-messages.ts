/** Something that Terraform reports, from its JSON output. */
export interface TerraformDiagnostic {
  readonly severity: 'error' | 'warning'
  readonly summary: string
  readonly detail: string
  /** The resource that it is about. */
  readonly address?: string
  readonly file?: string
  /** Where in the file; counts from 1. */
  readonly line?: number
  /** The source text of that line. */
  readonly code?: string
}

/** A change that was planned, or found in the world (`drift`). */
export interface TerraformChange {
  readonly address: string
  /** `create`, `update`, `replace`, `delete`, `read`, `noop`. */
  readonly action: string
  readonly isDrift: boolean
}

/** What a command with JSON output says. */
interface TerraformMessages {
  readonly diagnostics: readonly TerraformDiagnostic[]
  readonly changes: readonly TerraformChange[]
}

interface Message {
  readonly type?: string
  readonly diagnostic?: RawDiagnostic
  readonly change?: { readonly resource: { readonly addr: string }; readonly action: string }
  readonly diagnostics?: readonly RawDiagnostic[]
}

interface RawDiagnostic {
  readonly severity: 'error' | 'warning'
  readonly summary: string
  readonly detail?: string
  readonly address?: string
  readonly range?: { readonly filename: string; readonly start: { readonly line: number } }
  readonly snippet?: { readonly code: string }
}

/** Reads one JSON message per line, or one document (validate); any other output has none. */
export function readMessages(stdout: string): TerraformMessages {
  const messages: readonly Message[] = stdout.startsWith('{"@') ? stdout.split('\n').flatMap(parse) : parse(stdout)
  const raw = messages.flatMap(({ diagnostic, diagnostics = [] }) => (diagnostic ? [diagnostic] : diagnostics))
  return {
    diagnostics: raw.filter(({ summary }) => !/development overrides are in effect/.test(summary)).map(toDiagnostic),
    changes: messages.flatMap(({ type, change }) =>
      change && (type === 'planned_change' || type === 'resource_drift')
        ? [{ address: change.resource.addr, action: change.action, isDrift: type === 'resource_drift' }]
        : [],
    ),
  }
}

function parse(text: string): Message[] {
  try {
    return [JSON.parse(text)]
  } catch {
    return []
  }
}

function toDiagnostic({ severity, summary, detail = '', address, range, snippet }: RawDiagnostic): TerraformDiagnostic {
  return {
    severity,
    summary,
    detail,
    ...(address !== undefined && { address }),
    ...(range && { file: range.filename, line: range.start.line }),
    ...(snippet && { code: snippet.code.trim() }),
  }
}
