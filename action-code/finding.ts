import type { AnyNode } from 'acorn'

/** What a finding is about: whether the code parses, what it exports, what of the event and the API it uses, what it requires. */
export type FindingKind = 'syntax' | 'handler' | 'payload' | 'secret' | 'dependency'

/** Something in the code of an Action that does not do what it is written for. */
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

/** A finding at the beginning of a node. Without one, at the beginning of the code. */
export function findingAt(node: AnyNode | undefined, kind: FindingKind, message: string, hint: string): Finding {
  const { line, column } = node?.loc?.start ?? { line: 1, column: 0 }
  return { kind, message, hint, line, column: column + 1 }
}
