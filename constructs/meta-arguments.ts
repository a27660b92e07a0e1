import { Construct } from 'constructs'
import { Fn, type IResolvable, TerraformCount, Token } from './core'
import { addDependencies } from './dependencies'
import type { EventStreamProps } from './event-stream'
import { describeValue, requireKind } from './given'
import { isJson } from './json'
import { requireProvider } from './provider-of-stream'
import { refusal } from './refusal'
import { isResolved } from './tokens'

/** The arguments of a stream that are Terraform's own, and the status. Throws for values that are none. */
export function metaArgumentsOf(stream: Construct, props: EventStreamProps) {
  const { enabled, provider, dependsOn = [], lifecycle, forEach, count } = props
  if (provider !== undefined) requireProvider(stream, provider)
  requireDependencies(stream, dependsOn)
  if (lifecycle !== undefined) requireKind(stream, 'lifecycle', lifecycle, 'object')
  if (forEach !== undefined) requireIterator(stream, forEach)
  if (count !== undefined) requireCount(stream, count)
  if (forEach !== undefined && count !== undefined)
    throw refusal(stream, 'forEach', 'it conflicts with count. Use one of them.')
  const addressed = addDependencies(stream, dependsOn)
  return {
    ...(enabled !== undefined && { status: statusOf(stream, enabled) }),
    ...(provider !== undefined && { provider }),
    ...(addressed.length > 0 && { dependsOn: [...addressed] }),
    ...(lifecycle !== undefined && { lifecycle }),
    ...(forEach !== undefined && { forEach }),
    ...(count !== undefined && { count }),
  }
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

function statusOf(stream: Construct, enabled: boolean | IResolvable): string {
  if (typeof enabled === 'boolean') return enabled ? 'enabled' : 'disabled'
  if (isResolved(enabled)) {
    throw refusal(stream, 'enabled', `it must be true, false or a token, not ${describeValue(enabled)}.`)
  }
  return Token.asString(Fn.conditional(enabled, 'enabled', 'disabled'))
}
