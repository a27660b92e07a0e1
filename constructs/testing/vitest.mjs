// Not compiled, since vitest can be imported by an ES module only.
import { expect } from 'vitest'
import { eventStreamMatchers } from './index.js'

expect.extend(eventStreamMatchers)
