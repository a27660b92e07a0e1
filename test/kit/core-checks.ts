import { Decimal, isUnknown, type Refinement, type Value } from '../../schema/dsl/index'
import {
  blocksOf,
  type CoreAttribute,
  type CoreBlock,
  type CoreNestedBlock,
  isObject,
  type ObjectValue,
} from './core-schema'

/**
 * What Terraform demands of a provider's answers, written from its documentation and apart from the provider's own checks, since
 * a shared mistake would hide. Source: hashicorp/terraform, docs/resource-instance-change-lifecycle.md.
 */

/** One breach: where, and what is wrong. Values of sensitive attributes are not shown. */
export interface Breach {
  readonly path: string
  readonly problem: string
}

/** What a plan was made from, and what came out. Null stands for no object. */
export interface PlannedObject {
  readonly prior: ObjectValue | null
  readonly config: ObjectValue | null
  readonly planned: ObjectValue | null
}

/** The breaches of a planned state against configuration and prior state. */
export function planBreaches(block: CoreBlock, { prior, config, planned }: PlannedObject, path = ''): Breach[] {
  if (planned === null || config === null) {
    if (planned === config) return []
    return [{ path, problem: planned === null ? 'is configured, but not planned' : 'is planned, but not configured' }]
  }
  const attributes = Object.entries(block.attributes).flatMap(([name, attribute]) => {
    const problem = plannedValueProblem(attribute, prior?.[name] ?? null, config[name] ?? null, planned[name] ?? null)
    return problem === undefined ? [] : [{ path: join(path, name), problem }]
  })
  const blocks = Object.entries(block.blocks).flatMap(([name, nested]) =>
    plannedBlockBreaches(nested, membersOf({ prior, config, planned }, name), join(path, name)),
  )
  return [...attributes, ...blocks]
}

/** The breaches of a state after apply against the planned state, or of a final plan against the first one. */
export function completionBreaches(
  block: CoreBlock,
  planned: ObjectValue | null,
  actual: ObjectValue | null,
  path = '',
): Breach[] {
  if (planned === null || actual === null) {
    if (planned === actual) return []
    return [{ path, problem: planned === null ? 'was absent, but is now present' : 'was present, but is now absent' }]
  }
  const attributes = Object.entries(block.attributes).flatMap(([name, { sensitive }]) => {
    const problem = completionProblem(planned[name] ?? null, actual[name] ?? null)
    if (problem === undefined) return []
    return [{ path: join(path, name), problem: sensitive ? 'has changed; it is sensitive' : problem }]
  })
  const blocks = Object.entries(block.blocks).flatMap(([name, nested]) =>
    completedBlockBreaches(nested, planned[name] ?? null, actual[name] ?? null, join(path, name)),
  )
  return [...attributes, ...blocks]
}

/** Where a stored object may not be as it is: unknown values, write-only values, null in place of a list or set of blocks. */
export function storedBreaches(block: CoreBlock, stored: ObjectValue, path = ''): Breach[] {
  const attributes = Object.entries(block.attributes).flatMap(([name, { writeOnly }]) => {
    const value = stored[name] ?? null
    if (holdsUnknown(value)) return [{ path: join(path, name), problem: 'is unknown' }]
    return writeOnly && value !== null ? [{ path: join(path, name), problem: 'is write-only, but stored' }] : []
  })
  const blocks = Object.entries(block.blocks).flatMap(([name, nested]) => {
    const value = stored[name] ?? null
    const isWhole = nested.nesting === 'single' ? value === null || isObject(value) : Array.isArray(value)
    if (!isWhole) return [{ path: join(path, name), problem: `is not a ${nested.nesting} of blocks` }]
    return blocksOf(value).flatMap((element, index) => {
      const at = blockPath(nested, join(path, name), index)
      return isObject(element) ? storedBreaches(nested.block, element, at) : [{ path: at, problem: 'is not a block' }]
    })
  })
  return [...attributes, ...blocks]
}

/** Whether two values are the same; any unknown value is the same as any other. */
export function sameValue(a: Value, b: Value): boolean {
  if (isUnknown(a) || isUnknown(b)) return isUnknown(a) && isUnknown(b)
  if (a instanceof Decimal || b instanceof Decimal) return String(a) === String(b)
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((element, index) => sameValue(element, b[index] ?? null))
  if (!isObject(a) || !isObject(b)) return a === b
  const names = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...names].every((name) => sameValue(a[name] ?? null, b[name] ?? null))
}

/** Whether the value, or anything in it, is unknown. */
export function holdsUnknown(value: Value): boolean {
  if (Array.isArray(value)) return value.some(holdsUnknown)
  return isUnknown(value) || (isObject(value) && Object.values(value).some(holdsUnknown))
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`
}

function blockPath({ nesting }: CoreNestedBlock, path: string, index: number): string {
  return nesting === 'single' ? path : `${path}[${index}]`
}

function show(value: Value): string {
  return JSON.stringify(value, (_, inner: Value) => {
    if (isUnknown(inner)) return '(unknown)'
    return typeof inner === 'bigint' || inner instanceof Decimal ? String(inner) : inner
  })
}

function plannedValueProblem(
  attribute: CoreAttribute,
  prior: Value,
  config: Value,
  planned: Value,
): string | undefined {
  const { computed, optional, sensitive, writeOnly } = attribute
  if (writeOnly) return planned === null ? undefined : 'is write-only, but planned'
  if (sameValue(planned, config)) return undefined
  if (config !== null && prior !== null && sameValue(planned, prior)) return undefined
  if (computed && (!optional || config === null)) return undefined
  if (sensitive) return 'is planned as neither the configured nor the prior value; it is sensitive'
  return `is planned as ${show(planned)}, but configured as ${show(config)} and was ${show(prior)}`
}

interface Members {
  readonly prior: Value
  readonly config: Value
  readonly planned: Value
}

function membersOf({ prior, config, planned }: PlannedObject, name: string): Members {
  return {
    prior: prior?.[name] ?? null,
    config: config?.[name] ?? null,
    planned: planned?.[name] ?? null,
  }
}

function plannedBlockBreaches(nested: CoreNestedBlock, { prior, config, planned }: Members, path: string): Breach[] {
  const { block, nesting } = nested
  if (planned === null && nesting !== 'single')
    return [{ path, problem: `is null; without blocks it must be an empty ${nesting}` }]
  if (isUnknown(config)) return isUnknown(planned) ? [] : [{ path, problem: 'is planned, but its blocks are unknown' }]
  if (isUnknown(planned)) return [{ path, problem: 'is planned as unknown, but its blocks are known' }]
  const [wanted, found, before] = [blocksOf(config), blocksOf(planned), blocksOf(prior)]
  if (nesting === 'set')
    return uncorrelated(path, found, wanted, (element, configured) =>
      planBreaches(block, { prior: null, config: configured, planned: element }),
    )
  if (wanted.length !== found.length) {
    return [{ path, problem: `has ${found.length} planned and ${wanted.length} configured blocks` }]
  }
  return found.flatMap((element, index) => {
    const at = blockPath(nested, path, index)
    if (!isObject(element)) return [{ path: at, problem: 'is not a block; only what is in it may be unknown' }]
    return planBreaches(block, { prior: blockAt(before, index), config: blockAt(wanted, index), planned: element }, at)
  })
}

/** The elements of two sets that go with none of the other one. Source: hashicorp/terraform, objchange/compatible.go. */
function uncorrelated(
  path: string,
  elements: readonly Value[],
  others: readonly Value[],
  breaches: (element: ObjectValue, other: ObjectValue) => readonly Breach[],
): Breach[] {
  function goTogether(element: Value, other: Value) {
    return isObject(element) && isObject(other) && breaches(element, other).length === 0
  }
  return [
    ...elements.filter((element) => !others.some((other) => goTogether(element, other))),
    ...others.filter((other) => !elements.some((element) => goTogether(element, other))),
  ].map(() => ({ path, problem: 'has an element that correlates with none of the other set' }))
}

function blockAt(list: readonly Value[], index: number): ObjectValue | null {
  const element = list[index]
  return isObject(element) ? element : null
}

function completedBlockBreaches(nested: CoreNestedBlock, planned: Value, actual: Value, path: string): Breach[] {
  if (isUnknown(planned)) return []
  const { block, nesting } = nested
  const [before, after] = [blocksOf(planned), blocksOf(actual)]
  // Elements that turn out to be equal become one.
  if (nesting === 'set' ? after.length > before.length : after.length !== before.length)
    return [{ path, problem: `had ${before.length} blocks, now ${after.length}` }]
  if (nesting === 'set')
    return uncorrelated(path, before, after, (element, found) => completionBreaches(block, element, found))
  return before.flatMap((_, index) =>
    completionBreaches(block, blockAt(before, index), blockAt(after, index), blockPath(nested, path, index)),
  )
}

function completionProblem(planned: Value, actual: Value): string | undefined {
  if (isUnknown(planned)) return planned.refinement && refinementProblem(planned.refinement, actual)
  if (Array.isArray(planned) && Array.isArray(actual)) {
    if (planned.length !== actual.length) return `had ${planned.length} elements, now ${actual.length}`
    const problems = planned.map((element, index) => completionProblem(element, actual[index] ?? null))
    return problems.find((problem) => problem !== undefined)
  }
  return sameValue(planned, actual) ? undefined : `was ${show(planned)}, but is now ${show(actual)}`
}

function refinementProblem({ isNull, stringPrefix }: Refinement, actual: Value): string | undefined {
  if (isUnknown(actual)) return undefined
  if (isNull === false && actual === null) return 'was promised not to be null, but is'
  const keepsPrefix = stringPrefix === undefined || typeof actual !== 'string' || actual.startsWith(stringPrefix)
  return keepsPrefix ? undefined : `was promised to begin with ${show(stringPrefix)}, but is ${show(actual)}`
}
