/** A JSON object of unknown shape. */
export interface Json {
  readonly [name: string]: unknown
}

/** Whether the value is an object, and not an array or null. */
export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A nested member of a value, or undefined. */
export function memberOf(value: unknown, ...[name, ...rest]: readonly string[]): unknown {
  if (name === undefined) return value
  return isJson(value) ? memberOf(value[name], ...rest) : undefined
}

/** The blocks in a value. Terraform also accepts a single block without a list. */
export function blocksOf(value: unknown): readonly Json[] {
  return (Array.isArray(value) ? value : [value]).filter(isJson)
}
