import { EVENT_TYPES, eventTypes } from '../../../schema/auth0/index'
import { suggest } from '../../../schema/dsl/index'
import { ArgumentError, type ProviderFunction } from '../../framework/index'

const FAMILIES = [...new Set(EVENT_TYPES.flatMap(familiesOf))]

/** `a.b.c` is of the families `a` and `a.b`. */
function familiesOf(type: string): readonly string[] {
  const words = type.split('.').slice(0, -1)
  return words.map((_, index) => words.slice(0, index + 1).join('.'))
}

/** `event_types("user")`. */
export const eventTypesFunction: ProviderFunction = {
  declaration: eventTypes,
  call(families) {
    families.forEach(refuseUnknown)
    return EVENT_TYPES.filter((type) => families.length === 0 || familiesOf(type).some((one) => families.includes(one)))
  },
}

function refuseUnknown(family: string, index: number): void {
  if (FAMILIES.includes(family)) return
  const nearest = suggest(family, FAMILIES)
  const hint =
    nearest === undefined ? `known families: ${FAMILIES.join(', ')}` : `did you mean ${JSON.stringify(nearest)}?`
  throw new ArgumentError(index, `no event type is known of the family ${JSON.stringify(family)} (${hint})`)
}
