import type { EventTypeName } from '../event-stream'
import { eventStreamMatchers } from './matchers'
import type { ExpectedDestination } from './verdict'

/** What importing this file adds to `expect`. */
export interface EventStreamMatchers<R> {
  /** The stream delivers all of the event types, and maybe others; with `not`, none of them. */
  toSubscribeTo(...events: readonly EventTypeName[]): R
  /** The stream delivers to a destination of that type with what else is told of it. */
  toDeliverTo(destination: ExpectedDestination): R
  /** All secrets of a stack's streams and of its provider are references, to variables without a default. */
  toHaveNoPlaintextSecrets(): R
}

declare global {
  namespace jest {
    // The parameters must be those of jest's own declaration.
    // biome-ignore lint/complexity/noBannedTypes: as above.
    interface Matchers<R, T = {}> extends EventStreamMatchers<R> {}
  }
}

interface Extensible {
  extend(matchers: typeof eventStreamMatchers): void
}

const { expect } = globalThis as { readonly expect?: Extensible }
if (expect === undefined) {
  throw new Error(
    'There is no global expect: import this file in a test or in a file of setupFilesAfterEnv, or call expect.extend(eventStreamMatchers).',
  )
}
expect.extend(eventStreamMatchers)
