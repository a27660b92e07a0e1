import type { Json } from '../json'
import type { EventTypeName } from '../suggested'
import { eventStream } from './event-streams'
import { plaintextSecrets } from './plaintext-secrets'
import { parseSynthesized, type Synthesized } from './synthesized'
import { type ExpectedDestination, judgeDestination, judgeSecrets, judgeSubscriptions, type Verdict } from './verdict'

/** What can be asserted of a stream. Each assertion throws when it does not hold, and else lets more be asserted. */
export interface EventStreamExpectation {
  /** Turns the next assertion around. */
  readonly not: Pick<EventStreamExpectation, 'toSubscribeTo' | 'toDeliverTo'>
  /** The stream delivers all of the event types, and maybe others; with `not`, none of them. */
  toSubscribeTo(...events: readonly EventTypeName[]): EventStreamExpectation
  /** The stream delivers to a destination of that type with what else is told of it. */
  toDeliverTo(destination: ExpectedDestination): EventStreamExpectation
  /**
   * All secrets, of the chosen stream or else of all streams, Actions and providers, are references such as
   * `${var.secret}`, to variables without a default.
   */
  toHaveNoPlaintextSecrets(): EventStreamExpectation
}

/** The error of an assertion that does not hold, with what test runners read of one. */
class EventStreamAssertionError extends Error {
  override readonly name = 'EventStreamAssertionError'
  readonly expected: unknown
  readonly actual: unknown

  constructor({ message, expected, actual }: Verdict) {
    super(message)
    this.expected = expected
    this.actual = actual
  }
}

/**
 * Asserts what is synthesized of an event stream, in any test runner. A stream is chosen by its path (`prod/Users`), its
 * path in the stack (`Users`) or its name; where there is only one, nothing needs to be chosen.
 *
 * @example
 * expectEventStream(stack, 'prod/Users')
 *   .toSubscribeTo('user.created', 'user.deleted')
 *   .toDeliverTo({ type: 'eventBridge', awsRegion: 'us-east-1' })
 * expectEventStream(stack).toHaveNoPlaintextSecrets()
 */
export function expectEventStream(synthesized: Synthesized, pathOrName?: string): EventStreamExpectation {
  const stack = parseSynthesized(synthesized)
  if (pathOrName !== undefined) eventStream(stack, pathOrName)
  return expectation(stack, pathOrName, false)
}

function expectation(stack: Json, pathOrName: string | undefined, isNot: boolean): EventStreamExpectation {
  const proceed = (verdict: Verdict, assertion: object): EventStreamExpectation => {
    if (verdict.pass !== isNot) return expectation(stack, pathOrName, false)
    const error = new EventStreamAssertionError(verdict)
    // A runner then shows the line of the test, not one of this file.
    Error.captureStackTrace(error, assertion as () => unknown)
    throw error
  }
  const stream = () => eventStream(stack, pathOrName)
  const self: EventStreamExpectation = {
    get not() {
      return expectation(stack, pathOrName, true)
    },
    toSubscribeTo: (...events) => proceed(judgeSubscriptions(stream(), events, isNot), self.toSubscribeTo),
    toDeliverTo: (expected) => proceed(judgeDestination(stream(), expected, isNot), self.toDeliverTo),
    toHaveNoPlaintextSecrets() {
      const address = pathOrName === undefined ? undefined : stream().address
      return proceed(judgeSecrets(plaintextSecrets(stack, address)), self.toHaveNoPlaintextSecrets)
    },
  }
  return self
}
