import type { EventTypeName } from '../suggested'
import type { ExpectedDestination } from './match-result'

/** The matchers as a test runner's `expect` has them. */
export interface EventStreamMatchers<R> {
  /** The stream delivers all of these event types, possibly among others; with `not`, none of them. */
  toSubscribeTo(...events: readonly EventTypeName[]): R
  /** The stream delivers to a destination of this type with these members. */
  toDeliverTo(destination: ExpectedDestination): R
  /** All secrets of a stack's streams, Actions and providers are references, to variables without a default. */
  toHaveNoPlaintextSecrets(): R
}
