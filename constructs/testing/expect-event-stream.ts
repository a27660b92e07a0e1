import type { Json } from '../json'
import type { EventTypeName } from '../suggested'
import { eventStream } from './event-streams'
import {
  type ExpectedDestination,
  type MatchResult,
  matchDestination,
  matchSecrets,
  matchSubscriptions,
} from './match-result'
import { plaintextSecrets } from './plaintext-secrets'
import { parseSynthesized, type Synthesized } from './synthesized'

/** Assertions about a stream. Each throws if it fails, and otherwise returns the expectation for chaining. */
export interface EventStreamExpectation {
  /** Negates the next assertion. */
  readonly not: Pick<EventStreamExpectation, 'toSubscribeTo' | 'toDeliverTo'>
  /** The stream delivers all of these event types, possibly among others; with `not`, none of them. */
  toSubscribeTo(...events: readonly EventTypeName[]): EventStreamExpectation
  /** The stream delivers to a destination of this type with these members. */
  toDeliverTo(destination: ExpectedDestination): EventStreamExpectation
  /**
   * All secrets, of the chosen stream or else of all streams, Actions and providers, are references such as
   * `${var.secret}`, to variables without a default.
   */
  toHaveNoPlaintextSecrets(): EventStreamExpectation
}

/** The error of a failed assertion, with the members that test runners display. */
class EventStreamAssertionError extends Error {
  override readonly name = 'EventStreamAssertionError'
  readonly expected: unknown
  readonly actual: unknown

  constructor({ message, expected, actual }: MatchResult) {
    super(message)
    this.expected = expected
    this.actual = actual
  }
}

/**
 * Starts assertions about a synthesized event stream, for any test runner. The stream is selected by its path (`prod/Users`), its path
 * in the stack (`Users`) or its name. Default: the only stream.
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
  function proceed(result: MatchResult, assertion: object): EventStreamExpectation {
    if (result.pass !== isNot) return expectation(stack, pathOrName, false)
    const error = new EventStreamAssertionError(result)
    // So that a runner shows the line of the test instead of one in this file.
    Error.captureStackTrace(error, assertion as () => unknown)
    throw error
  }
  function stream() {
    return eventStream(stack, pathOrName)
  }
  const self: EventStreamExpectation = {
    get not() {
      return expectation(stack, pathOrName, true)
    },
    toSubscribeTo: (...events) => proceed(matchSubscriptions(stream(), events, isNot), self.toSubscribeTo),
    toDeliverTo: (expected) => proceed(matchDestination(stream(), expected, isNot), self.toDeliverTo),
    toHaveNoPlaintextSecrets() {
      const address = pathOrName === undefined ? undefined : stream().address
      return proceed(matchSecrets(plaintextSecrets(stack, address)), self.toHaveNoPlaintextSecrets)
    },
  }
  return self
}
