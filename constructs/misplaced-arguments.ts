import type { Body } from './auth0-resource'
import { blocksOf, isJson, type Json } from './json'

/** An override at a path that is not an argument. */
interface Misplaced {
  /** Such as `webhook_configuration.0.webhook_endpoint`. */
  readonly path: string
  /** The right path, such as `webhook_configuration.webhook_endpoint`. */
  readonly right: string
}

/** Errors for overrides whose path is not an argument, such as one that contains the index of a block. */
export function misplacedArguments(body: Body, resource: Json): readonly string[] {
  return misplacedIn(body, resource).map(
    ({ path, right }) =>
      `Terraform has no argument "${path}": in JSON a block has no index, and names are in snake_case. Use addOverride('${right}', value).`,
  )
}

function misplacedIn(body: Body, block: Json, before: readonly string[] = []): readonly Misplaced[] {
  return Object.entries(block).flatMap(([name, value]) => {
    const path = [...before, name]
    const inner = name === 'lifecycle' ? {} : body[name]?.body
    if (name !== '//' && !/^[a-z_][a-z0-9_]*$/.test(name)) return [misplaced([...path, ...lastNames(value)])]
    return inner === undefined ? [] : blocksOf(value).flatMap((nested) => misplacedIn(inner, nested, path))
  })
}

/** The path to the first value within an override. */
function lastNames(value: unknown): readonly string[] {
  return Object.entries(isJson(value) ? value : {})
    .slice(0, 1)
    .flatMap(([name, member]) => [name, ...lastNames(member)])
}

function misplaced(path: readonly string[]): Misplaced {
  const right = path
    .map((name) =>
      name
        .replace(/\[\d*\]$/, '')
        .replace(/\B[A-Z]/g, (letter) => `_${letter}`)
        .toLowerCase(),
    )
    .filter((name) => !/^\d*$/.test(name))
  return { path: path.join('.'), right: right.join('.') }
}
