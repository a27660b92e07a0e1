import { type BudgetState, LOWEST_RATE, type Reservation, SLOWEST_RATE } from './bucket'

/** Reads a state that a process stored; undefined when it is no state, whatever is wrong with it. */
export function parseState(text: string): BudgetState | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isState(value) ? value : undefined
  } catch {
    return undefined
  }
}

function isState(value: unknown): value is BudgetState {
  if (!isRecord(value)) return false
  const { limit, level, atMs, perSecond, slowedAtMs, pausedUntilMs, pausedSinceMs, isProbeDue, reservations } = value
  return (
    (limit === 'none' || limit === 'unknown' || (isNumber(limit) && limit >= 1)) &&
    [level, atMs, slowedAtMs, pausedUntilMs, pausedSinceMs].every(isNumber) &&
    isNumber(perSecond) &&
    perSecond >= SLOWEST_RATE &&
    perSecond <= LOWEST_RATE &&
    typeof isProbeDue === 'boolean' &&
    Array.isArray(reservations) &&
    reservations.every(isReservation)
  )
}

function isReservation(value: unknown): value is Reservation {
  return (
    isRecord(value) &&
    typeof value['id'] === 'string' &&
    isNumber(value['atMs']) &&
    (value['completedAtMs'] === undefined || isNumber(value['completedAtMs']))
  )
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
