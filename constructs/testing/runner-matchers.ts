import type { EventTypeName } from '../suggested'
import type { ExpectedDestination } from './verdict'

/** The matchers as a test runner's `expect` has them. */
export interface EventStreamMatchers<R> {
  /** The stream delivers all of the event types, and maybe others; with `not`, none of them. */
  toSubscribeTo(...events: readonly EventTypeName[]): R
  /** The stream delivers to a destination of that type with what else is told of it. */
  toDeliverTo(destination: ExpectedDestination): R
  /** All secrets of a stack's streams, Actions and providers are references, to variables without a default. */
  toHaveNoPlaintextSecrets(): R
}
