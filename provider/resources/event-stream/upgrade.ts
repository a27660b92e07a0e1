import { eventStream } from '../../../schema/auth0/index'
import type { Body } from '../../../schema/dsl/index'
import { elementsOf, isObject, type ObjectValue } from '../../framework/index'

/**
 * A stored state in the form of this provider. The official provider writes unset strings as "" and unset numbers as 0
 * inside blocks, and times in Go's own format; here unset values are null and times are RFC 3339, as Auth0 sends them.
 */
export function upgradeEventStream(stored: ObjectValue): ObjectValue {
  const state = blanksToNull(eventStream.body, stored)
  return {
    ...state,
    created_at: toRfc3339(state['created_at'] ?? null),
    updated_at: toRfc3339(state['updated_at'] ?? null),
  }
}

function blanksToNull(body: Body, stored: ObjectValue): ObjectValue {
  // No argument of this provider may be an empty string, so one tells who wrote the block, and a zero then is unset.
  const isOfficial = Object.values(stored).includes('')
  return Object.fromEntries(
    Object.entries(body).map(([name, member]) => {
      const value = stored[name] ?? null
      if (member.kind === 'block')
        return [
          name,
          elementsOf(value).map((element) => (isObject(element) ? blanksToNull(member.body, element) : element)),
        ]
      return [name, value === '' || (isOfficial && value === 0) ? null : value]
    }),
  )
}

const GO_TIME = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,3})\d*)? \+0000 UTC$/

function toRfc3339(time: ObjectValue[string]): ObjectValue[string] {
  const match = typeof time === 'string' ? GO_TIME.exec(time) : null
  if (match === null) return time
  const [, day, clock, fraction = ''] = match
  return `${day}T${clock}.${fraction.padEnd(3, '0')}Z`
}
