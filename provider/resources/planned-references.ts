import { type Diagnostic, error, type Path, type ReviewedChange } from '../framework/index'
import type { ManagementClient } from '../management/index'
import { visible } from '../visible-text'
import { type Words, withArticle } from './explanation'

/** A planned object that refers to another one by its id. */
export interface Reference {
  /** What such an object is called. */
  readonly words: Words
  /** Its name. */
  readonly name: string
  /** The id of the object that it refers to. */
  readonly targetId: string
  /** The argument that refers to it. */
  readonly path: Path
}

/** What the plans of a run say of objects that others refer to. */
export interface PlannedReferences {
  /** Records a planned change of an object that others may refer to; an error when it deletes one that a planned object refers to. */
  reviewTarget(change: ReviewedChange, words: Words): readonly Diagnostic[]
  /** Records a planned object that refers to another one; an error when the plan deletes that. */
  reviewReference(reference: Reference): readonly Diagnostic[]
}

const REFERENCES = new WeakMap<ManagementClient, PlannedReferences>()

/** The planned references of the run that this client belongs to. */
export function plannedReferencesOf(api: ManagementClient): PlannedReferences {
  const known = REFERENCES.get(api) ?? createPlannedReferences()
  REFERENCES.set(api, known)
  return known
}

interface Target {
  readonly id: string
  readonly name: string
  readonly words: Words
}

/** Nothing planned yet. */
export function createPlannedReferences(): PlannedReferences {
  const kept = new Set<string>()
  const deleted = new Map<string, Target>()
  const references = new Map<string, Reference>()
  return {
    reviewTarget({ prior, planned }, words) {
      const id = prior?.['id']
      if (typeof id !== 'string' || prior === null) return []
      if (planned !== null) {
        kept.add(id)
        return []
      }
      // A destroy plans everything as it is first, and then to be deleted.
      if (kept.has(id)) return []
      const target = { id, name: String(prior['name']), words }
      deleted.set(id, target)
      const reference = references.get(id)
      return reference === undefined ? [] : [stillUsed(target, reference)]
    },
    reviewReference(reference) {
      references.set(reference.targetId, reference)
      const target = deleted.get(reference.targetId)
      return target === undefined ? [] : [{ ...stillUsed(target, reference), path: reference.path }]
    },
  }
}

function stillUsed({ id, name, words: { noun, short } }: Target, user: Reference): Diagnostic {
  const [used, using] = [JSON.stringify(name), JSON.stringify(user.name)]
  return error(
    `${noun.charAt(0).toUpperCase()}${noun.slice(1)} ${used} is still used`,
    `The plan deletes the ${noun} ${used} with the id ${visible(id)}, and the ${user.words.noun} ${using} is to go on using it. Auth0 refuses to delete ${withArticle(short)} that is in use.\n\nTake two steps: keep the ${short} in the configuration, remove the ${user.words.short} or let it use another ${short}, and apply; then remove the ${short} and apply again. To leave the ${short} in Auth0 and only take it out of the state, use a removed block with destroy = false.`,
  )
}
