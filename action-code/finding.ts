import type { AnyNode } from 'acorn'

/** Category of a finding: syntax, exported handler, members of event and API, secrets, packages. */
export type FindingKind = 'syntax' | 'handler' | 'payload' | 'secret' | 'dependency'

/** A mistake in the code of an Action. */
export interface Finding {
  readonly kind: FindingKind
  /** One sentence: what is wrong. */
  readonly message: string
  /** One sentence: what to write instead. */
  readonly hint: string
  /** From 1. */
  readonly line: number
  /** From 1, in UTF-16 code units. */
  readonly column: number
}

/** A finding at the start of a node, by default at the start of the code. */
export function findingAt(node: AnyNode | undefined, kind: FindingKind, message: string, hint: string): Finding {
  const { line, column } = node?.loc?.start ?? { line: 1, column: 0 }
  return { kind, message, hint, line, column: column + 1 }
}
