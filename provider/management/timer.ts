/** A clock of which only differences count, in milliseconds, and a way to wait. */
export interface Timer {
  readonly now: () => number
  /** Rejects with the signal's reason when it is aborted. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>
}

/** The machine's own; a step of its wall clock does not matter to it. */
export const REAL_TIMER: Timer = {
  now: () => performance.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      function onAbort() {
        clearTimeout(timer)
        reject(signal?.reason)
      }
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', onAbort)
        resolve()
      }, ms)
      if (signal?.aborted) onAbort()
      signal?.addEventListener('abort', onAbort, { once: true })
    }),
}
