/** A longer time between two readings is not counted: one try takes 30 s at most. */
const LONGEST_STEP_MS = 45_000

/**
 * A clock for durations, in milliseconds from 0: how long the process has been at work. It never goes back, and neither a sleep of
 * the machine nor a step of its clock counts for more than 45 s, so that no wait ends early because of them. The clock
 * underneath, `read`, may be any; Node's own monotonic one counts the sleep on some systems and not on others.
 */
export function createActiveClock(read: () => number = () => performance.now()): () => number {
  let lastMs = read()
  let activeMs = 0
  return () => {
    const nowMs = read()
    activeMs += Math.min(Math.max(0, nowMs - lastMs), LONGEST_STEP_MS)
    lastMs = nowMs
    return activeMs
  }
}
