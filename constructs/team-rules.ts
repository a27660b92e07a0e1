import type { IConstruct } from 'constructs'
import { Annotations, type IAspect } from './core'
import { isEventStreamResource } from './event-stream-resource'
import { isResolved } from './judge'

/**
 * Refuses secrets that Terraform would keep in its state. What `addOverride` adds is not seen.
 *
 * @example
 * Aspects.of(app).add(new RequireWriteOnlySecrets())
 */
export class RequireWriteOnlySecrets implements IAspect {
  /** Judges one construct; called at synth. */
  visit(node: IConstruct): void {
    if (!isEventStreamResource(node)) return
    const authorization = node.webhookConfigurationInput?.webhookAuthorization
    for (const name of ['token', 'password', 'headerValue'] as const) {
      if (authorization?.[name] === undefined) continue
      Annotations.of(node).addError(
        `${name} would be kept in the Terraform state. Use ${name}Wo with ${name}WoVersion, or leave out storeInState.`,
      )
    }
  }
}

/**
 * Refuses webhook endpoints that are not on one of the hosts over HTTPS. An endpoint that only Terraform will know is
 * not judged, and what `addOverride` adds is not seen.
 *
 * @example
 * Aspects.of(app).add(new RequireHttpsHost('hooks.example.com', '*.internal.example.com'))
 */
export class RequireHttpsHost implements IAspect {
  private readonly hosts: readonly string[]

  /** A host, or `*.` and a domain for all hosts below it. */
  constructor(...hosts: readonly [string, ...string[]]) {
    this.hosts = hosts
  }

  /** Judges one construct; called at synth. */
  visit(node: IConstruct): void {
    if (!isEventStreamResource(node)) return
    const endpoint = node.webhookConfigurationInput?.webhookEndpoint
    if (endpoint === undefined || !isResolved(endpoint) || this.allows(endpoint)) return
    Annotations.of(node).addError(
      `the webhook endpoint must be an https:// URL on one of these hosts: ${this.hosts.join(', ')}.`,
    )
  }

  private allows(endpoint: string): boolean {
    if (!URL.canParse(endpoint)) return false
    const { protocol, hostname } = new URL(endpoint)
    const isBelow = (host: string) => host.startsWith('*.') && hostname.endsWith(host.slice(1).toLowerCase())
    return protocol === 'https:' && this.hosts.some((host) => hostname === host.toLowerCase() || isBelow(host))
  }
}
