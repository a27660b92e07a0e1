/** Any value that JSON can write. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject

/** A JSON object. */
export interface JsonObject {
  readonly [key: string]: Json | undefined
}

/** How deep objects and lists may be nested; no body of the API comes near. Beyond it, recursion runs out of stack. */
const DEEPEST_JSON = 200

/** Reads JSON. Throws a `SyntaxError` for what is none, and for what is nested too deep to be handled. */
export function parseJson(text: string): Json {
  const value = JSON.parse(text) as Json
  let level: readonly unknown[] = [value]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEEPEST_JSON) throw new SyntaxError(`JSON is nested deeper than ${DEEPEST_JSON} levels`)
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []))
  }
  return value
}

/** Whether a value is an object with keys, not an array and not null. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value at a path of keys, or undefined as soon as a step is missing. */
export function valueAt(value: unknown, ...path: readonly string[]): unknown {
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
