import { type Schema, UNKNOWN, type Value } from '../../schema/dsl/index'
import { type Diagnostic, providerBug } from './diagnostic'
import { equalValues } from './equality'
import { isObject, type ObjectValue } from './object-value'
import { isSetStep, type Path } from './path'
import type { PlanAdjustment, Replacement } from './plan-adjustment'
import { attributeAt, valueAt } from './value-at'

/** A plan, and what of it was adjusted. */
interface Adjusted {
  readonly planned: ObjectValue
  readonly replacements: readonly Replacement[]
  readonly diagnostics: readonly Diagnostic[]
}

/** The planned object with what the resource makes of it, its further reasons for a new object, and the mistakes in both. */
export function adjustPlanned(
  schema: Schema,
  planned: ObjectValue,
  prior: ObjectValue | null,
  { unknown = [], replacements = [], diagnostics = [] }: PlanAdjustment,
): Adjusted {
  const further = prior === null ? [] : replacements
  const unchanged = further.filter(({ path }) => isUnchanged(schema, path, planned, prior))
  const marks = [...unknown, ...unchanged].map(({ path }) => path)
  const misfits = marks.filter((path) => !isComputed(schema, path))
  return {
    planned: marks.filter((path) => isComputed(schema, path)).reduce<ObjectValue>(marked, planned),
    replacements: further,
    diagnostics: [...diagnostics, ...misfits.map((path) => misfit(schema, path))],
  }
}

function isUnchanged({ body }: Schema, path: Path, planned: ObjectValue, prior: ObjectValue | null): boolean {
  const type = attributeAt(body, path)?.attribute.type
  return type === undefined || equalValues(type, valueAt(planned, path), valueAt(prior, path))
}

function isComputed({ body }: Schema, path: Path): boolean {
  const mode = attributeAt(body, path)?.attribute.spec.mode
  return mode === 'computed' || mode === 'inherited'
}

function misfit({ type }: Schema, path: Path): Diagnostic {
  return providerBug(`The plan of ${type} marks or replaces by a value that does not change and is not computed`, path)
}

function marked(planned: ObjectValue, path: Path): ObjectValue {
  const value = withUnknown(planned, path)
  return isObject(value) ? value : planned
}

function withUnknown(value: Value, [step, ...rest]: Path): Value {
  if (step === undefined) return UNKNOWN
  if (Array.isArray(value)) {
    const place = isSetStep(step) ? step.element : step
    return value.map((element, index) => (index === place ? withUnknown(element, rest) : element))
  }
  if (!isObject(value) || typeof step !== 'string') return value
  return { ...value, [step]: withUnknown(value[step] ?? null, rest) }
}
