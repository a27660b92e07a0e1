import { isUnknown, type Schema } from '../../schema/dsl/index'
import { type Client, type Diagnostic, equalValues, impliedType, type ReviewedChange } from '../framework/index'
import { type ManagementClient, type Note, type Outlook, openNote } from '../management/index'
import type { Words } from './explanation'
import { equalNames } from './object-warnings'

/** What the plans of a run say of the names of the objects of one kind, which are unique in a tenant. */
export interface PlannedNames {
  /** Takes a planned change in; warns of a name that another planned object is to have as well. */
  review(change: ReviewedChange, client: Client): readonly Diagnostic[]
  /** Takes in an object of the state that was read. One that is never planned is tainted, and planned as a new one. */
  found(id: string): void
  /** What a write that finds its name taken may expect of the object that has it. */
  outlook(id: string): Outlook
  /** Something is being applied: what is planned from now on is only a part of the plan. */
  applying(): void
}

/** A kind of objects with names. */
export interface NamedKind {
  readonly schema: Schema
  readonly words: Words
}

const REVIEWS = new WeakMap<ManagementClient, Map<string, PlannedNames>>()

/** The planned names of these objects in the run that this client belongs to. */
export function plannedNamesOf(api: ManagementClient, kind: NamedKind): PlannedNames {
  const { type } = kind.schema
  const reviews = REVIEWS.get(api) ?? new Map<string, PlannedNames>()
  REVIEWS.set(api, reviews)
  const names = reviews.get(type) ?? createPlannedNames(openNote(`planned names of ${type} in ${api.origin}`), kind)
  reviews.set(type, names)
  return names
}

/** What becomes of the name that an object has. */
type Fate = 'deleted' | 'renamed' | 'replaced' | 'keeps' | 'unplanned'

interface PlannedObject {
  readonly name: string
  /** Absent of one that is to be created. */
  readonly id: string | undefined
  readonly config: ReviewedChange['config']
}

/** Nothing planned yet. The note tells the process that applies what the process that planned has seen. */
export function createPlannedNames(note: Note, { schema, words }: NamedKind): PlannedNames {
  const fates = new Map<string, Fate>()
  const objects: PlannedObject[] = []
  function haveEqualConfigs(one: PlannedObject, other: PlannedObject): boolean {
    return equalValues(impliedType(schema.body), one.config, other.config)
  }
  let isApplying = false
  let isLeft = false
  let noted: ReadonlyMap<string, Outlook> | undefined
  function leaveNote() {
    if (isLeft) return
    isLeft = true
    note.leaveAtExit(() =>
      isApplying ? undefined : Object.fromEntries([...fates].filter(([, fate]) => fate !== 'keeps')),
    )
  }
  return {
    review(change, client) {
      leaveNote()
      const { id, fate } = fateOf(change)
      if (id !== undefined && fate !== undefined) fates.set(id, fate)
      const planned = plannedObjectOf(change)
      if (planned === undefined) return []
      if (change.completesReplacement) {
        markReplaced(
          objects.findLast((one) => one.id !== undefined && haveEqualConfigs(one, planned)),
          fates,
        )
        return []
      }
      const other = objects.find((one) => one.name === planned.name && !isSame(one, planned, client, haveEqualConfigs))
      objects.push(planned)
      return other === undefined || isApplying ? [] : [equalNames(words, planned.name, planned.id ?? other.id, client)]
    },
    found(id) {
      if (!fates.has(id)) fates.set(id, 'unplanned')
    },
    outlook(id) {
      const fate = fates.get(id)
      if (fate !== undefined) return outlookOf(fate, true)
      noted ??= fatesIn(note.read())
      return noted?.get(id) ?? (noted === undefined ? 'unknown' : 'unlikely')
    },
    applying() {
      isApplying = true
    },
  }
}

/** A replacement that the user forces shows only in its second plan. */
function markReplaced(first: PlannedObject | undefined, fates: Map<string, Fate>): void {
  if (first?.id !== undefined && fates.get(first.id) === 'keeps') fates.set(first.id, 'replaced')
}

function nameOf(values: ReviewedChange['planned']): string | undefined {
  const name = values?.['name']
  return typeof name === 'string' ? name : undefined
}

function fateOf({ prior, planned, replacements }: ReviewedChange): {
  readonly id: string | undefined
  readonly fate?: Fate
} {
  const id = prior?.['id']
  if (typeof id !== 'string') return { id: undefined }
  if (planned === null) return { id, fate: 'deleted' }
  if (isUnknown(planned['name'])) return { id }
  const isReplaced = replacements.length > 0
  if (nameOf(planned) !== nameOf(prior)) return { id, fate: isReplaced ? 'deleted' : 'renamed' }
  return { id, fate: isReplaced ? 'replaced' : 'keeps' }
}

function plannedObjectOf({ prior, planned, config }: ReviewedChange): PlannedObject | undefined {
  const name = nameOf(planned)
  const id = prior?.['id']
  return name === undefined ? undefined : { name, id: typeof id === 'string' ? id : undefined, config }
}

/** Whether these are two plans of one object. Terraform and OpenTofu plan each once in a run; others may ask again. */
function isSame(
  one: PlannedObject,
  other: PlannedObject,
  { program }: Client,
  haveEqualConfigs: (one: PlannedObject, other: PlannedObject) => boolean,
): boolean {
  if (one.id !== undefined && other.id !== undefined) return one.id === other.id
  if (program === 'terraform' || program === 'tofu') return false
  return haveEqualConfigs(one, other)
}

/** What can be expected of an object. Another process may rename it at any moment, and must not be interfered with. */
function outlookOf(fate: Fate, isAlone: boolean): Outlook {
  if (fate === 'keeps' || fate === 'replaced') return fate
  if (fate === 'unplanned') return 'managed'
  if (isAlone) return 'frees'
  return fate === 'deleted' ? 'freesElsewhere' : 'unknown'
}

const NOTED: readonly Fate[] = ['deleted', 'renamed', 'replaced', 'unplanned']

/** What the processes that planned have noted; undefined when they have noted nothing. With aliases they are several. */
function fatesIn(notes: readonly unknown[]): ReadonlyMap<string, Outlook> | undefined {
  if (notes.length === 0) return undefined
  const entries = notes.flatMap((note) => (typeof note === 'object' && note !== null ? Object.entries(note) : []))
  return new Map(
    entries.flatMap(([id, noted]): [string, Outlook][] => {
      const fate = NOTED.find((known) => known === noted)
      return fate === undefined ? [] : [[id, outlookOf(fate, notes.length === 1)]]
    }),
  )
}
