import type {
  ImportResourceState_ImportedResource,
  ResourceIdentityData,
  ResourceIdentitySchema,
} from '../../provider/protocol/generated/tfplugin6'
import { decodeMsgpack, encodeMsgpack } from '../../provider/protocol/msgpack-value'
import { isUnknown, type Type } from '../../schema/dsl/index'
import { type Breach, sameValue } from './core-checks'
import { assertNone } from './core-diagnostic'
import { isObject, type ObjectValue } from './core-schema'

/**
 * The identities that Terraform 1.12 and OpenTofu 1.12 keep beside the states of one resource type, and what they demand of a
 * provider's: known in full once the object exists, and never another one. Source: hashicorp/terraform,
 * internal/terraform/node_resource_abstract_instance.go (`validateIdentityKnown`, `validateIdentity`); terraform-plugin-sdk,
 * helper/schema/grpc_provider.go ("Unexpected Identity Change", "Missing Resource Identity").
 */
export interface Identities {
  /** The identity that is stored with a state; undefined when there is none, as after an older Terraform. */
  of(state: ObjectValue | null): ObjectValue | undefined
  /** Stores an identity with a state. */
  keep(state: ObjectValue | null, identity: ObjectValue | undefined): void
  toMessage(identity: ObjectValue | undefined): ResourceIdentityData | undefined
  /** The identity of an object that exists. Throws a `ProviderFault` unless it is whole, and the same as before if there was one. */
  existing(message: ResourceIdentityData | undefined, before?: ObjectValue): ObjectValue | undefined
  /** The planned identity of an object that may not exist yet; what is there must be whole. */
  planned(message: ResourceIdentityData | undefined): ObjectValue | undefined
  /** A stored identity in the form of this provider; undefined when a part of it is missing. */
  upgraded(message: ResourceIdentityData | undefined): ObjectValue | undefined
  imported(resource: ImportResourceState_ImportedResource | undefined): ObjectValue | undefined
}

/** The identities of a resource type by its identity schema; without one, those of an older client: there are none. */
export function createIdentities(schema: ResourceIdentitySchema | undefined): Identities {
  if (schema === undefined) return NO_IDENTITIES
  const type = typeOf(schema)
  const stored = new WeakMap<ObjectValue, ObjectValue>()
  function decode(message: ResourceIdentityData | undefined): ObjectValue | undefined {
    const bytes = message?.identityData?.msgpack
    const value = bytes === undefined || bytes.length === 0 ? null : decodeMsgpack(type, bytes)
    return isObject(value) ? value : undefined
  }
  function checked(message: ResourceIdentityData | undefined, before?: ObjectValue): ObjectValue | undefined {
    const identity = decode(message)
    if (identity !== undefined) assertNone('Provider produced invalid identity', breaches(identity, before))
    return identity
  }
  function existing(message: ResourceIdentityData | undefined, before?: ObjectValue) {
    const identity = checked(message, before)
    if (identity === undefined) assertNone('Missing Resource Identity', [{ path: 'identity', problem: 'is missing' }])
    return identity
  }
  return {
    of: (state) => (state === null ? undefined : stored.get(state)),
    keep(state, identity) {
      if (state !== null && identity !== undefined) stored.set(state, identity)
    },
    toMessage: (identity) =>
      identity && { identityData: { msgpack: encodeMsgpack(type, identity), json: new Uint8Array() } },
    existing,
    planned: (message) => checked(message),
    upgraded: (message) => checked(message),
    imported: (resource) => existing(resource?.identity),
  }
}

const NO_IDENTITIES: Identities = {
  of: () => undefined,
  keep() {},
  toMessage: () => undefined,
  existing: () => undefined,
  planned: () => undefined,
  upgraded: () => undefined,
  imported: () => undefined,
}

/** Throws on what Terraform does not take for an identity schema (internal/configs/configschema/internal_validate.go). */
function typeOf({ identityAttributes }: ResourceIdentitySchema): Type {
  const fields = identityAttributes.map(({ name, type, requiredForImport, optionalForImport }) => {
    if (!/^[a-z][a-z0-9_]*$/.test(name)) throw new Error(`an identity attribute is named ${JSON.stringify(name)}`)
    if (requiredForImport === optionalForImport) throw new Error(`${name} has to be required or optional for import`)
    return [name, JSON.parse(new TextDecoder().decode(type)) as Type] as const
  })
  if (fields.length === 0) throw new Error('an identity has no attributes')
  return ['object', Object.fromEntries(fields)]
}

function breaches(identity: ObjectValue, before: ObjectValue | undefined): Breach[] {
  return Object.entries(identity).flatMap(([name, value]) => {
    const path = `identity.${name}`
    if (isUnknown(value)) return [{ path, problem: 'is unknown' }]
    if (value === null) return [{ path, problem: 'is null' }]
    return before === undefined || sameValue(value, before[name] ?? null) ? [] : [{ path, problem: 'has changed' }]
  })
}
