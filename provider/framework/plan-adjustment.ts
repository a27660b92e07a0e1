import type { Diagnostic } from './diagnostic'
import type { Path } from './path'

/** A change that the API can only make by a new object, and why. */
export interface Replacement {
  readonly path: Path
  /** Completes the sentence "it cannot …". Never a value. */
  readonly reason: string
  /** The new value will be known only after apply, and may turn out to be the prior one; the object is replaced all the same. */
  readonly isUnknown?: true
}

/** A value that will be known only after apply. */
export interface MarkedUnknown {
  readonly path: Path
  /** Completes the sentence "marked unknown because …" in the log. Never a value. */
  readonly reason: string
}

/** What a resource makes of its plan, beyond what its schema says. */
export interface PlanAdjustment {
  /** Computed values that this change sets anew. */
  readonly unknown?: readonly MarkedUnknown[]
  /**
   * Further reasons for a new object; heeded in an update. Terraform replaces an object only where a value changes, so that a computed
   * value at the path is marked unknown.
   */
  readonly replacements?: readonly Replacement[]
  readonly diagnostics?: readonly Diagnostic[]
}
