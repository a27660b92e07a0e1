import { type Auth0Resource, hasOverrides, isEventStreamResource, synthesizedArguments } from './auth0-resource'
import { DEFAULT_LOCAL_NAME } from './provider-names'
import { isResolved } from './tokens'

const IN_TENANT = 'Auth0 requires unique names within a tenant.'

/** Errors for names that several streams, or several Actions, of a tenant would have. */
export function faultsOfNames(resources: readonly Auth0Resource[]): readonly string[] {
  return [...clashesAmong(resources), ...resources.flatMap(faultsOfRepeatedName)]
}

function clashesAmong(resources: readonly Auth0Resource[]): readonly string[] {
  const named = new Map<string, string>()
  return resources.flatMap((resource) => {
    const { name, provider } = namesOf(resource)
    if (typeof name !== 'string' || !isResolved(name)) return []
    const key = JSON.stringify([resource.terraformResourceType, provider, name])
    const { path } = resource.node
    const first = named.get(key)
    if (first === undefined) named.set(key, path)
    return first === undefined
      ? []
      : [`"${first}" and "${path}" both have the name "${name}". ${IN_TENANT} Give one of them another name.`]
  })
}

/** A provider is a tenant, as far as can be told here; a resource that names none has the one without an alias. */
function namesOf(resource: Auth0Resource): { readonly name: unknown; readonly provider: unknown } {
  if (!hasOverrides(resource))
    return { name: resource.nameInput, provider: resource.provider?.fqn ?? DEFAULT_LOCAL_NAME }
  const { name, provider = DEFAULT_LOCAL_NAME } = synthesizedArguments(resource)
  return { name, provider }
}

/** The meta-argument that creates several objects, and the expression that their name must contain. */
interface Repetition {
  readonly by: 'forEach' | 'count'
  /** Matches a name that contains the key or the index. */
  readonly key: RegExp
  readonly advice: string
}

function faultsOfRepeatedName(resource: Auth0Resource): readonly string[] {
  const fault = faultOfRepeatedName(resource)
  return fault === undefined ? [] : [`"${resource.node.path}": ${fault}`]
}

/** The error for a resource with `forEach` or `count` whose objects would all have the same name. */
export function faultOfRepeatedName(resource: Auth0Resource): string | undefined {
  if (resource.forEach === undefined && resource.count === undefined && !hasOverrides(resource)) return undefined
  const { name, for_each: forEach, count } = synthesizedArguments(resource)
  const repetition = repetitionOf(forEach, count)
  if (repetition === undefined || repetition.key.test(withoutEscapes(String(name)))) return undefined
  const { by, advice } = repetition
  const objects = isEventStreamResource(resource) ? 'streams' : 'Actions'
  return `with ${by}, all its ${objects} would have the name "${name}". ${IN_TENANT} ${advice}`
}

/** A string without escaped expressions, such as `$${each.key}`. */
function withoutEscapes(text: string): string {
  return text.replace(/\$\$\{|%%\{/g, '')
}

/** Undefined for a count of 0 or 1, and for one that is unknown at synth, which is usually 0 or 1. */
function repetitionOf(forEach: unknown, count: unknown): Repetition | undefined {
  if (forEach !== undefined) {
    return {
      by: 'forEach',
      key: /[$%]\{.*\beach\.(?:key|value)\b/s,
      advice: 'Put the key into the name prop, such as `users-${iterator.key}`.',
    }
  }
  return typeof count === 'number' && count > 1
    ? {
        by: 'count',
        key: /[$%]\{.*\bcount\.index\b/s,
        advice: 'Put the index into the name prop, such as `users-${Token.asString(count.index)}`.',
      }
    : undefined
}
