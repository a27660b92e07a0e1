import type { Attr } from './attribute'
import type { Body, ListBlock, RuleOf, SetBlock, SingleBlock } from './body'

interface Declared<B> {
  /** Markdown, shown in the docs and by editors. */
  readonly doc: string
  /** Why the object must be replaced when a block is added or removed; completes the sentence "it cannot …". */
  readonly replace?: string
  readonly body: B
  readonly rules?: readonly RuleOf<NoInfer<B>>[]
}

interface Counted {
  /** The fewest blocks that there must be; default 0. */
  readonly min?: number
  /** The most blocks that there may be; default any number. */
  readonly max?: number
}

/** Declares nested blocks in order. */
export function listBlock<const B extends Body>(declared: Declared<B> & Counted): ListBlock<B> {
  return {
    kind: 'block',
    nesting: 'list',
    ...declared,
    rules: declared.rules ?? [],
  }
}

// Sources: hashicorp/terraform, internal/configs/configschema/internal_validate.go; internal/plans/objchange/plan_valid.go, which
// finds the configured element of a set by its content and so takes another way to write it for another element.
interface NotInASet {
  readonly kind: 'Within a set of blocks, at any depth, nothing can be write-only, equivalent or replace the object; replace belongs to the block'
}
type Storable<B> = {
  readonly [K in keyof B]: B[K] extends Attr<unknown, infer S>
    ? S extends { readonly writeOnly: true } | { readonly equivalent: unknown } | { readonly replace: string }
      ? NotInASet
      : unknown
    : B[K] extends { readonly kind: 'block'; readonly body: infer I }
      ? { readonly body: Storable<I> }
      : unknown
}

/**
 * Declares nested blocks without order. A block is identified by its content: one whose configured values change is
 * another block, and gets new computed values. `replace` of the block so covers every change of its values.
 */
export function setBlock<const B extends Body>(
  declared: Declared<B> & Counted & { readonly body: Storable<NoInfer<B>> },
): SetBlock<B> {
  return { kind: 'block', nesting: 'set', ...(declared as Declared<B>), rules: declared.rules ?? [] }
}

/** Declares one nested block, which may be left out unless it is `required`. */
export function singleBlock<const B extends Body, const R extends boolean = false>({
  required,
  ...declared
}: Declared<B> & { readonly required?: R }): SingleBlock<B, R> {
  return {
    kind: 'block',
    nesting: 'single',
    // Terraform wants both bounds of such a block to be the same.
    ...(required && { min: 1, max: 1 }),
    ...declared,
    rules: declared.rules ?? [],
  }
}
