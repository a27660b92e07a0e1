import { carriesPassword, type Schema, type Value } from '../../schema/dsl/index'
import type { Diagnostic } from './diagnostic'
import type { Attribute, ObjectValue } from './object-value'
import { formatPath } from './path'
import { attributeAt, valueAt } from './value-at'

/**
 * The diagnostics with paths that may be shown. Terraform prints the source lines that a path leads to, and with them a
 * secret that is written there, so the path to a secret ends at the block around it, and the detail names the argument.
 * `views` are the objects that the paths may lead into.
 */
export function withoutSecretPaths(
  schema: Schema,
  views: readonly (ObjectValue | null)[],
  diagnostics: readonly Diagnostic[],
): readonly Diagnostic[] {
  return diagnostics.map((diagnostic) => withoutSecretPath(schema, views, diagnostic))
}

function withoutSecretPath(schema: Schema, views: readonly (ObjectValue | null)[], diagnostic: Diagnostic): Diagnostic {
  const { path = [], ...words } = diagnostic
  const found = attributeAt(schema.body, path)
  // What is missing has no line of its own.
  const isWritten = found !== undefined && views.map((view) => valueAt(view, path)).some(isSecret(found.attribute))
  if (!isWritten) return diagnostic
  const around = path.slice(0, found.depth - 1)
  return {
    ...words,
    detail: naming(formatPath(path), String(path[found.depth - 1]), words.detail),
    ...(around.length > 0 && { path: around }),
  }
}

function isSecret({ spec }: Attribute) {
  return (value: Value): boolean =>
    value !== null &&
    (spec.sensitive === true || spec.writeOnly === true || (typeof value === 'string' && carriesPassword(value)))
}

function naming(path: string, argument: string, detail: string): string {
  const words = ` The argument is ${path}.`
  const isNamed = detail.startsWith(`${argument} `) || detail.includes(words)
  return isNamed ? detail : detail.replace(/(?=\n\n|$)/, words)
}
