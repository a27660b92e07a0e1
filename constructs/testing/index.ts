/** SIGN unit tests of stacks. Reads what is synthesized; knows no test runner. */
import '../core'

export { eventStreamAction, eventStreamActions, type SynthesizedAction } from './actions'
export type {
  SynthesizedAuthorization,
  SynthesizedDestination,
  SynthesizedSecret,
} from './destination'
export { eventStream, eventStreams, type SynthesizedEventStream } from './event-streams'
export { type EventStreamExpectation, expectEventStream } from './expect-event-stream'
export type { ExpectedDestination } from './match-result'
export { eventStreamMatchers, type Received } from './matchers'
export { type Synthesized, synthesize } from './synthesized'
