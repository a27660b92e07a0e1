import type { JsonObject } from '../json'
import { EVENT_STREAM_TRIGGER } from './action-store'

/** A version of a point at which actions run. */
interface Trigger {
  readonly id: string
  readonly version: string
  readonly status: 'CURRENT' | 'DEPRECATED'
  readonly runtimes: readonly string[]
  readonly default_runtime: string
  readonly binding_policy: 'trigger-bound' | 'entity-bound'
}

/** The runtimes an action can name (Terraform provider 1.55); `node18-actions` is how the API spells Node 18. */
const RUNTIMES = ['node12', 'node16', 'node18', 'node18-actions', 'node22'] as const

/** What is made when an action names none: recorded for the event-stream trigger. */
const DEFAULT_RUNTIME = 'node22'

/**
 * Ids as in Auth0's SDK for Node 7.1, versions as recorded where they are. Only event-stream actions run here, the others
 * can be kept. Actions of an event stream are bound by their stream, not by a list of the trigger's.
 */
const CURRENT_VERSIONS = {
  'post-login': 'v3',
  'credentials-exchange': 'v2',
  'pre-user-registration': 'v2',
  'post-user-registration': 'v2',
  'post-change-password': 'v2',
  'send-phone-message': 'v2',
  'custom-phone-provider': 'v1',
  'custom-email-provider': 'v1',
  'password-reset-post-challenge': 'v1',
  'custom-token-exchange': 'v1',
  [EVENT_STREAM_TRIGGER]: 'v1',
  'password-hash-migration': 'v1',
  'login-post-identifier': 'v1',
  'signup-post-identifier': 'v1',
  'post-credential-validation': 'v1',
} as const satisfies Record<string, string>

/** The id of a trigger. */
type TriggerId = keyof typeof CURRENT_VERSIONS

/** The ids of the triggers. */
export const TRIGGER_IDS = Object.keys(CURRENT_VERSIONS) as TriggerId[]

/** The response to `GET /actions/triggers`: every version, the current one first. */
export function viewTriggers(): JsonObject {
  const triggers = TRIGGER_IDS.flatMap((id) => versionsOf(id)).map(viewTrigger)
  return { triggers }
}

/** A trigger as an action names it, its current version when the action names none. */
export function completeTrigger({ id, version }: { id: string; version?: string }): { id: string; version: string } {
  return { id, version: version ?? CURRENT_VERSIONS[id as TriggerId] }
}

/** Why an action cannot have this trigger and runtime; undefined when it can. Auth0's wording is not published. */
export function findTriggerFault(trigger: { id: string; version: string }, runtime: string): string | undefined {
  const { id, version } = trigger
  const found = versionsOf(id as TriggerId).find((known) => known.version === version)
  if (found === undefined) return `The trigger ${id} has no version ${version}.`
  if (!found.runtimes.includes(runtime))
    return `The runtime ${runtime} is not supported by the trigger ${id} ${version}.`
  return undefined
}

/** The runtime of an action that names none. */
export function defaultRuntime(): string {
  return DEFAULT_RUNTIME
}

function versionsOf(id: TriggerId): Trigger[] {
  const newest = Number(CURRENT_VERSIONS[id].slice(1))
  return Array.from({ length: newest }, (_, age) => describe(id, newest - age, age === 0))
}

function describe(id: TriggerId, version: number, isCurrent: boolean): Trigger {
  return {
    id,
    version: `v${version}`,
    status: isCurrent ? 'CURRENT' : 'DEPRECATED',
    runtimes: RUNTIMES,
    default_runtime: DEFAULT_RUNTIME,
    binding_policy: id === EVENT_STREAM_TRIGGER ? 'entity-bound' : 'trigger-bound',
  }
}

/** A current version says which one before it takes the same event and API. */
function viewTrigger(trigger: Trigger): JsonObject {
  const { id, version, status } = trigger
  const before = Number(version.slice(1)) - 1
  const compatible_triggers = status === 'CURRENT' && before > 1 ? [{ id, version: `v${before}` }] : []
  return { ...trigger, compatible_triggers }
}
