import { isUnknown, type Value } from '../../schema/dsl/index'
import { blocksOf, type CoreBlock, isObject, type ObjectValue } from './core-schema'

/**
 * The state that Terraform proposes to the provider: what is configured, and for computed attributes that are not configured
 * what the prior state says. Blocks belong together by their place in the list.
 * Source: hashicorp/terraform, docs/resource-instance-change-lifecycle.md, "Proposed New State".
 */
export function proposedNew(block: CoreBlock, prior: ObjectValue | null, config: ObjectValue): ObjectValue {
  const proposed: { [name: string]: Value } = {}
  for (const [name, { computed }] of Object.entries(block.attributes)) {
    const [configured, before] = [config[name] ?? null, prior?.[name] ?? null]
    proposed[name] = computed && configured === null ? before : configured
  }
  for (const [name, nested] of Object.entries(block.blocks)) {
    proposed[name] = proposedBlocks(nested.block, prior?.[name] ?? null, config[name] ?? [])
  }
  return proposed
}

function proposedBlocks(block: CoreBlock, prior: Value, config: Value): Value {
  if (isUnknown(config)) return config
  const before = blocksOf(prior)
  return blocksOf(config).map((configured, index) => {
    const element = before[index]
    return isObject(configured) && isObject(element) ? proposedNew(block, element, configured) : configured
  })
}
