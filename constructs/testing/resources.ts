import { isJson, type Json, memberOf } from '../json'

/** The resources of a Terraform type by their logical ids. */
export function resourcesIn(stack: Json, type: string): { readonly [logicalId: string]: Json } {
  const resources = memberOf(stack, 'resource', type)
  return isJson(resources) ? Object.fromEntries(Object.entries(resources).filter(isNamedJson)) : {}
}

function isNamedJson(entry: [string, unknown]): entry is [string, Json] {
  return isJson(entry[1])
}

/** The path of the construct of a resource: the EventStream, not its inner resource. */
export function pathOf({ '//': comment }: Json): string | undefined {
  const path = memberOf(comment, 'metadata', 'path')
  return typeof path === 'string' ? path.replace(/\/Resource$/, '') : undefined
}

/** The names by which a resource is found. */
interface Findable {
  readonly path: string | undefined
  readonly address: string
  readonly name: string
}

/** The title of a resource in messages: its path, or its address if the path is unknown. */
export function titleOf({ path, address }: Findable): string {
  return path ?? address
}

/** The resource with a path, the end of a path or a name; by default the only one. Throws unless exactly one matches. */
export function calledOne<T extends Findable>(kind: string, all: readonly T[], pathOrName: string | undefined): T {
  const [first, ...rest] = pathOrName === undefined ? all : called(pathOrName, all)
  if (first !== undefined && rest.length === 0) return first
  const what = pathOrName === undefined ? `one ${kind}` : `one ${kind} "${pathOrName}"`
  const there = all.map((found) => `\n  ${titleOf(found)} with the name "${found.name}"`).join('')
  const plural = `${kind}s`
  throw new Error(
    `Expected ${what}, found ${first === undefined ? 'none' : rest.length + 1}.\n\n` +
      (there === ''
        ? `There are no ${plural}.`
        : `${plural.replace(/^./, (letter) => letter.toUpperCase())} that are there:${there}`),
  )
}

/** A full path takes precedence, since several resources can match the end of a path. */
function called<T extends Findable>(pathOrName: string, all: readonly T[]): readonly T[] {
  const exact = all.filter(({ path }) => path === pathOrName)
  if (exact.length > 0) return exact
  return all.filter(({ path, name }) => name === pathOrName || path?.endsWith(`/${pathOrName}`))
}
