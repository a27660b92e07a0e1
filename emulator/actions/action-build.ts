/** The states that an action's build goes through. Auth0 knows `packaged`, `retrying` and `failed` as well. */
export type BuildStatus = 'pending' | 'building' | 'built'

/**
 * Where the build of an action stands. Derived from the time that has passed, so that nothing has to tick:
 * the first half of the delay it is pending, the second half building.
 */
export function buildStatus(elapsedMs: number, delayMs: number): BuildStatus {
  if (elapsedMs >= delayMs) return 'built'
  return elapsedMs >= delayMs / 2 ? 'building' : 'pending'
}

/** A time as actions carry it: nanoseconds, of which the clock knows the first three digits after the point. */
export function toNanosecondTimestamp(timeMs: number, nanoseconds = 0): string {
  return new Date(timeMs).toISOString().replace('Z', `${String(nanoseconds).padStart(6, '0')}Z`)
}
