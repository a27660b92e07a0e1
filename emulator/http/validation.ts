import ZSchema from 'z-schema'
import { didYouMean } from '../closest-name'
import type { Json } from '../json'
import { ApiError } from './api-error'
import type { JsonSchema } from './json-schema'
import type { SchemaType } from './schema-type'

/** Where the offending value stood; it decides the message's first word and the errorCode. */
export type ValidationPlace = 'body' | 'query' | 'path'

const PLACES = {
  body: { prefix: 'Payload validation error', errorCode: 'invalid_body' },
  query: { prefix: 'Query validation error', errorCode: 'invalid_query_string' },
  path: { prefix: 'Path validation error', errorCode: 'invalid_uri' },
} as const satisfies Record<ValidationPlace, { prefix: string; errorCode: string }>

/** Auth0's own validator is z-schema, whose recorded messages it passes on; the first failure is the one reported. */
const validator = new ZSchema({ breakOnFirstError: true })
const thoroughValidator = new ZSchema({ breakOnFirstError: false })

/**
 * Refuses a value that the schema does not allow, in Auth0's words, and with what the local tenant adds to them. Throws a
 * 400 `ApiError`.
 */
export function assertValid(place: ValidationPlace, value: unknown, schema: JsonSchema, hint = ''): void {
  if (validator.validate(value, withoutEmptyRequired(schema))) return
  const [failure] = validator.getLastErrors()
  if (failure === undefined || failure.code.startsWith('KEYWORD_')) throw new Error(`Bad schema: ${failure?.message}`)
  throw validationError(place, failure.message, toPropertyPath(failure.path), failure.description, hint)
}

/**
 * A body of the type that its schema describes. Throws a 400 `ApiError` for one that the schema does not allow. This is where
 * unknown JSON becomes typed: the validator has just seen what the type says.
 */
export function parseBody<const Schema extends JsonSchema>(body: Json, schema: Schema, hint = ''): SchemaType<Schema> {
  assertValid('body', body, schema, hint)
  return body as SchemaType<Schema>
}

/** One failed rule and where: keys and indexes from the root. A missing property is reported where it should be. */
export interface Failure {
  readonly path: readonly string[]
  readonly message: string
}

/** Every failed rule at once, for people who fill in a form or a file. The API itself names the first alone. */
export function listFailures(value: unknown, schema: JsonSchema): Failure[] {
  if (thoroughValidator.validate(value, withoutEmptyRequired(schema))) return []
  return thoroughValidator.getLastErrors().map(({ code, params, path, message }) => {
    const missing = code === 'OBJECT_MISSING_REQUIRED_PROPERTY' ? [String(params[0])] : []
    const steps = toSteps(path)
    const hint = code === 'OBJECT_ADDITIONAL_PROPERTIES' ? hintAt(schema, steps, params[0]) : ''
    return { path: [...steps, ...missing], message: message + hint }
  })
}

/** What was most likely meant by properties that the schema does not have at this place. */
function hintAt(schema: JsonSchema, steps: readonly string[], unknown: unknown): string {
  const place = steps.reduce<JsonSchema | undefined>((at, step) => at?.properties?.[step] ?? at?.items, schema)
  const names = Object.keys(place?.properties ?? {})
  return (
    [unknown]
      .flat()
      .map((name) => didYouMean(String(name), names))
      .find((hint) => hint !== '') ?? ''
  )
}

function toSteps(pointer: string): string[] {
  const steps = pointer.split('/').slice(1)
  return steps.filter((step) => step !== '').map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** The 400 of a failed rule. Property and description are left out of the text when there are none. */
export function validationError(
  place: ValidationPlace,
  rule: string,
  property = '',
  description = '',
  hint = '',
): ApiError {
  const { prefix, errorCode } = PLACES[place]
  const where = property === '' ? '' : ` on property ${property}`
  const what = property === '' || description === '' ? '' : ` (${description})`
  return new ApiError(400, `${prefix}: '${rule}'${where}${what}.${hint}`, { errorCode })
}

/** Draft 4 does not allow an empty `required`. Only the outermost schema can have one here. */
function withoutEmptyRequired({ required = [], ...schema }: JsonSchema): JsonSchema {
  return required.length === 0 ? schema : { ...schema, required }
}

/** `#/destination/configuration` as `destination.configuration`; the root is empty. */
function toPropertyPath(pointer: string): string {
  return pointer.replace(/^#\/?/, '').replaceAll('/', '.')
}
