import { Construct } from 'constructs'
import {
  Fn,
  type IResolvable,
  type ITerraformIterator,
  TerraformCount,
  type TerraformProvider,
  type TerraformResourceLifecycle,
  Token,
} from './core'
import { addDependencies, type Dependency } from './dependencies'
import { describeValue, requireKind } from './given'
import { isJson } from './json'
import { requireProvider } from './provider-of-stream'
import { refusal } from './refusal'
import { isResolved } from './tokens'

/** Terraform's meta-arguments that every resource takes. */
export interface CommonProps {
  /** Provider of the tenant: the one of this package, or the official one. Default: the stack's own. */
  readonly provider?: TerraformProvider
  /** Constructs that Terraform creates first, with all of their children. Same as `node.addDependency`. */
  readonly dependsOn?: readonly Dependency[]
  /** How Terraform replaces and destroys the resource, such as `{ preventDestroy: true }`. */
  readonly lifecycle?: TerraformResourceLifecycle
}

/** The meta-arguments that create several objects from one resource. */
export interface RepetitionProps {
  /** Creates one stream per element; read their attributes with `instance(key)`. Conflicts with `count`. */
  readonly forEach?: ITerraformIterator
  /** Number of streams to create; read their attributes with `instance(index)`. Conflicts with `forEach`. */
  readonly count?: number | TerraformCount
}

/** The validated meta-arguments of a resource. Throws if one is invalid. */
export function commonArgumentsOf(construct: Construct, { provider, dependsOn = [], lifecycle }: CommonProps) {
  if (provider !== undefined) requireProvider(construct, provider)
  requireDependencies(construct, dependsOn)
  if (lifecycle !== undefined) requireKind(construct, 'lifecycle', lifecycle, 'object')
  const addressed = addDependencies(construct, dependsOn)
  return {
    ...(provider !== undefined && { provider }),
    ...(addressed.length > 0 && { dependsOn: [...addressed] }),
    ...(lifecycle !== undefined && { lifecycle }),
  }
}

/** The validated `forEach` or `count`. Throws if one is invalid, or if both are given. */
export function repetitionArgumentsOf(stream: Construct, { forEach, count }: RepetitionProps) {
  if (forEach !== undefined) requireIterator(stream, forEach)
  if (count !== undefined) requireCount(stream, count)
  if (forEach !== undefined && count !== undefined)
    throw refusal(stream, 'forEach', 'it conflicts with count. Use one of them.')
  return { ...(forEach !== undefined && { forEach }), ...(count !== undefined && { count }) }
}

function requireDependencies(stream: Construct, dependsOn: unknown): void {
  requireKind(stream, 'dependsOn', dependsOn, 'list')
  const members: readonly unknown[] = Array.isArray(dependsOn) ? dependsOn : []
  for (const [index, member] of members.entries()) {
    if (Construct.isConstruct(member) || (isJson(member) && typeof member['fqn'] === 'string')) continue
    throw refusal(stream, `dependsOn[${index}]`, `it must be a construct, not ${describeValue(member)}.`)
  }
}

function requireIterator(stream: Construct, forEach: unknown): void {
  if (isJson(forEach) && typeof forEach['_getForEachExpression'] === 'function') return
  const maker = isJson(forEach) ? 'TerraformIterator.fromMap(map)' : 'TerraformIterator.fromList(list)'
  throw refusal(stream, 'forEach', `it must be an iterator, not ${describeValue(forEach)}. Use ${maker}.`)
}

function requireCount(stream: Construct, count: unknown): void {
  if (TerraformCount.isTerraformCount(count)) return
  requireKind(stream, 'count', count, 'number')
  if (!isResolved(count) || (Number.isInteger(count) && Number(count) >= 0)) return
  throw refusal(stream, 'count', `${count} must be a whole number, 0 or more.`)
}

/** Converts `enabled` to the resource's status. Throws unless it is a boolean or a token. */
export function statusOf(stream: Construct, enabled: boolean | IResolvable): string {
  if (typeof enabled === 'boolean') return enabled ? 'enabled' : 'disabled'
  if (isResolved(enabled)) {
    throw refusal(stream, 'enabled', `it must be true, false or a token, not ${describeValue(enabled)}.`)
  }
  return Token.asString(Fn.conditional(enabled, 'enabled', 'disabled'))
}
