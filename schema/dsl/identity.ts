import type { Attr } from './attribute'
import type { Name } from './body'

/** The attributes that together identify an object among all objects of its resource, for as long as it exists. */
export interface Identity {
  /**
   * Version of the stored identity; raised when its attributes change. A provider without identities accepts a state whose identities
   * have version 0 and no other.
   */
  readonly version: number
  /** Names of attributes of the body. An import by identity requires all of them. */
  readonly attributes: readonly string[]
}

/** An identity of this body. Its version is 0 by default. */
export interface IdentityOf<B> {
  readonly version?: number
  readonly attributes: readonly [IdentityName<B>, ...IdentityName<B>[]]
}

type IdentityName<B> = { [N in Name<B>]: B[N] extends Attr<unknown, infer S> ? Unchanging<S, N> : never }[Name<B>]

// Terraform shows an identity, and refuses one that changes together with the object. A value that there may not be identifies nothing.
type Unchanging<S, N> = S extends { readonly sensitive: true } | { readonly nullable: true }
  ? never
  : S extends
        | { readonly mode: 'computed'; readonly keep: true }
        | { readonly mode: 'required'; readonly replace: string }
    ? N
    : never
