import type { EventTypeName } from '../suggested'
import { eventStream, type SynthesizedEventStream } from './event-streams'
import {
  type ExpectedDestination,
  type MatchResult,
  matchDestination,
  matchSecrets,
  matchSubscriptions,
} from './match-result'
import { plaintextSecrets } from './plaintext-secrets'
import { parseSynthesized, type Synthesized } from './synthesized'

/** Input of the matchers: a stream of `eventStream`, or a stack or its JSON. Of several streams, only the secrets can be tested. */
export type Received = SynthesizedEventStream | Synthesized

interface Context {
  readonly isNot?: boolean
}

interface Result {
  readonly pass: boolean
  readonly message: () => string
}

/**
 * Matchers for `expect.extend` of jest and compatible runners. `auth0-event-streams/cdktf/testing/jest` adds
 * them to the global `expect`, with their types.
 *
 * @example
 * expect.extend(eventStreamMatchers)
 * expect(eventStream(stack, 'prod/Users')).toSubscribeTo('user.created')
 * expect(stack).toHaveNoPlaintextSecrets()
 */
export const eventStreamMatchers = {
  /** The stream delivers all of these event types, possibly among others; with `not`, none of them. */
  toSubscribeTo(this: Context, received: Received, ...events: readonly EventTypeName[]): Result {
    return resultOf(matchSubscriptions(streamOf(received), events, this.isNot === true))
  },

  /** The stream delivers to a destination of this type with these members. */
  toDeliverTo(this: Context, received: Received, destination: ExpectedDestination): Result {
    return resultOf(matchDestination(streamOf(received), destination, this.isNot === true))
  },

  /** All secrets of a stack's streams, Actions and providers are references, to variables without a default. */
  toHaveNoPlaintextSecrets(received: Synthesized): Result {
    return resultOf(matchSecrets(plaintextSecrets(parseSynthesized(received))))
  },
}

function resultOf({ pass, message }: MatchResult): Result {
  return { pass, message: () => message }
}

function streamOf(received: Received): SynthesizedEventStream {
  return isStream(received) ? received : eventStream(received)
}

function isStream(received: Received): received is SynthesizedEventStream {
  return typeof received === 'object' && received !== null && 'address' in received && 'destination' in received
}
