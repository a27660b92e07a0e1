import type { AnySpec, Attr } from './attribute'

/** Attributes and blocks by name. */
export type Body = {
  // biome-ignore lint/suspicious/noExplicitAny: the wildcard of the schema language.
  readonly [name: string]: Attr<any, AnySpec> | Block
}

/** The names of a body. */
export type Name<B> = keyof B & string

/**
 * What must hold between the members of one body:
 * `variant`: the value of `by` decides which members go with it. A case lists what is needed; a nested list needs
 * exactly one of its members. `companions` may be there, too. What only other cases list must not be set.
 * `needs`: when the member is set, so is the other; with `beside`, only where that third one is set as well.
 * `conflict`: when the member is set, none of the others is.
 * `atLeastOne`: one of the members is set, or several are.
 */
export type Rule = Variant | Relation

interface Variant<By extends string = string, Value extends string = string, N extends string = string> {
  readonly rule: 'variant'
  readonly by: By
  readonly cases: { readonly [V in Value]: readonly (N | readonly N[])[] }
  readonly companions?: { readonly [V in Value]?: readonly N[] }
}

type Relation<N extends string = string> =
  | { readonly rule: 'needs'; readonly of: N; readonly needs: N; readonly beside?: N }
  | { readonly rule: 'conflict'; readonly of: N; readonly with: readonly N[] }
  | { readonly rule: 'atLeastOne'; readonly of: readonly [N, N, ...N[]] }

/**
 * A rule of this body. It names members of the body alone; a variant is chosen by a `choice`, and has a case for each of its
 * values.
 */
export type RuleOf<B> = VariantOf<B> | Relation<Name<B>>

type VariantOf<B> = {
  [N in Name<B>]: B[N] extends Attr<unknown, { readonly values: readonly (infer V extends string)[] }>
    ? Variant<N, V, Name<B>>
    : never
}[Name<B>]

/** How the blocks of one name are held: in order, by content, or one or none. */
export type Nesting = 'list' | 'set' | 'single'

interface BlockOf<N extends Nesting, B> {
  readonly kind: 'block'
  readonly nesting: N
  /** Markdown, shown in the docs and by editors. */
  readonly doc: string
  /** The fewest blocks that there must be; default 0. */
  readonly min?: number
  /** The most blocks that there may be; default any number. */
  readonly max?: number
  /** Why the object must be replaced when a block is added or removed; completes the sentence "it cannot …". */
  readonly replace?: string
  readonly body: B
  readonly rules: readonly Rule[]
  /**
   * The time of each operation when the block gives none, in Go's duration syntax. Such a block says how this provider works and is
   * no part of the object: a change of it alone calls no API.
   */
  readonly timeouts?: { readonly [operation: string]: string }
}

/** Nested blocks in order, each identified by its place. */
export type ListBlock<B> = BlockOf<'list', B>

/** Nested blocks without order, each identified by its content. */
export type SetBlock<B> = BlockOf<'set', B>

/** One nested block, or none unless it is required. */
export interface SingleBlock<B, R extends boolean = boolean> extends BlockOf<'single', B> {
  readonly '~required'?: R
}

/** Nested blocks of any nesting. */
// biome-ignore lint/suspicious/noExplicitAny: the wildcard of the schema language.
export type Block = ListBlock<any> | SetBlock<any> | SingleBlock<any>
