import type { Body, Name, Rule, RuleOf } from './body'
import type { Identity, IdentityOf } from './identity'

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
  /** What identifies an object of this resource; a data source and a provider block have none. */
  readonly identity?: Identity
  readonly body: B
  readonly rules: readonly Rule[]
}

/**
 * Declares a resource, a data source or a provider block. A rule that names no member of the body does not compile, nor does a variant
 * without a case for each value, nor an identity whose attributes are secret or can change.
 */
export function schema<const B extends Body>(declared: {
  readonly type: string
  readonly version?: number
  readonly doc: string
  readonly uniqueBy?: NoInfer<Name<B>>
  readonly identity?: IdentityOf<NoInfer<B>>
  readonly body: B
  readonly rules?: readonly RuleOf<NoInfer<B>>[]
}): Schema<B> {
  const { identity, ...rest } = declared
  return {
    version: 0,
    ...rest,
    ...(identity && { identity: { version: 0, ...identity } }),
    rules: declared.rules ?? [],
  }
}
