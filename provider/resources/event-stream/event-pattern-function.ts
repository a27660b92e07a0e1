import { EVENT_TYPES, eventPattern } from '../../../schema/auth0/index'
import { suggest } from '../../../schema/dsl/index'
import { ArgumentError, type ProviderFunction } from '../../framework/index'
import { readPartnerEventSource } from './partner-event-source-function'

/** The longest pattern in characters. Source: AWS, Amazon EventBridge quotas, "Event pattern size". */
const LONGEST_PATTERN = 2048

/** `event_pattern(source, "user.created")`. */
export const eventPatternFunction: ProviderFunction = {
  declaration: eventPattern,
  call([source = '', ...types]) {
    readPartnerEventSource(source, 0)
    for (const [index, type] of types.entries()) refuseMisspelled(type, index + 1)
    const pattern = JSON.stringify({ source: [source], ...ofTypes([...new Set(types)]) })
    if (pattern.length <= LONGEST_PATTERN) return pattern
    throw new ArgumentError(
      types.length,
      `the pattern has ${pattern.length} characters with this event type, and EventBridge accepts up to ${LONGEST_PATTERN}; use several rules, or name no event types`,
    )
  },
}

// Auth0 does not document which of the two has the type.
function ofTypes(types: readonly string[]): object {
  return types.length === 0 ? {} : { $or: [{ 'detail-type': types }, { detail: { type: types } }] }
}

/** Auth0 adds event types regularly, so a name that may be one is accepted. */
function refuseMisspelled(type: string, index: number): void {
  if (/^[a-z][a-z_]*(\.[a-z][a-z_]*)+$/.test(type)) return
  const nearest = suggest(type, EVENT_TYPES)
  const hint =
    nearest === undefined ? 'an event type is written as "user.created"' : `did you mean ${JSON.stringify(nearest)}?`
  throw new ArgumentError(index, `${JSON.stringify(type)} is not an event type (${hint})`)
}
