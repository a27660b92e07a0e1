import '../core'
import { eventStreamMatchers } from './matchers'
import type { EventStreamMatchers } from './runner-matchers'

// What importing this file adds to the global `expect`.
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
    'There is no global expect: import this file in a test or in a file of setupFilesAfterEnv. For an expect that is imported, import ".../testing/jest-globals" or ".../testing/vitest" instead.',
  )
}
expect.extend(eventStreamMatchers)
