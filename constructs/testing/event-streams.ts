import { isJson, type Json, memberOf } from '../json'
import { misplacedArguments } from '../misplaced-arguments'
import { type Block, textIn } from './block'
import { destinationIn, type SynthesizedDestination } from './destination'
import { parseSynthesized, type Synthesized } from './synthesized'

/** An event stream as it is synthesized. What only Terraform will know stands there as its expression, such as `${var.name}`. */
export interface SynthesizedEventStream {
  /** Path of the construct, such as `prod/Users`. `Testing.synth` leaves it out of its text. */
  readonly path: string | undefined
  /** Such as `Users_0A0EEA89`. Another one replaces the stream. */
  readonly logicalId: string
  /** Such as `auth0_event_stream.Users_0A0EEA89`. */
  readonly address: `auth0_event_stream.${string}`
  readonly name: string
  /** `enabled` or `disabled`, or undefined where the present status stays. */
  readonly status: string | undefined
  /** The event types. A list that only Terraform will know is one expression. */
  readonly events: readonly string[]
  readonly destination: SynthesizedDestination
}

/**
 * The event streams of a stack, in the order of their logical ids. Streams that the app does not own are left out.
 *
 * @example
 * const [users] = eventStreams(stack)
 * assert.equal(users?.destination.type, 'eventBridge')
 */
export function eventStreams(synthesized: Synthesized): readonly SynthesizedEventStream[] {
  return Object.entries(resourcesIn(parseSynthesized(synthesized)))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([logicalId, resource]) => readStream(logicalId, resource))
}

/**
 * One event stream of a stack, by its path (`prod/Users`), its path in the stack (`Users`) or its name. Without any of
 * these, the only one. Throws when it is not there, or when there are several.
 *
 * @example
 * const { events, destination } = eventStream(stack, 'prod/Users')
 */
export function eventStream(synthesized: Synthesized, pathOrName?: string): SynthesizedEventStream {
  const streams = eventStreams(synthesized)
  const [first, ...rest] = pathOrName === undefined ? streams : streamsCalled(pathOrName, streams)
  if (first !== undefined && rest.length === 0) return first
  const what = pathOrName === undefined ? 'one event stream' : `one event stream "${pathOrName}"`
  const there = streams.map((stream) => `\n  ${titleOf(stream)} with the name "${stream.name}"`).join('')
  throw new Error(
    `Expected ${what}, found ${first === undefined ? 'none' : rest.length + 1}.\n\n` +
      (there === '' ? 'There are no event streams.' : `Event streams that are there:${there}`),
  )
}

/** What a stream is called in messages: its path, or where that is not known its address. */
export const titleOf = ({ path, address }: SynthesizedEventStream): string => path ?? address

/** A path says it best; the end of one may be that of several streams. */
function streamsCalled(
  pathOrName: string,
  streams: readonly SynthesizedEventStream[],
): readonly SynthesizedEventStream[] {
  const exact = streams.filter(({ path }) => path === pathOrName)
  if (exact.length > 0) return exact
  return streams.filter(({ path, name }) => name === pathOrName || path?.endsWith(`/${pathOrName}`))
}

/** The resources by their logical ids. */
export function resourcesIn(stack: Json): { readonly [logicalId: string]: Json } {
  const resources = memberOf(stack, 'resource', 'auth0_event_stream')
  return isJson(resources) ? Object.fromEntries(Object.entries(resources).filter(isNamedJson)) : {}
}

const isNamedJson = (entry: [string, unknown]): entry is [string, Json] => isJson(entry[1])

/** The path of the construct that wrote a resource: that of the EventStream, not that of the resource in it. */
export function pathOf({ '//': comment }: Json): string | undefined {
  const path = memberOf(comment, 'metadata', 'path')
  return typeof path === 'string' ? path.replace(/\/Resource$/, '') : undefined
}

function readStream(logicalId: string, json: Json): SynthesizedEventStream {
  const path = pathOf(json)
  const address = `auth0_event_stream.${logicalId}` as const
  const block: Block = { json, place: `EventStream "${path ?? address}"` }
  const [misplaced] = misplacedArguments(json)
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
