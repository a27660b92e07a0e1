import { isUnknown, type Schema, type Value } from '../../schema/dsl/index'
import type { Diagnostic } from './diagnostic'
import type { Logger } from './logger'
import { forEachAttribute, isObject, type ObjectValue } from './object-value'

/** Makes the logger mask every secret of the object. */
export function maskSecrets(schema: Schema, values: ObjectValue | null, log: Logger): void {
  for (const secret of secretsIn(schema, values)) log.mask(secret)
}

/** The diagnostics with all secrets masked: what a service or an unexpected error says may repeat any, also one of another object. */
export function maskedDiagnostics(diagnostics: readonly Diagnostic[], log: Logger): readonly Diagnostic[] {
  return diagnostics.map(({ summary, detail, ...rest }) => ({
    ...rest,
    summary: log.masked(summary),
    detail: log.masked(detail),
  }))
}

/** The texts that the object holds in attributes which its schema declares as sensitive or write-only. */
export function secretsIn({ body }: Schema, values: ObjectValue | null | undefined): readonly string[] {
  if (values === null || values === undefined) return []
  const found: string[] = []
  forEachAttribute(body, { planned: values, prior: null, config: null }, ({ spec }, { planned }) => {
    if (spec.sensitive === true || spec.writeOnly === true) found.push(...textsIn(planned))
  })
  return found
}

function textsIn(value: Value): readonly string[] {
  if (isUnknown(value)) return []
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(textsIn)
  return isObject(value) ? Object.values(value).flatMap(textsIn) : []
}
