import { closestName } from '../closest-name'
import { isJsonObject } from '../json'
import type { JsonSchema } from './json-schema'

/**
 * Refuses members that a schema does not have: misspelled ones, or ones at the wrong level. Without it they would be
 * ignored. Throws an `Error` that names the member, the one that was most likely meant, and those that there are.
 */
export function assertKnownMembers(what: string, value: unknown, schema: JsonSchema): void {
  const unknown = findUnknown(value, schema, [])
  if (unknown === undefined) return
  const { path, names } = unknown
  const meant = findMeant(path, names, schema)
  const hint = meant === undefined ? '' : ` Did you mean "${meant}"?`
  const place = path.length === 1 ? what : `${path.slice(0, -1).join('.')} of ${what}`
  const members = names.length === 0 ? 'It has none.' : `Members: ${names.join(', ')}.`
  throw new Error(`"${path.at(-1)}" is not a member of ${place}.${hint} ${members}`)
}

interface Unknown {
  readonly path: readonly string[]
  /** The members that there are at that place. */
  readonly names: readonly string[]
}

function findUnknown(value: unknown, schema: JsonSchema, path: readonly string[]): Unknown | undefined {
  if (Array.isArray(value)) return first(value, (item) => findUnknown(item, schema.items ?? {}, path))
  if (!isJsonObject(value) || schema.properties === undefined) return undefined
  const { properties, additionalProperties } = schema
  return first(Object.entries(value), ([name, inner]) => {
    const known = Object.hasOwn(properties, name) ? properties[name] : undefined
    if (known !== undefined) return findUnknown(inner, known, [...path, name])
    if (additionalProperties !== false && additionalProperties !== undefined) return undefined
    return { path: [...path, name], names: Object.keys(properties) }
  })
}

/** A sibling that is all but the same, the same name at another level, or what is closest to it anywhere. */
function findMeant(path: readonly string[], siblings: readonly string[], schema: JsonSchema): string | undefined {
  const name = path.at(-1) ?? ''
  const everywhere = memberPaths(schema)
  const elsewhere = everywhere.find((each) => each.split('.').at(-1) === name)
  const sibling = closestName(name, siblings)
  const prefix = path.slice(0, -1).map((step) => `${step}.`)
  if (elsewhere === undefined && sibling !== undefined) return prefix.join('') + sibling
  if (elsewhere !== undefined) return elsewhere
  const close = closestName(
    name,
    everywhere.map((each) => each.split('.').at(-1) ?? ''),
  )
  return everywhere.find((each) => each.split('.').at(-1) === close)
}

function memberPaths(schema: JsonSchema, prefix = ''): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => [
    prefix + name,
    ...memberPaths(inner.items ?? inner, `${prefix}${name}.`),
  ])
}

function first<Item, Found>(items: readonly Item[], find: (item: Item) => Found | undefined): Found | undefined {
  for (const item of items) {
    const found = find(item)
    if (found !== undefined) return found
  }
  return undefined
}
