import { eventStream as eventStreamSchema } from '../../schema/auth0/event-stream'
import { EVENT_STREAM_TYPE } from '../auth0-resource'
import type { Json } from '../json'
import { misplacedArguments } from '../misplaced-arguments'
import { type Block, textIn } from './block'
import { destinationIn, type SynthesizedDestination } from './destination'
import { calledOne, pathOf, resourcesIn } from './resources'
import { parseSynthesized, type Synthesized } from './synthesized'

/** A synthesized event stream. A value that is unknown at synth is its expression, such as `${var.name}`. */
export interface SynthesizedEventStream {
  /** Path of the construct, such as `prod/Users`. `Testing.synth` omits it. */
  readonly path: string | undefined
  /** Such as `Users_0A0EEA89`. Changing it replaces the stream. */
  readonly logicalId: string
  /** Such as `auth0_event_stream.Users_0A0EEA89`. */
  readonly address: `auth0_event_stream.${string}`
  readonly name: string
  /** `enabled` or `disabled`, or undefined to keep the current status. */
  readonly status: string | undefined
  /** The event types. A list that is unknown at synth is one expression. */
  readonly events: readonly string[]
  readonly destination: SynthesizedDestination
}

/**
 * The event streams of a stack, in the order of their logical ids. Imported streams are omitted.
 *
 * @example
 * const [users] = eventStreams(stack)
 * assert.equal(users?.destination.type, 'eventBridge')
 */
export function eventStreams(synthesized: Synthesized): readonly SynthesizedEventStream[] {
  return Object.entries(resourcesIn(parseSynthesized(synthesized), EVENT_STREAM_TYPE))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([logicalId, resource]) => readStream(logicalId, resource))
}

/**
 * One event stream of a stack, by its path (`prod/Users`), its path in the stack (`Users`) or its name. Default: the
 * only one. Throws unless exactly one matches.
 *
 * @example
 * const { events, destination } = eventStream(stack, 'prod/Users')
 */
export function eventStream(synthesized: Synthesized, pathOrName?: string): SynthesizedEventStream {
  return calledOne('event stream', eventStreams(synthesized), pathOrName)
}

function readStream(logicalId: string, json: Json): SynthesizedEventStream {
  const path = pathOf(json)
  const address = `auth0_event_stream.${logicalId}` as const
  const block: Block = { json, place: `EventStream "${path ?? address}"` }
  const [misplaced] = misplacedArguments(eventStreamSchema.body, json)
  if (misplaced !== undefined) throw new Error(`${block.place}: ${misplaced}`)
  const { status, subscriptions } = json
  return {
    path,
    logicalId,
    address,
    name: textIn(block, 'name'),
    status: typeof status === 'string' ? status : undefined,
    events: [subscriptions].flat().filter((event) => typeof event === 'string'),
    destination: destinationIn(block),
  }
}
