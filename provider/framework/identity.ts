import { isUnknown, type Schema } from '../../schema/dsl/index'
import type { ObjectValue } from './object-value'

// Schemas are declared once and never change; every call needs that of the identity.
const known = new WeakMap<Schema, Schema>()

/** The schema of a resource's identities: a part of its attributes. Undefined when it declares none. */
export function identitySchema(schema: Schema): Schema | undefined {
  if (schema.identity === undefined) return undefined
  const identity = known.get(schema) ?? toIdentitySchema(schema, schema.identity)
  known.set(schema, identity)
  return identity
}

function toIdentitySchema(
  { type, doc, body }: Schema,
  { version, attributes }: NonNullable<Schema['identity']>,
): Schema {
  const members = Object.entries(body).filter(([name]) => attributes.includes(name))
  return { type, version, doc, body: Object.fromEntries(members), rules: [] }
}

/**
 * The identity of an object, read off its values. Undefined when the resource declares none, when there is no object, and until all of
 * it is known: Terraform may plan an unknown identity for a new object, but then fails to write the plan as JSON, with "value is not
 * known" (hashicorp/terraform 883c7221, internal/command/jsonplan/plan.go).
 */
export function identityOf(schema: Schema, values: ObjectValue | null): ObjectValue | undefined {
  const identity = identitySchema(schema)
  if (identity === undefined || values === null || missingFrom(identity, values).length > 0) return undefined
  return Object.fromEntries(Object.keys(identity.body).map((name) => [name, values[name] ?? null]))
}

/** The attributes of an identity that have no known value in an object. */
export function missingFrom({ body }: Schema, values: ObjectValue): readonly string[] {
  return Object.keys(body).filter((name) => (values[name] ?? null) === null || isUnknown(values[name]))
}
