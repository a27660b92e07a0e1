import type { Schema } from '../../schema/dsl/index'
import type { ObjectValue } from './object-value'

/**
 * What a new object takes over from the one that it replaces: inherited values that the configuration leaves out, such as a status that
 * somebody set outside Terraform. The API would give the new object its initial values.
 *
 * Terraform plans a replacement twice, the second time without the prior state but with the private data that the first call
 * gave. What that call gives is stored in the plan, and is handed to the destruction of the old object. The creation of the new
 * one gets it only from a client that stores planned private data (Terraform 1.16); with another one, the process remembers what
 * the destruction carried.
 * Source: hashicorp/terraform, internal/terraform/node_resource_abstract_instance.go; OpenTofu does the same.
 */
export interface Handover {
  readonly values: { readonly [name: string]: string }
  /** What only this object is called by, and what the new one will be called by when that is known. */
  readonly from: string
  readonly to?: string
}

/** What a new object would take over; undefined when the API gives a new one the same values. */
export function handoverOf(schema: Schema, prior: ObjectValue, config: ObjectValue): Handover | undefined {
  const from = nameOf(schema, prior)
  const values = Object.entries(schema.body).flatMap(([name, member]) => {
    const value = prior[name]
    const isLeftOut = member.kind === 'attr' && member.spec.initial !== undefined && (config[name] ?? null) === null
    return isLeftOut && typeof value === 'string' && value !== member.spec.initial ? [[name, value] as const] : []
  })
  return from === undefined || values.length === 0 ? undefined : { values: Object.fromEntries(values), from }
}

/** The value that identifies an object among those of its schema; undefined while it is unknown. */
export function nameOf({ uniqueBy }: Schema, values: ObjectValue): string | undefined {
  const name = uniqueBy === undefined ? undefined : values[uniqueBy]
  return typeof name === 'string' ? name : undefined
}

/**
 * Whether the creation of the new object is sure to get the handover. Where only the process remembers, the old object must
 * be destroyed first. A new object of the same name is created after that, or not at all.
 */
export function isSureToArrive({ from, to }: Handover, client: { readonly storesPlannedPrivate: boolean }): boolean {
  return client.storesPlannedPrivate || from === to
}

/** The handover as private data of a plan. */
export function toPrivate(handover: Handover): Uint8Array {
  return new TextEncoder().encode(JSON.stringify({ handover }))
}

/** The handover in the private data of a plan; undefined when there is none, or when another provider wrote the data. */
export function fromPrivate(data: Uint8Array | undefined): Handover | undefined {
  if (data === undefined || data.length === 0) return undefined
  try {
    return (JSON.parse(new TextDecoder().decode(data)) as { handover?: Handover }).handover
  } catch {
    return undefined
  }
}

/** What the destructions of this process have handed on, until the new object is created. */
export interface HandoverMemory {
  remember(schema: Schema, handover: Handover | undefined): void
  /** What is handed on to the object of that name. */
  recall(schema: Schema, values: ObjectValue): Handover | undefined
  forget(schema: Schema, values: ObjectValue): void
}

/** A memory that holds nothing yet. */
export function createHandoverMemory(): HandoverMemory {
  const known = new Map<string, Handover>()
  function keyOf({ type }: Schema, name: string | undefined): string {
    return JSON.stringify([type, name ?? null])
  }
  return {
    remember(schema, handover) {
      if (handover?.to !== undefined) known.set(keyOf(schema, handover.to), handover)
    },
    recall: (schema, values) => known.get(keyOf(schema, nameOf(schema, values))),
    forget: (schema, values) => void known.delete(keyOf(schema, nameOf(schema, values))),
  }
}
