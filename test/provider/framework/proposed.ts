import { elementsOf, isObject, type ObjectValue } from '../../../provider/framework/index'
import { type Body, flagsOf, isUnknown, type Value } from '../../../schema/dsl/index'

/**
 * What Terraform proposes: the configuration, with the prior values of what it leaves to the provider. Source:
 * hashicorp/terraform, docs/resource-instance-change-lifecycle.md, "proposed new state".
 */
export const proposed = (body: Body, prior: ObjectValue | null, configured: ObjectValue): ObjectValue =>
  prior === null ? configured : merged(body, prior, configured)

function merged(body: Body, prior: ObjectValue, configured: ObjectValue): ObjectValue {
  return Object.fromEntries(
    Object.entries(body).map(([name, member]): [string, Value] => {
      const [before, written] = [prior[name] ?? null, configured[name] ?? null]
      if (member.kind === 'attr') return [name, written === null && flagsOf(member.spec).computed ? before : written]
      if (isUnknown(written)) return [name, written]
      const blocks = elementsOf(written).map((block, index) => {
        const old = elementsOf(before)[index]
        return isObject(block) && isObject(old) ? merged(member.body, old, block) : block
      })
      return [name, blocks]
    }),
  )
}
