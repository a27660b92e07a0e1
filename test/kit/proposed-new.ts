import { isUnknown, type Value } from '../../schema/dsl/index'
import { sameValue } from './core-checks'
import { asBlocks, blocksOf, type CoreBlock, type CoreNestedBlock, isObject, type ObjectValue } from './core-schema'

/**
 * The state that Terraform proposes to the provider: what is configured, and for computed attributes that are not configured
 * what the prior state says. Blocks of a list belong together by their place, blocks of a set by their content.
 * Source: hashicorp/terraform, internal/plans/objchange/objchange.go, ProposedNew.
 */
export function proposedNew(block: CoreBlock, prior: ObjectValue | null, config: ObjectValue): ObjectValue {
  const proposed: { [name: string]: Value } = {}
  for (const [name, { computed }] of Object.entries(block.attributes)) {
    const [configured, before] = [config[name] ?? null, prior?.[name] ?? null]
    proposed[name] = computed && configured === null ? before : configured
  }
  for (const [name, nested] of Object.entries(block.blocks)) {
    proposed[name] = proposedBlocks(nested, prior?.[name] ?? null, config[name] ?? asBlocks(nested, []))
  }
  return proposed
}

function proposedBlocks(nested: CoreNestedBlock, prior: Value, config: Value): Value {
  if (isUnknown(config)) return config
  const wanted = blocksOf(config)
  const before = nested.nesting === 'set' ? partners(nested.block, wanted, blocksOf(prior)) : blocksOf(prior)
  const proposed = wanted.map((configured, index) => {
    const element = before[index]
    return isObject(configured) && isObject(element) ? proposedNew(nested.block, element, configured) : configured
  })
  return asBlocks(nested, proposed)
}

/** For each configured element of a set the first prior one, not taken yet, that may have come from it. */
function partners(
  block: CoreBlock,
  wanted: readonly Value[],
  before: readonly Value[],
): readonly (Value | undefined)[] {
  const left = [...before]
  return wanted.map((configured) => {
    const index = left.findIndex(
      (element) => isObject(configured) && isObject(element) && mayComeFrom(block, element, configured),
    )
    return index < 0 ? undefined : left.splice(index, 1)[0]
  })
}

/** Whether the prior object is the configured one with nothing but computed values added. */
function mayComeFrom(block: CoreBlock, prior: ObjectValue, config: ObjectValue): boolean {
  const attributes = Object.entries(block.attributes).every(([name, { computed }]) => {
    const [before, configured] = [prior[name] ?? null, config[name] ?? null]
    return sameValue(before, configured) || (computed && configured === null)
  })
  return (
    attributes &&
    Object.entries(block.blocks).every(([name, nested]) =>
      blocksMayComeFrom(nested, prior[name] ?? null, config[name] ?? null),
    )
  )
}

function blocksMayComeFrom({ nesting, block }: CoreNestedBlock, prior: Value, config: Value): boolean {
  if (sameValue(prior, config)) return true
  // Elements of sets within sets cannot be told apart, so that the whole sets have to be the same.
  if (nesting === 'set' || isUnknown(prior) || isUnknown(config)) return false
  const [before, wanted] = [blocksOf(prior), blocksOf(config)]
  return (
    before.length === wanted.length &&
    before.every((element, index) => {
      const configured = wanted[index]
      return isObject(element) && isObject(configured) && mayComeFrom(block, element, configured)
    })
  )
}
