import { type ApiRequest, type ApiResponse, isJson, mediaTypeOf } from './exchange'
import { shapeError } from './request-error'

/** A value of a response, and where it stood: `destination.configuration.aws_region`. */
export interface Part {
  readonly value: unknown
  readonly path: string
}

/** A part that is not what the API documents. */
export class ShapeProblem extends Error {}

/** Reads the JSON of a response. Throws a `ManagementError` of kind `shape` that names the path of the first wrong field. */
export function parseResponse<Value>(request: ApiRequest, response: ApiResponse, parse: (whole: Part) => Value): Value {
  try {
    return parse({ value: jsonOf(response), path: '' })
  } catch (error) {
    if (error instanceof ShapeProblem) throw shapeError(request, error.message, response)
    throw error
  }
}

function jsonOf(response: ApiResponse): unknown {
  if (!isJson(response)) throw new ShapeProblem(`expected JSON, got ${mediaTypeOf(response)}`)
  try {
    return JSON.parse(response.text)
  } catch {
    // The parser's own message quotes the text, which may hold what must not be shown.
    throw new ShapeProblem('the JSON is broken or cut off')
  }
}

/** A problem with this part. */
export function problem(part: Part, words: string): ShapeProblem {
  return new ShapeProblem(part.path === '' ? words : `${part.path}: ${words}`)
}

/** The fields of a part that must be an object. */
export function fields(part: Part): (name: string) => Part {
  const { value, path } = part
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw mismatch(part, 'an object')
  return (name) => ({
    value: Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined,
    path: path === '' ? name : `${path}.${name}`,
  })
}

/** A part that must be a string. */
export function text(part: Part): string {
  if (typeof part.value !== 'string') throw mismatch(part, 'a string')
  return part.value
}

/** A part that must be a number. */
export function number(part: Part): number {
  if (typeof part.value !== 'number') throw mismatch(part, 'a number')
  return part.value
}

/** The elements of a part that must be a list. */
export function elements(part: Part): Part[] {
  if (!Array.isArray(part.value)) throw mismatch(part, 'a list')
  return part.value.map((value: unknown, index) => ({ value, path: `${part.path}[${index}]` }))
}

function mismatch(part: Part, expected: string) {
  return problem(part, `expected ${expected}, got ${kindOf(part.value)}`)
}

function kindOf(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (value === null) return 'null'
  return Array.isArray(value) ? 'a list' : `a value of type ${typeof value}`
}
