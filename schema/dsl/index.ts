/** SIGN the words of a schema. Imports nothing. */
export {
  type AnySpec,
  bool,
  choice,
  computedObjects,
  describe,
  flagsOf,
  isHidden,
  listOfStrings,
  number,
  string,
} from './attribute'
export { listBlock, setBlock, singleBlock } from './block'
export type { Block, Body, Rule } from './body'
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
export { parseDuration } from './duration'
export type { FunctionDeclaration, Parameter } from './function'
export { type Schema, schema } from './schema'
export { timeouts } from './timeouts'
export { Decimal, Dynamic, isUnknown, type Refinement, type Type, UNKNOWN, Unknown, type Value } from './value'
export type { ConfigOf, PlanOf, StateOf } from './view'
