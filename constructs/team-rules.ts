import type { IConstruct } from 'constructs'
import { argumentsOf, isAuth0Resource } from './auth0-resource'
import { Annotations, Aspects, type IAspect, TerraformStack } from './core'
import { describeValue } from './given'
import { blocksOf, type Json } from './json'
import { isResolved } from './tokens'

/**
 * A rule for every event stream and every Action below the construct that it is added to. It also sees overrides.
 */
abstract class TeamRule implements IAspect {
  constructor() {
    inheritInAllStacks()
  }

  /** The errors in the arguments of a resource. */
  protected abstract faultsIn(resource: Json): readonly string[]

  /** Validates one construct. Called at synth, which fails on an error. */
  visit(node: IConstruct): void {
    if (!isAuth0Resource(node)) return
    const reported = new Set(node.node.metadata.map(({ data }) => data))
    const faults = this.faultsIn(argumentsOf(node)).filter((fault) => !reported.has(fault))
    for (const fault of faults) Annotations.of(node).addError(fault)
  }
}

const inheriting = new WeakSet<TerraformStack>()

/**
 * Applies the rules of an app, and of other scopes above a stack, to the stack. The frameworks invoke only the aspects of a stack and
 * of its children.
 */
export function inheritTeamRules(stack: TerraformStack): void {
  if (inheriting.has(stack)) return
  inheriting.add(stack)
  let rules: readonly TeamRule[] = []
  function visit(node: IConstruct) {
    // The stack is visited before its children.
    if (node === stack) rules = rulesAbove(stack)
    for (const rule of rules) rule.visit(node)
  }
  Aspects.of(stack).add({ visit })
}

let isInheritedInAll = false

/**
 * Does so for every stack that an app synthesizes. For a stack without constructs of this package, such as one of classes that were
 * generated for the official provider, the framework's first step is the only hook.
 */
function inheritInAllStacks(): void {
  if (isInheritedInAll) return
  isInheritedInAll = true
  const { prepareStack } = TerraformStack.prototype
  TerraformStack.prototype.prepareStack = function (this: TerraformStack) {
    inheritTeamRules(this)
    prepareStack.call(this)
  }
}

function rulesAbove(stack: TerraformStack): readonly TeamRule[] {
  return stack.node.scopes
    .filter((scope) => scope !== stack)
    .flatMap((scope) => Aspects.of(scope).all)
    .filter((aspect) => aspect instanceof TeamRule)
}

/** The arguments with stored secrets, and their names in the constructs. */
const STORED_SECRETS = { token: 'token', password: 'password', header_value: 'headerValue' } as const

function webhooksOf(stream: Json): readonly Json[] {
  return blocksOf(stream['webhook_configuration'])
}

/**
 * Refuses secrets that Terraform would store in its state.
 *
 * @example
 * Aspects.of(app).add(new RequireWriteOnlySecrets())
 */
export class RequireWriteOnlySecrets extends TeamRule {
  protected override faultsIn(resource: Json): readonly string[] {
    const authorizations = webhooksOf(resource).flatMap((webhook) => blocksOf(webhook['webhook_authorization']))
    const ofWebhook = Object.entries(STORED_SECRETS)
      .filter(([argument]) => authorizations.some((authorization) => isGiven(authorization[argument])))
      .map(([, name]) => name)
    // Only an Action has this block.
    const ofAction = blocksOf(resource['secrets']).length > 0 ? ['secrets'] : []
    return [...ofWebhook, ...ofAction].map(
      (name) =>
        `${name} would be kept in the Terraform state. Use ${name}Wo with ${name}WoVersion, or leave out storeInState.`,
    )
  }
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null
}

const AS_A_HOST = 'as a string such as "hooks.example.com" or "*.example.com", without a scheme, a port or a path'

function isHost(host: unknown): boolean {
  if (typeof host !== 'string' || /[/?#@\\\s]/.test(host)) return false
  const bare = host.replace(/^\*\./, '')
  return !bare.includes('*') && URL.canParse(`https://${bare}`) && !/:\d*$/.test(bare)
}

/** The known part of an endpoint: all of it, or the part before a token if that contains the whole host; otherwise undefined. */
function knownPart(endpoint: string): string | undefined {
  if (isResolved(endpoint)) return endpoint
  return /^(?:https:\/\/[^/?#\\$%]+[/?#\\]|(?!https:\/\/)[a-z][a-z\d+.-]*:\/\/)/i.exec(endpoint)?.[0]
}

/**
 * Refuses webhook endpoints that are not on one of the hosts over HTTPS. Hosts that are unknown at synth are not
 * validated.
 *
 * @example
 * Aspects.of(app).add(new RequireHttpsHost('hooks.example.com', '*.internal.example.com'))
 */
export class RequireHttpsHost extends TeamRule {
  private readonly hosts: readonly string[]

  /** Takes host names, or `*.` and a domain for all of its subdomains. Throws if there is none, or for an invalid one, such as a URL. */
  constructor(...hosts: readonly [string, ...string[]]) {
    super()
    if (hosts.length === 0) throw new Error(`RequireHttpsHost needs at least one host, ${AS_A_HOST}.`)
    for (const host of hosts.filter((given) => !isHost(given))) {
      throw new Error(`RequireHttpsHost: ${describeValue(host)} is not a host name. Give each ${AS_A_HOST}.`)
    }
    this.hosts = hosts
  }

  protected override faultsIn(stream: Json): readonly string[] {
    return webhooksOf(stream)
      .map(({ webhook_endpoint: endpoint }) => endpoint)
      .filter((endpoint) => isGiven(endpoint) && !this.allows(knownPart(String(endpoint))))
      .map(() => `the webhook endpoint must be an https:// URL on one of these hosts: ${this.hosts.join(', ')}.`)
  }

  private allows(endpoint: string | undefined): boolean {
    if (endpoint === undefined) return true
    if (!URL.canParse(endpoint)) return false
    const { protocol, hostname } = new URL(endpoint)
    function isBelow(host: string) {
      return host.startsWith('*.') && hostname.endsWith(host.slice(1).toLowerCase())
    }
    return protocol === 'https:' && this.hosts.some((host) => hostname === host.toLowerCase() || isBelow(host))
  }
}
