import type { Body, StateOf } from '../../schema/dsl/index'
import type { ObjectValue } from './object-value'

/** What the state of a resource was in an earlier version of its schema, and the way to the next one. */
export interface EarlierVersion {
  /** The schema version of the states that it is about; lower than the present one. */
  readonly version: number
  /** The attributes and blocks of that version. Those whose values are dropped may be left out. */
  readonly body: Body
  /** The values in the form of the next version that the resource declares, or of the present one. What is left out is null. */
  upgrade(stored: ObjectValue): ObjectValue
}

/** Declares an earlier version of a resource; its values are typed by its body. Any of them may be null all the same. */
export function earlierVersion<const B extends Body>(declared: {
  readonly version: number
  readonly body: B
  upgrade(stored: StateOf<{ readonly body: B }>): ObjectValue
}): EarlierVersion {
  return declared as unknown as EarlierVersion
}
