/** The lanes that run, one per stream at most. */
export interface Lanes {
  /** Runs a stream's lane unless it runs already. */
  start(streamId: string): void
  /** Stops a stream's lane, in the middle of what it does. */
  stop(streamId: string): void
  stopAll(): void
  /** Stops all lanes and starts none any more. */
  close(): void
}

/** One run of a lane: when to stop, and what to call as it does. */
export interface LaneRun {
  readonly streamId: string
  /** Aborts when the lane has to stop. */
  readonly signal: AbortSignal
  /** Called when the lane stops, synchronously: an event that is queued right after finds it gone. */
  readonly left: () => void
}

/** The lanes of a tenant; each is run by `run`. */
export function createLanes(run: (lane: LaneRun) => Promise<void>): Lanes {
  const running = new Map<string, AbortController>()
  let isClosed = false
  function stop(streamId: string) {
    running.get(streamId)?.abort()
    running.delete(streamId)
  }
  function stopAll() {
    return [...running.keys()].forEach(stop)
  }
  return {
    start(streamId) {
      if (isClosed || running.has(streamId)) return
      const controller = new AbortController()
      running.set(streamId, controller)
      function left() {
        if (running.get(streamId) === controller) running.delete(streamId)
      }
      run({ streamId, signal: controller.signal, left }).catch(reportBug)
    },
    stop,
    stopAll,
    close() {
      isClosed = true
      stopAll()
    },
  }
}

/** Nothing a destination does ends here, only a fault of the tenant itself. */
function reportBug(error: Error): void {
  process.stderr.write(`The local Auth0 tenant could not go on delivering: ${error.stack ?? error.message}\n`)
}
