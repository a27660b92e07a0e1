import { action } from '../../schema/auth0/action'
import { eventStream } from '../../schema/auth0/event-stream'
import { auth0Provider } from '../../schema/auth0/provider'
import { ACTION_TYPE, type Body, EVENT_STREAM_TYPE } from '../auth0-resource'
import { blocksOf, isJson, type Json, memberOf } from '../json'
import { isReference } from './reference'
import { pathOf, resourcesIn } from './resources'

/** The location of a secret that is in plain text in the synthesized JSON. */
export interface PlaintextSecret {
  /** The construct or block with the secret, such as `EventStream "prod/Hook"` or `provider "auth0"`. */
  readonly owner: string
  /** Such as `webhook_configuration.webhook_authorization.token_wo`. */
  readonly argument: string
}

interface Argument {
  readonly name: string
  readonly value: unknown
}

/**
 * The secret arguments of a stack that are not references: those of its event streams, Actions and Auth0 provider blocks, and the
 * locals and default values of variables that these refer to. With an address, only those of that resource.
 */
export function plaintextSecrets(stack: Json, address?: string): readonly PlaintextSecret[] {
  const resources = [
    ...plaintextOfType(stack, EVENT_STREAM_TYPE, 'EventStream', eventStream.body, address),
    ...plaintextOfType(stack, ACTION_TYPE, 'EventStreamAction', action.body, address),
  ]
  return address === undefined ? [...resources, ...plaintextOfProviders(stack)] : resources
}

function plaintextOfType(
  stack: Json,
  type: string,
  kind: string,
  body: Body,
  address: string | undefined,
): readonly PlaintextSecret[] {
  return Object.entries(resourcesIn(stack, type))
    .filter(([logicalId]) => address === undefined || address === `${type}.${logicalId}`)
    .flatMap(([logicalId, resource]) => {
      const owner = `${kind} "${pathOf(resource) ?? `${type}.${logicalId}`}"`
      return secretsIn(body, resource).flatMap(({ name, value }) => plaintextIn(stack, owner, name, value))
    })
}

function plaintextOfProviders(stack: Json): readonly PlaintextSecret[] {
  return localNamesIn(stack).flatMap((localName) =>
    blocksOf(memberOf(stack, 'provider', localName)).flatMap((block) => {
      const { alias } = block
      const owner = `provider "${localName}"${typeof alias === 'string' ? ` with the alias "${alias}"` : ''}`
      return secretsIn(auth0Provider.body, block).flatMap(({ name, value }) => plaintextIn(stack, owner, name, value))
    }),
  )
}

/** The local names of the Auth0 providers of a stack, the official one included. */
function localNamesIn(stack: Json): readonly string[] {
  const required = memberOf(stack, 'terraform', 'required_providers')
  function isAuth0(requirement: unknown) {
    return /(?:^|\/)auth0$/.test(String(memberOf(requirement, 'source')))
  }
  const named = Object.entries(isJson(required) ? required : {}).filter(([, requirement]) => isAuth0(requirement))
  return [...new Set(['auth0', ...named.map(([localName]) => localName)])]
}

function plaintextIn(stack: Json, owner: string, argument: string, value: unknown): readonly PlaintextSecret[] {
  if (!isReference(value)) return [{ owner, argument }]
  // The expression of the secret, and the argument that contains it.
  const [expression, user] = [String(value), `${owner}: ${argument}`]
  return [...defaultsOf(stack, expression, user), ...localsOf(stack, expression, user)]
}

/** The variables with a default value that an expression refers to. */
function defaultsOf(stack: Json, expression: string, user: string): readonly PlaintextSecret[] {
  return [...expression.matchAll(/\bvar\.([\w-]+)/g)]
    .map(([, name = '']) => name)
    .filter((name) => isGiven(memberOf(stack, 'variable', name, 'default')))
    .map((name) => ({ owner: `variable "${name}"`, argument: `default (used by ${user})` }))
}

/** The secrets in the locals that an expression refers to. */
function localsOf(stack: Json, expression: string, user: string): readonly PlaintextSecret[] {
  return [...expression.matchAll(/\blocal\.([\w-]+(?:\.[\w-]+)*)/g)].flatMap(([, path = '']) => {
    const value = memberOf(stack, 'locals', ...path.split('.'))
    return typeof value === 'string' ? plaintextIn(stack, `local "${path}"`, `value (used by ${user})`, value) : []
  })
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null
}

/** The declared secret arguments that a block sets. */
function secretsIn(body: Body, block: Json, path = ''): readonly Argument[] {
  return Object.entries(body).flatMap(([name, { spec, body: inner }]) => {
    const value = block[name]
    if (inner !== undefined) return blocksOf(value).flatMap((nested) => secretsIn(inner, nested, `${path}${name}.`))
    const isSecret = spec?.sensitive === true || spec?.writeOnly === true
    return isSecret && isGiven(value) ? [{ name: `${path}${name}`, value }] : []
  })
}
