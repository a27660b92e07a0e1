import { action } from '../../../schema/auth0/index'
import type { ObjectValue } from '../../framework/index'

/**
 * A stored state in the form of this provider. The official provider writes all of it in the same form; its earlier releases lack
 * what came later, such as write-only secrets and modules.
 */
export function upgradeAction(stored: ObjectValue): ObjectValue {
  return Object.fromEntries(
    Object.entries(action.body).map(([name, member]) => {
      const nothing = member.kind === 'block' && member.nesting !== 'single' ? [] : null
      return [name, stored[name] ?? nothing]
    }),
  )
}
