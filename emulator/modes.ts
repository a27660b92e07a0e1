/**
 * Questions about Auth0's behaviour that no published source answers, each as one named switch.
 * Positions are listed with the default first. Unless the comment says otherwise the default is the stricter reading,
 * so that a client which works here does not lean on a kindness the real service may not have.
 */
export const MODES = {
  /** PATCH of a webhook destination without its secret: refuse it, or keep the stored secret when the method is the same. */
  webhookPatchWithoutSecret: ['reject', 'keep'],
  /** Deleting a stream with an action destination takes the action along. Recorded once, so it is the default. */
  cascadeDeleteAction: ['on', 'off'],
  /** Deleting an action that a stream uses, without `force=true`. */
  deleteBoundAction: ['reject', 'accept'],
  /** One action as the destination of two streams. The documentation speaks of one action per stream. */
  sharedAction: ['reject', 'accept'],
  /** The same event type twice in one stream: as sent is the default, since every recorded answer echoes the request. */
  duplicateSubscriptions: ['keep', 'reject', 'dedupe'],
  /** An event type that is not in the catalogue. The published schema takes any string, hence the default. */
  unknownEventTypes: ['accept', 'reject'],
  /** `subscriptions: []` in a PATCH. The published schema sets a minimum for POST only, hence the default. */
  emptySubscriptionsOnPatch: ['accept', 'reject'],
  /** POST without `name` or `subscriptions`. The published schema requires only `destination`, hence the default. */
  bareCreate: ['accept', 'reject'],
  /** Whether names that differ only in case are different names. */
  nameUniqueness: ['case-sensitive', 'case-insensitive'],
  /** Query parameters that an endpoint does not declare. */
  unknownQueryParameters: ['reject', 'ignore'],
} as const satisfies Record<string, readonly [string, string, ...string[]]>

/** The name of a switch. */
export type ModeName = keyof typeof MODES

/** The position of every switch. */
export type Modes = { [Name in ModeName]: (typeof MODES)[Name][number] }

/** Every switch in its default position, but for the ones given. Throws on a switch or a position that does not exist. */
export function createModes(overrides: Partial<Modes> = {}, base: Modes = defaultModes()): Modes {
  for (const [name, position] of Object.entries(overrides)) assertPosition(name, position)
  return { ...base, ...overrides }
}

function defaultModes(): Modes {
  const defaults = Object.entries(MODES).map(([name, [position]]) => [name, position])
  return Object.fromEntries(defaults) as Modes
}

function assertPosition(name: string, position: unknown): void {
  const positions: readonly string[] | undefined = Object.hasOwn(MODES, name) ? MODES[name as ModeName] : undefined
  if (positions === undefined)
    throw new Error(`There is no mode "${name}"; the modes are ${Object.keys(MODES).join(', ')}`)
  if (typeof position === 'string' && positions.includes(position)) return
  throw new Error(`Mode ${name} cannot be "${String(position)}"; it is one of ${positions.join(', ')}`)
}
