/** Any value that JSON can write. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject

/** A JSON object. */
export interface JsonObject {
  readonly [key: string]: Json | undefined
}

/** Whether a value is an object with keys, not an array and not null. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value at a path of keys, or undefined as soon as a step is missing. */
export function valueAt(value: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>((inner, key) => (isJsonObject(inner) ? inner[key] : undefined), value)
}

/** `changes` laid over `base`: objects key by key, everything else (arrays too) replaced as a whole. */
export function mergeJson(base: Json | undefined, changes: Json | undefined): Json | undefined {
  if (changes === undefined) return base
  if (!isJsonObject(base) || !isJsonObject(changes)) return changes
  const merged: Record<string, Json | undefined> = { ...base }
  for (const [key, value] of Object.entries(changes)) merged[key] = mergeJson(base[key], value)
  return merged
}
