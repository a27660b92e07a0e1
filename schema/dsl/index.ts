/** SIGN the words of a schema. Imports nothing. */
export {
  type AnySpec,
  bool,
  choice,
  computedObjects,
  describe,
  flagsOf,
  isStoredSecret,
  listOfStrings,
  number,
  string,
} from './attribute'
export {
  type Check,
  carriesPassword,
  catalog,
  each,
  type Fault,
  identifier,
  inRange,
  length,
  notEmpty,
  pattern,
  quoted,
  refuse,
  someElement,
  suggest,
  warn,
  wholeNumber,
} from './check'
export {
  type Body,
  type ConfigOf,
  type ListBlock,
  listBlock,
  type PlanOf,
  type Rule,
  type Schema,
  type StateOf,
  schema,
} from './schema'
export { Decimal, Dynamic, isUnknown, type Refinement, type Type, UNKNOWN, Unknown, type Value } from './value'
