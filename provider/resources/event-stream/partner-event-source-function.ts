import { parsePartnerEventSource } from '../../../schema/auth0/index'
import { ArgumentError, type ProviderFunction } from '../../framework/index'

interface PartnerEventSource {
  readonly tenant: string
  readonly source_id: string
  readonly suffix: string
}

const NAME =
  /^aws\.partner\/auth0\.com\/(?<tenant>[^/\s]+?)-(?<source_id>[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|[^-/\s]+)\/(?<suffix>[^/\s]+)$/i

/**
 * The parts of the name of a partner event source. Throws an `ArgumentError` for the argument of that index when it is none of Auth0.
 * Source: traffic recorded by the official provider; after the tenant's name comes a UUID.
 */
export function readPartnerEventSource(name: string, index: number): PartnerEventSource {
  const { tenant, source_id, suffix } = NAME.exec(name)?.groups ?? {}
  if (tenant === undefined || source_id === undefined || suffix === undefined)
    throw new ArgumentError(
      index,
      `${JSON.stringify(name)} is not the name of a partner event source of Auth0; use the aws_partner_event_source of an event stream, such as "aws.partner/auth0.com/example-0123abcd/auth0.events"`,
    )
  return { tenant, source_id, suffix }
}

/** `parse_partner_event_source(name)`. */
export const parsePartnerEventSourceFunction: ProviderFunction = {
  declaration: parsePartnerEventSource,
  call: ([name = '']) => ({ ...readPartnerEventSource(name, 0) }),
}
