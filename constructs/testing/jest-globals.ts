import '../core'
import { expect } from '@jest/globals'
import { eventStreamMatchers } from './matchers'
import type { EventStreamMatchers } from './runner-matchers'

// What importing this file adds to the `expect` of @jest/globals, whose matchers are declared in the package `expect`.
declare module 'expect' {
  // The parameters must be those of its own declaration.
  interface Matchers<R extends void | Promise<void>, T = unknown> extends EventStreamMatchers<R> {}
}

expect.extend(eventStreamMatchers)
