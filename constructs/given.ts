import { Construct, type IConstruct } from 'constructs'
import { Token } from './core'
import { isJson } from './json'
import { refusal, type Subject } from './refusal'

/** The type that a property can be required to have. */
type Kind = 'string' | 'number' | 'boolean' | 'list' | 'object'

const ARTICLES: Readonly<Record<Kind, string>> = {
  string: 'a string',
  number: 'a number',
  boolean: 'a boolean',
  list: 'a list',
  object: 'an object',
}

const VALUE_OF_VARIABLE: Readonly<Record<Kind, string>> = {
  string: 'stringValue',
  number: 'numberValue',
  boolean: 'booleanValue',
  list: 'listValue',
  object: 'value',
}

/** Throws if a property is missing, which the compiler does not detect for `process.env.TOKEN!` or in JavaScript. */
export function requireGiven(subject: Subject, prop: string, value: unknown): void {
  if (value !== undefined && value !== null) return
  throw refusal(subject, prop, 'no value is given. If it comes from process.env, check that the variable is set.')
}

/**
 * Throws if a value has the wrong type, which the compiler does not detect in JavaScript or for `any`. Tokens are accepted. The value
 * of a secret is not shown.
 */
export function requireKind(subject: Subject, prop: string, value: unknown, kind: Kind, isSecret = false): void {
  requireGiven(subject, prop, value)
  if (isOfKind(value, kind) || isToken(value)) return
  const advice = adviceFor(value, kind)
  throw refusal(subject, prop, `it must be ${ARTICLES[kind]}, not ${describeValue(value, isSecret)}.${advice}`)
}

/** Throws if the id of a construct is not a non-empty string. The framework's own error has no path. */
export function requireId(kind: string, scope: IConstruct, id: unknown): string {
  if (typeof id === 'string' && id !== '') return id
  const parent = scope?.node?.path ?? ''
  throw refusal(
    `${kind} in "${parent}"`,
    'id',
    `the second argument must be its name in the scope, such as 'Users', not ${describeValue(id)}.`,
  )
}

function isOfKind(value: unknown, kind: Kind): boolean {
  if (kind === 'list') return Array.isArray(value)
  return kind === 'object' ? isJson(value) && !Construct.isConstruct(value) : typeof value === kind
}

/** Whether the value is a token. The framework reads the keys of any value, which fails for a symbol. */
function isToken(value: unknown): boolean {
  return typeof value !== 'symbol' && typeof value !== 'function' && Token.isUnresolved(value)
}

/** Describes a value for a message: its type, and the value unless it is a secret. */
export function describeValue(value: unknown, isSecret = false): string {
  if (typeof value === 'string') return isSecret ? 'a string' : `the string ${JSON.stringify(value.slice(0, 40))}`
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') {
    return isSecret ? `a ${typeof value}` : `the ${typeof value} ${value}`
  }
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'function') return 'a function'
  if (value === null || value === undefined) return String(value)
  return typeof value === 'object' ? describeObject(value) : `a ${typeof value}`
}

function describeObject(value: object): string {
  const { name = '' } = Object.getPrototypeOf(value)?.constructor ?? {}
  if (name === '' || name === 'Object') return 'an object'
  return `${/^(?:[AEIO]|U(?!RL))/.test(name) ? 'an' : 'a'} ${name}`
}

function adviceFor(value: unknown, kind: Kind): string {
  if (typeof value === 'function') return ' Call it.'
  if (kind === 'string' && typeof value === 'number') return ' Write it in quotes, which also keep leading zeros.'
  const accessor = VALUE_OF_VARIABLE[kind]
  return isJson(value) && Construct.isConstruct(value) && accessor in value ? ` Use its ${accessor}.` : ''
}
