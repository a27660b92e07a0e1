import { isJson } from '../json'
import type { EventTypeName } from '../suggested'
import type { SynthesizedDestination } from './destination'
import type { SynthesizedEventStream } from './event-streams'
import type { PlaintextSecret } from './plaintext-secrets'
import { isBareReference } from './reference'
import { titleOf } from './resources'

/** Result of an assertion, and what is shown if it fails. Secrets are masked. */
export interface MatchResult {
  readonly pass: boolean
  readonly message: string
  readonly expected: unknown
  readonly actual: unknown
}

/** Some of the members, at any depth. */
type Partly<T> = T extends object ? { readonly [K in keyof T]?: Partly<T[K]> } : T

/** The expected destination: its type, and any of its members. */
export type ExpectedDestination = SynthesizedDestination extends infer D
  ? D extends { readonly type: infer Type }
    ? Partly<Omit<D, 'type'>> & { readonly type: Type }
    : never
  : never

/** Whether a stream delivers all of the event types; negated, whether it delivers any. */
export function matchSubscriptions(
  stream: SynthesizedEventStream,
  events: readonly EventTypeName[],
  isNot: boolean,
): MatchResult {
  // Without event types the assertion could not fail.
  if (events.length === 0) throw new Error('toSubscribeTo needs at least one event type.')
  const wrong = events.filter((event) => stream.events.includes(event) === isNot)
  const says = `EventStream "${titleOf(stream)}" ${isNot ? 'subscribes' : 'does not subscribe'} to ${wrong.join(', ')}.`
  return { pass: isNot === wrong.length > 0, ...compared(says, events, stream.events, isNot) }
}

/** Whether the destination of a stream has all expected members. */
export function matchDestination(
  stream: SynthesizedEventStream,
  expected: ExpectedDestination,
  isNot: boolean,
): MatchResult {
  const says = `EventStream "${titleOf(stream)}" ${isNot ? 'delivers to that destination' : 'delivers to another destination'}.`
  const shown = compared(says, masked(expected), masked(stream.destination), isNot)
  return { pass: includes(stream.destination, expected), ...shown }
}

/** Whether all secrets are references. */
export function matchSecrets(found: readonly PlaintextSecret[]): MatchResult {
  const places = found.map(({ owner, argument }) => `${owner}: ${argument}`)
  const says = 'Secrets are in plain text. Take each from a SecretVariable.'
  const message = found.length === 0 ? 'No secret is in plain text.' : `${says}\n\n  ${places.join('\n  ')}`
  return { pass: found.length === 0, message, expected: [], actual: places }
}

function compared(says: string, expected: unknown, actual: unknown, isNot: boolean): Omit<MatchResult, 'pass'> {
  const lines = [`Expected: ${isNot ? 'not ' : ''}${JSON.stringify(expected)}`, `Received: ${JSON.stringify(actual)}`]
  return { message: [says, '', ...lines].join('\n'), expected, actual }
}

function includes(actual: unknown, expected: unknown): boolean {
  if (!isJson(expected)) return actual === expected
  return isJson(actual) && Object.entries(expected).every(([name, value]) => includes(actual[name], value))
}

/** Masks the values of secrets, the only members named `value`, unless they are bare references. */
function masked(shown: unknown): unknown {
  if (!isJson(shown)) return shown
  const members = Object.entries(shown).map(([name, member]) => [
    name,
    name === 'value' && !isBareReference(member) ? '***' : masked(member),
  ])
  return Object.fromEntries(members)
}
