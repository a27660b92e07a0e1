import { type Diagnostic, elementsOf, error, isObject, type ObjectValue, type ReviewedChange } from '../../framework/index'
import type { ManagementClient } from '../../management/index'
import { visible } from '../../visible-text'

/** What the plans of a run say of Actions and of the event streams that run them. */
export interface PlannedUses {
  /** Takes a planned change of an Action in; refuses to delete one that a planned event stream runs. */
  reviewAction(change: ReviewedChange): readonly Diagnostic[]
  /** Takes a planned change of an event stream in; refuses one that runs an Action which the plan deletes. */
  reviewStream(change: ReviewedChange): readonly Diagnostic[]
}

const USES = new WeakMap<ManagementClient, PlannedUses>()

/** The planned uses of the run that this client belongs to. */
export function plannedUsesOf(api: ManagementClient): PlannedUses {
  const known = USES.get(api) ?? createPlannedUses()
  USES.set(api, known)
  return known
}

/** Nothing planned yet. */
export function createPlannedUses(): PlannedUses {
  const kept = new Set<string>()
  const deleted = new Map<string, string>()
  const users = new Map<string, string>()
  return {
    reviewAction({ prior, planned }) {
      const id = textOf(prior?.['id'])
      if (id === undefined || prior === null) return []
      if (planned !== null) {
        kept.add(id)
        return []
      }
      // A destroy plans everything as it is first, and then to be deleted, streams before their Actions.
      if (kept.has(id)) return []
      const name = String(prior['name'])
      deleted.set(id, name)
      const stream = users.get(id)
      return stream === undefined ? [] : [stillUsed({ id, name, stream })]
    },
    reviewStream({ planned }) {
      const id = actionIdOf(planned)
      const stream = textOf(planned?.['name'])
      if (id === undefined || stream === undefined) return []
      users.set(id, stream)
      const name = deleted.get(id)
      return name === undefined ? [] : [{ ...stillUsed({ id, name, stream }), path: ACTION_ID }]
    },
  }
}

const ACTION_ID = ['action_configuration', 0, 'action_id']

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

function actionIdOf(stream: ObjectValue | null): string | undefined {
  const [block] = elementsOf(stream?.['action_configuration'])
  return isObject(block) ? textOf(block['action_id']) : undefined
}

const stillUsed = ({ id, name, stream }: { id: string; name: string; stream: string }): Diagnostic =>
  error(
    `Action ${JSON.stringify(name)} is still used by the event stream ${JSON.stringify(stream)}`,
    `The plan deletes the Action ${JSON.stringify(name)} with the id ${visible(id)}, and the event stream ${JSON.stringify(stream)} is to go on running it. Auth0 refuses to delete an Action that an event stream runs.\n\nTake two steps: keep the Action in the configuration, remove the event stream or give it another destination, and apply; then remove the Action and apply again. To leave the Action in Auth0 and only take it out of the state, use a removed block with destroy = false.`,
  )
