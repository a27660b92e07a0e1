import { type Block, type Body, parseDuration, type Schema } from '../../schema/dsl/index'
import { equalValues } from './equality'
import { memberType } from './implied-type'
import { isObject, type ObjectValue } from './object-value'
import type { Subject } from './provider'

type Operation = Subject['operation']

/**
 * The time that the block `timeouts` of these values gives an operation, or else its default, in milliseconds; undefined where the
 * schema declares none. An update for which none is declared takes that of create.
 */
export function timeoutOf({ body }: Schema, operation: Operation, values: ObjectValue): number | undefined {
  const [name, block] = Object.entries(body).find(isTimeouts) ?? []
  if (name === undefined || block === undefined) return undefined
  const timed = operation in block.timeouts || operation !== 'update' ? operation : 'create'
  const given = values[name]
  const text = (isObject(given) ? given[timed] : undefined) ?? block.timeouts[timed]
  return typeof text === 'string' ? parseDuration(text) : undefined
}

function isTimeouts(
  entry: [string, Body[string]],
): entry is [string, Block & { readonly timeouts: NonNullable<Block['timeouts']> }] {
  return entry[1].kind === 'block' && entry[1].timeouts !== undefined
}

/** Whether two states describe the same object of the API, whatever they say of timeouts. */
export function isSameObject({ body }: Schema, a: ObjectValue, b: ObjectValue): boolean {
  return Object.entries(body).every(
    (entry) => isTimeouts(entry) || equalValues(memberType(entry[1]), a[entry[0]] ?? null, b[entry[0]] ?? null),
  )
}
