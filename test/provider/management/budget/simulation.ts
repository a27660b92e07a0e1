import { createTokenBucket, type Limits, rateLimitHeaders } from '../../../../emulator/http/token-bucket'
import {
  acquire,
  type BudgetRules,
  type BudgetState,
  complete,
  unknownState,
} from '../../../../provider/management/budget/bucket'
import { parseRateLimit } from '../../../../provider/management/budget/rate-limit-info'

/** Programs that share one budget, and the network between them and the tenant. */
export interface Scene {
  readonly limits: Limits
  readonly rules: BudgetRules
  readonly processes: number
  /** Requests that each process has in the air at most. */
  readonly callers: number
  readonly durationMs: number
  /** One way, drawn anew for each request and each answer; so they overtake one another. */
  readonly latencyMs: readonly [least: number, most: number]
  /** Requests per second of others, of whom the budget knows nothing. */
  readonly othersPerSecond?: number
  readonly random: () => number
}

/** What became of the requests. */
export interface Outcome {
  readonly sent: number
  readonly refused: number
  /** Of the others. */
  readonly othersRefused: number
  readonly perSecond: number
  /** The longest time in which nothing was sent. */
  readonly longestPauseMs: number
}

/** A generator of numbers from 0 to below 1 that are the same in every run. Source: mulberry32, in the public domain. */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

// Any moment will do; the headers are whole seconds, so it matters that it is none.
const START_MS = 1_800_000_000_300

/** Runs the scene on a clock of its own: no time passes. */
export function simulate(scene: Scene): Outcome {
  const { rules, random, latencyMs } = scene
  const timeline = createTimeline(START_MS)
  const bucket = createTokenBucket(scene.limits)
  const sentAt: number[] = []
  let state: BudgetState = unknownState(START_MS)
  let refused = 0
  let othersRefused = 0
  function latency() {
    return latencyMs[0] + random() * (latencyMs[1] - latencyMs[0])
  }

  function startProcess() {
    let free = scene.callers
    let polls = 0
    function poll(): void {
      polls += 1
      const own = polls
      while (free > 0) {
        const nowMs = timeline.now()
        const id = `${sentAt.length}`
        const outcome = acquire(state, nowMs, rules, id)
        if ('waitMs' in outcome) {
          const again = Math.min(outcome.waitMs, 1000) + random() * 25
          timeline.after(again, () => {
            if (own === polls) poll()
          })
          return
        }
        state = outcome
        free -= 1
        sentAt.push(nowMs)
        send({ id, atMs: nowMs }, () => {
          free += 1
          poll()
        })
      }
    }
    poll()
  }

  function send(own: { id: string; atMs: number }, answered: () => void) {
    timeline.after(latency(), () => {
      const servedAt = timeline.now()
      const said = bucket.take(servedAt)
      if (!said.taken) refused += 1
      const headers = { ...rateLimitHeaders(said), date: new Date(servedAt).toUTCString() }
      timeline.after(latency(), () => {
        const lesson = parseRateLimit({ status: said.taken ? 200 : 429, headers, text: '' }, timeline.now())
        state = complete(state, timeline.now(), own, lesson)
        answered()
      })
    })
  }

  const { othersPerSecond } = scene
  if (othersPerSecond !== undefined) {
    const meanMs = 1000 / othersPerSecond
    function other(): void {
      if (!bucket.take(timeline.now()).taken) othersRefused += 1
      timeline.after(meanMs * (0.5 + random()), other)
    }
    other()
  }
  for (let count = 0; count < scene.processes; count++) timeline.after(random() * 50, startProcess)
  timeline.runUntil(START_MS + scene.durationMs)
  const pauses = [...sentAt, timeline.now()].map((at, index) => at - (sentAt[index - 1] ?? START_MS))
  return {
    sent: sentAt.length,
    refused,
    othersRefused,
    perSecond: sentAt.length / (scene.durationMs / 1000),
    longestPauseMs: Math.max(...pauses),
  }
}

function createTimeline(startMs: number) {
  let nowMs = startMs
  let entered = 0
  let events: { readonly atMs: number; readonly order: number; readonly run: () => void }[] = []
  return {
    now: () => nowMs,
    after(ms: number, run: () => void): void {
      events.push({ atMs: nowMs + ms, order: entered++, run })
    },
    runUntil(endMs: number): void {
      for (;;) {
        const next = events.reduce<(typeof events)[number] | undefined>(
          (best, one) =>
            best === undefined || one.atMs < best.atMs || (one.atMs === best.atMs && one.order < best.order)
              ? one
              : best,
          undefined,
        )
        if (next === undefined || next.atMs > endMs) break
        events = events.filter((one) => one !== next)
        nowMs = next.atMs
        next.run()
      }
      nowMs = endMs
    },
  }
}
