import {
  type Client,
  type Diagnostic,
  elementsOf,
  error,
  isObject,
  type ObjectValue,
  type ReviewedChange,
  warning,
} from '../../framework/index'
import type { ManagementClient } from '../../management/index'
import { visible } from '../../visible-text'

/** The Actions that streams of the state run, by the run that read them. */
const ACTIONS = new WeakMap<ManagementClient, Set<string>>()

/** The streams of the state that run an Action, as they were read and until they are planned, by the run that read them. */
const UNPLANNED = new WeakMap<ManagementClient, Map<string, Runner>>()

/** A stream that runs an Action. */
interface Runner {
  readonly name: string
  readonly actionId: string
}

/** Remembers, for the run that this client belongs to, a stream of the state that runs an Action. */
export function rememberRunner(api: ManagementClient, { id, name, ...stream }: { id: string; name: string }): void {
  const actionId = actionIdOf(stream)
  if (actionId === undefined) return
  const unplanned = UNPLANNED.get(api) ?? new Map<string, Runner>()
  UNPLANNED.set(api, unplanned.set(id, { name, actionId }))
}

/** The id of the Action that a stream runs; undefined for another destination, and while it is unknown. */
export function actionIdOf(stream: ObjectValue | null): string | undefined {
  const [block] = elementsOf(stream?.['action_configuration'])
  const id = isObject(block) ? block['action_id'] : undefined
  return typeof id === 'string' ? id : undefined
}

/**
 * Refuses a stream that is to be created with the Action of the one that it replaces, as with -replace: that Action goes with the
 * old stream. An error, since Terraform shows no warnings of the second plan of a replacement, and the first one does not tell
 * that the user forces it.
 */
export function reviewReplacedAction(
  api: ManagementClient,
  { prior, planned, completesReplacement }: ReviewedChange,
  client: Client,
): readonly Diagnostic[] {
  const known = ACTIONS.get(api) ?? new Set<string>()
  ACTIONS.set(api, known)
  const present = actionIdOf(prior)
  if (present !== undefined) known.add(present)
  const next = actionIdOf(planned)
  const unplanned = UNPLANNED.get(api)
  unplanned?.delete(String(prior?.['id']))
  if (prior === null && !completesReplacement) {
    const isSuccessor = [...(unplanned?.values() ?? [])].some(
      ({ name, actionId }) => name === planned?.['name'] && actionId === next,
    )
    return isSuccessor && next !== undefined ? [mayGoWithStream(JSON.stringify(planned?.['name']), next, client)] : []
  }
  const isGone = completesReplacement && next !== undefined && known.has(next)
  return isGone ? [goesWithStream(JSON.stringify(planned?.['name']), next, client)] : []
}

function goesWithStream(name: string, actionId: string, { apply }: Client): Diagnostic {
  return error(
    `Event stream ${name} cannot be replaced without its Action`,
    `Auth0 deletes an Action together with the event stream that runs it. The plan deletes ${name} and creates it again with the Action ${visible(actionId)}, which is gone by then, so that the create would fail.\n\nReplace the Action, and the stream follows in the right order: run ${apply} with -replace='ADDRESS', the address of the Action; or give the lifecycle block of the Action the replace_triggered_by of the stream.`,
    ['action_configuration', 0, 'action_id'],
  )
}

// No error: it would also stop a destroy, which begins with a plan of the configuration.
function mayGoWithStream(name: string, actionId: string, { apply, untaintCommand }: Client): Diagnostic {
  return warning(
    `Event stream ${name} cannot be created again without its Action`,
    `The stream ${name} of the state, which is tainted or has another address now, runs the Action ${visible(actionId)}. Auth0 deletes an Action together with the event stream that runs it. Once the stream is destroyed the Action is gone, and a stream that is to run it cannot be created.\n\nTo keep both, run "${untaintCommand}" with the address of the stream, or add a moved block. To replace both, run ${apply} with -replace='ADDRESS', the address of the Action.`,
    ['action_configuration', 0, 'action_id'],
  )
}
