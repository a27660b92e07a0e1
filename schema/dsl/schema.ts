import type { AnySpec, Attr } from './attribute'
import type { Unknown } from './value'

/**
 * A nested list block. `replace` says why the object must be replaced when the block appears or disappears ("it cannot …").
 */
export interface ListBlock<B> {
  readonly kind: 'block'
  readonly doc: string
  readonly min?: number
  readonly max?: number
  readonly replace?: string
  readonly body: B
  readonly rules: readonly Rule[]
}

/** Attributes and blocks by name. */
export type Body = {
  // biome-ignore lint/suspicious/noExplicitAny: the wildcard of the schema language.
  readonly [name: string]: Attr<any, AnySpec> | ListBlock<any>
}

type Name<B> = keyof B & string

/**
 * What must hold between the members of one body:
 * `variant`: the value of `by` decides which members go with it. A case lists what is needed; a nested list needs
 * exactly one of its members. `companions` may be there, too. Whatever only other cases list is out of place.
 * `needs`: when the member is set, so is the other; with `beside`, only where that third one is set as well.
 * `conflict`: when the member is set, none of the others is.
 */
export type Rule<N extends string = string> =
  | {
      readonly rule: 'variant'
      readonly by: N
      readonly cases: { readonly [value: string]: readonly (N | readonly N[])[] }
      readonly companions?: { readonly [value: string]: readonly N[] }
    }
  | { readonly rule: 'needs'; readonly of: N; readonly needs: N; readonly beside?: N }
  | { readonly rule: 'conflict'; readonly of: N; readonly with: readonly N[] }

/** Declares a nested list block. */
export const listBlock = <const B extends Body>(declared: {
  readonly doc: string
  readonly min?: number
  readonly max?: number
  readonly replace?: string
  readonly body: B
  readonly rules?: readonly Rule<NoInfer<Name<B>>>[]
}): ListBlock<B> => ({ kind: 'block', ...declared, rules: declared.rules ?? [] })

/** A declared resource, data source or provider block. */
export interface Schema<B = Body> {
  /** The Terraform type name, such as `auth0_event_stream`; for a provider block its local name. */
  readonly type: string
  /** Version of the stored state; raised when old states need a conversion. */
  readonly version: number
  /** Markdown. */
  readonly doc: string
  /** The required attribute whose value no two objects share. */
  readonly uniqueBy?: string
  readonly body: B
  readonly rules: readonly Rule[]
}

/** Declares a resource, a data source or a provider block. A rule that names no member of the body does not compile. */
export const schema = <const B extends Body>(declared: {
  readonly type: string
  readonly version?: number
  readonly doc: string
  readonly uniqueBy?: NoInfer<Name<B>>
  readonly body: B
  readonly rules?: readonly Rule<NoInfer<Name<B>>>[]
}): Schema<B> => ({ version: 0, ...declared, rules: declared.rules ?? [] })

// Three readings of one declaration: what the user wrote, what is planned, what is true.
type View = 'config' | 'plan' | 'state'
type Open<V extends View> = V extends 'state' ? never : Unknown
type Known<T, V extends View> = T extends readonly (infer E)[] ? readonly (Exclude<E, Unknown> | Open<V>)[] : T
type Seen<A, V extends View> =
  A extends ListBlock<infer B>
    ? readonly Read<B, V>[] | Open<V>
    : A extends Attr<infer T, infer S>
      ? S extends { writeOnly: true }
        ? V extends 'config'
          ? T | null | Unknown
          : null
        : S extends { mode: 'required' }
          ? Known<T, V> | Open<V>
          : S extends { mode: 'optional' }
            ? Known<T, V> | null | Open<V>
            : S extends { mode: 'computed' }
              ? V extends 'config'
                ? null
                : Known<T, V> | Open<V>
              : /* inherited, defaulted */ V extends 'config'
                ? Known<T, V> | null | Unknown
                : Known<T, V> | Open<V>
      : never
type Read<B, V extends View> = { readonly [K in keyof B]: Seen<B[K], V> }

/** The configuration of a schema or block: what the user wrote, write-only values included. */
export type ConfigOf<S> = S extends Schema<infer B> | ListBlock<infer B> ? Read<B, 'config'> : never
/** The planned state: known values as they will be, the rest unknown; write-only values are null. */
export type PlanOf<S> = S extends Schema<infer B> | ListBlock<infer B> ? Read<B, 'plan'> : never
/** The state: what is true, nothing unknown. */
export type StateOf<S> = S extends Schema<infer B> | ListBlock<infer B> ? Read<B, 'state'> : never
