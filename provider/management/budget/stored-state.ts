import { type BudgetState, LOWEST_RATE, SLOWEST_RATE, type Take } from './bucket'

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
  const { limit, level, atMs, perSecond, slowedAtMs, heldUntilMs, heldSinceMs, isProbeDue, takes } = value
  return (
    (limit === 'none' || limit === 'unknown' || (isNumber(limit) && limit >= 1)) &&
    [level, atMs, slowedAtMs, heldUntilMs, heldSinceMs].every(isNumber) &&
    isNumber(perSecond) &&
    perSecond >= SLOWEST_RATE &&
    perSecond <= LOWEST_RATE &&
    typeof isProbeDue === 'boolean' &&
    Array.isArray(takes) &&
    takes.every(isTake)
  )
}

const isTake = (value: unknown): value is Take =>
  isRecord(value) &&
  typeof value['id'] === 'string' &&
  isNumber(value['atMs']) &&
  (value['settledAtMs'] === undefined || isNumber(value['settledAtMs']))

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value) && value >= 0

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
