import type { Attr } from './attribute'
import type { ListBlock, SetBlock, SingleBlock } from './body'
import type { Unknown } from './value'

// Three readings of one declaration: what the user wrote, what is planned, what is true.
type View = 'config' | 'plan' | 'state'
type Open<V extends View> = V extends 'state' ? never : Unknown
type Known<T, V extends View> = T extends readonly (infer E)[] ? readonly (Exclude<E, Unknown> | Open<V>)[] : T
type Seen<A, V extends View> =
  A extends SingleBlock<infer B, infer R>
    ? Read<B, V> | (R extends true ? never : null) | Open<V>
    : A extends ListBlock<infer B> | SetBlock<infer B>
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
                  : Known<T, V> | Open<V> | (S extends { nullable: true } ? null : never)
                : /* inherited, defaulted */ V extends 'config'
                  ? Known<T, V> | null | Unknown
                  : Known<T, V> | Open<V>
        : never
type Read<B, V extends View> = { readonly [K in keyof B]: Seen<B[K], V> }

interface Declared<B> {
  readonly body: B
}

/** The configuration of a schema or block: what the user wrote, write-only values included. */
export type ConfigOf<S> = S extends Declared<infer B> ? Read<B, 'config'> : never
/** The planned state: known values as they will be, the rest unknown; write-only values are null. */
export type PlanOf<S> = S extends Declared<infer B> ? Read<B, 'plan'> : never
/** The state: what is true, nothing unknown. */
export type StateOf<S> = S extends Declared<infer B> ? Read<B, 'state'> : never
