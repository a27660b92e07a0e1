/** JSON whose shape is not known yet. */
export interface Json {
  readonly [name: string]: unknown
}

/** Whether it is an object of JSON, and no list, text or null. */
export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A member of a member of a value, or undefined where there is none. */
export function memberOf(value: unknown, ...[name, ...rest]: readonly string[]): unknown {
  if (name === undefined) return value
  return isJson(value) ? memberOf(value[name], ...rest) : undefined
}

/** The blocks that a value stands for: Terraform takes one block without a list, too. */
export const blocksOf = (value: unknown): readonly Json[] => (Array.isArray(value) ? value : [value]).filter(isJson)
