import {
  type Client,
  type Diagnostic,
  elementsOf,
  error,
  isObject,
  type ObjectValue,
  type ReviewedChange,
} from '../../framework/index'
import type { ManagementClient } from '../../management/index'
import { visible } from '../../visible-text'

/** The Actions that streams of the state run, by the run that read them. */
const ACTIONS = new WeakMap<ManagementClient, Set<string>>()

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
