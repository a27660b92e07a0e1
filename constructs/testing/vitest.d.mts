import type { EventStreamMatchers } from './runner-matchers.js'

// What importing this file adds to the `expect` of vitest 3.2 or later.
declare module 'vitest' {
  // biome-ignore lint/suspicious/noExplicitAny: the parameter must be that of vitest's own declaration.
  interface Matchers<T = any> extends EventStreamMatchers<T> {}
}
