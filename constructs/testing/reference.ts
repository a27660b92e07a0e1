import { isResolved } from '../tokens'

const LITERALS = /"(?:[^"\\$]|\\.|\$(?!\{))*"/g
const REFERENCE = /\b[a-z_][\w-]*\./i
const READS_FILE = /\b(?:file|filebase64|templatefile)\(/

/**
 * Whether Terraform replaces a value by what it refers to, such as `${var.secret}`. An expression that only writes a
 * literal in another way, such as `${join("", ["text"])}`, refers to nothing.
 */
export function isReference(value: unknown): boolean {
  if (typeof value !== 'string' || isResolved(value)) return false
  const expression = value.slice(value.search(/[$%]\{/)).replace(LITERALS, '')
  return REFERENCE.test(expression) || READS_FILE.test(expression)
}

/** Whether a value is a reference and nothing besides, so that it can be shown. */
export function isBareReference(value: unknown): boolean {
  return typeof value === 'string' && /^\$\{[a-z_][\w-]*(?:\.[\w-]+|\[(?:\d+|"[\w/.-]+")\])+\}$/i.test(value)
}
