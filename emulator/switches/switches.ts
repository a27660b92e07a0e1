import { didYouMean } from '../closest-name'

/**
 * Questions about Auth0's behavior that no published source settles, each as one named switch.
 * Positions are listed with the default first. Unless the comment says otherwise the default is the stricter reading,
 * so that a client which works here does not depend on leniency that Auth0 may lack.
 */
export const SWITCHES = {
  /** PATCH of a webhook destination without its secret: refuse it, or keep the stored secret when the method is the same. */
  webhookPatchWithoutSecret: ['reject', 'keep'],
  /** Deleting a stream with an action destination takes the action along. Recorded once, so it is the default. */
  cascadeDeleteAction: ['on', 'off'],
  /** Deleting an action that a stream uses, without `force=true`. */
  deleteBoundAction: ['reject', 'accept'],
  /** One action as the destination of two streams. The documentation speaks of one action per stream. */
  sharedAction: ['reject', 'accept'],
  /**
   * Code of an action that does not parse: its build fails, or it is built and fails when it runs. A recording shows the
   * latter; the default shows the mistake where it is made.
   */
  invalidActionCode: ['fail', 'build'],
  /**
   * Whether `GET` of an Action whose draft failed to build has `errors`. The published schema has them for versions only, and
   * recorded responses of a failed draft have none, hence the default.
   */
  draftBuildErrors: ['omit', 'include'],
  /** The same event type twice in one stream: as sent is the default, since every recorded response echoes the request. */
  duplicateSubscriptions: ['keep', 'reject', 'dedupe'],
  /** An event type that is not in the catalog. The published schema takes any string, hence the default. */
  unknownEventTypes: ['accept', 'reject'],
  /** `subscriptions: []` in a PATCH. The published schema sets a minimum for POST only, hence the default. */
  emptySubscriptionsOnPatch: ['accept', 'reject'],
  /** POST without `name` or `subscriptions`. The published schema requires only `destination`, hence the default. */
  bareCreate: ['accept', 'reject'],
  /** Whether names that differ only in case are different names. */
  nameUniqueness: ['case-sensitive', 'case-insensitive'],
  /** Query parameters that an endpoint does not declare. */
  unknownQueryParameters: ['reject', 'ignore'],
  /** Webhook endpoints on this machine without TLS. The published pattern asks for https, hence the default. */
  httpEndpoints: ['reject', 'loopback'],
  /** What a webhook's body is called. JSON is the default, since the documented handlers parse nothing else unasked. */
  webhookContentType: ['application/json', 'application/cloudevents+json'],
  /** What waits on a stream that is disabled. The documentation lists a disabled stream as a cause of failure, hence the default. */
  pendingWhenDisabled: ['fail', 'hold'],
  /**
   * Redelivery on a disabled stream. The documentation names redelivery as the way to get below the limit of failures
   * that keeps a stream disabled, hence the default.
   */
  redeliverWhenDisabled: ['deliver', 'reject'],
  /** With what an attempt to enable a stream that fails too often is refused. The published PATCH has no 409, hence the default. */
  enableWhenFailing: ['bad-request', 'conflict'],
  /** A test event of a type that the stream does not subscribe to. The published errors name no refusal, hence the default. */
  testUnsubscribedType: ['accept', 'reject'],
  /** A test event for a disabled stream: accepted, it fails. The published errors name no refusal, hence the default. */
  testDisabledStream: ['accept', 'reject'],
  /** Which deliveries the API shows: those that failed, as documented, or every one that is known. */
  shownDeliveries: ['failed', 'all'],
  /** The event in the API's deliveries: without some details, as recorded, or as it was sent. */
  deliveredEventView: ['trimmed', 'as-sent'],
  /** An event for EventBridge while its partner event source is pending: AWS takes it and drops it, hence the default. */
  pendingEventBridge: ['success', 'failure'],
} as const satisfies Record<string, readonly [string, string, ...string[]]>

/** The name of a switch. */
export type SwitchName = keyof typeof SWITCHES

/** The position of every switch. */
export type Switches = { [Name in SwitchName]: (typeof SWITCHES)[Name][number] }

/** Every switch in its default position, but for the ones given. Throws on a switch or a position that does not exist. */
export function createSwitches(overrides: Partial<Switches> = {}, base: Switches = defaultSwitches()): Switches {
  for (const [name, position] of Object.entries(overrides)) assertPosition(name, position)
  return { ...base, ...overrides }
}

function defaultSwitches(): Switches {
  const defaults = Object.entries(SWITCHES).map(([name, [position]]) => [name, position])
  return Object.fromEntries(defaults) as Switches
}

function assertPosition(name: string, position: unknown): void {
  const positions: readonly string[] | undefined = Object.hasOwn(SWITCHES, name)
    ? SWITCHES[name as SwitchName]
    : undefined
  if (positions === undefined) {
    const names = Object.keys(SWITCHES)
    throw new Error(`Unknown mode "${name}".${didYouMean(name, names)} Modes: ${names.join(', ')}.`)
  }
  if (typeof position === 'string' && positions.includes(position)) return
  throw new Error(`Invalid value "${String(position)}" for the mode ${name}: expected ${positions.join(' or ')}`)
}
