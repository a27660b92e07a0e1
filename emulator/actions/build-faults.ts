import type { JsonSchema } from '../http/json-schema'
import { assertKnownMembers } from '../http/known-members'
import { LONGEST_TIMER_MS } from '../timer'
import { type BuildOverride, injectedError } from './build-error'

/** What a fault can be for: the build of a draft, or the deployment of one that is built. */
const STEPS = ['build', 'deploy'] as const

/** One of the two. */
export type BuildStep = (typeof STEPS)[number]

/**
 * Something that goes wrong with the next builds of Actions, or makes them slow. A build that fails is tried once more, so
 * that it has failed after twice its delay.
 */
export interface BuildFault {
  /** The name of the Action that it is for; default any. */
  readonly action?: string
  /** Default `build`, which every POST and every PATCH starts; `deploy` is what `POST …/deploy` starts. */
  readonly step?: BuildStep
  /** How many builds it is for; default 1. */
  readonly times?: number
  /** How long the build takes, in milliseconds of the tenant's time; default as always. */
  readonly delayMs?: number
  /** Makes the build fail, with this message among the errors of the version. */
  readonly error?: string
}

/** The members of a fault, and what each can be. */
export const BUILD_FAULT_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  properties: {
    action: { type: 'string', minLength: 1 },
    step: { type: 'string', enum: STEPS },
    times: { type: 'integer', minimum: 1 },
    delayMs: { type: 'number', minimum: 0, maximum: LONGEST_TIMER_MS },
    error: { type: 'string', minLength: 1 },
  },
} as const satisfies JsonSchema

/** Faults waiting for their builds, first come first served. */
export interface BuildFaultQueue {
  /** Queues a fault. Throws for a member that there is not, and for a fault that changes nothing. */
  next(fault: BuildFault): void
  /** What becomes of a build that starts now; taken off the queue. */
  take(step: BuildStep, action: string): BuildOverride | undefined
  pending(): BuildFault[]
  clear(): void
}

/** An empty queue. */
export function createBuildFaultQueue(): BuildFaultQueue {
  let queue: BuildFault[] = []
  return {
    next(fault) {
      assertBuildFault(fault)
      queue.push(fault)
    },
    take(step, name) {
      const fault = queue.find((each) => (each.step ?? 'build') === step && (each.action ?? name) === name)
      if (fault === undefined) return undefined
      const { times = 1, delayMs, error } = fault
      queue = queue.flatMap((each) => (each === fault ? (times > 1 ? [{ ...each, times: times - 1 }] : []) : [each]))
      return {
        ...(delayMs === undefined ? {} : { delayMs }),
        ...(error === undefined ? {} : { error: injectedError(error) }),
      }
    },
    pending: () => [...queue],
    clear() {
      queue = []
    },
  }
}

/** Throws an `Error` for a fault that cannot be meant. */
function assertBuildFault(fault: BuildFault): void {
  assertKnownMembers('a build fault', fault, BUILD_FAULT_SCHEMA)
  if (fault.delayMs === undefined && fault.error === undefined) {
    throw new Error('A build fault needs delayMs or error')
  }
}
