import type { Block, Body, Type } from '../../schema/dsl/index'

type ObjectType = readonly ['object', { readonly [name: string]: Type }]

// Bodies are declared once and never change; every call needs their types several times.
const known = new WeakMap<Body, ObjectType>()

/** The object type that a body's values have: attributes by their types, blocks as lists or sets of objects, or as an object. */
export function impliedType(body: Body): ObjectType {
  const type = known.get(body) ?? toObjectType(body)
  known.set(body, type)
  return type
}

/** The type that the value of an attribute or of nested blocks has. */
export function memberType(member: Body[string]): Type {
  return member.kind === 'attr' ? member.type : blockType(member)
}

function toObjectType(body: Body): ObjectType {
  return ['object', Object.fromEntries(Object.entries(body).map(([name, member]) => [name, memberType(member)]))]
}

function blockType({ nesting, body }: Block): Type {
  return nesting === 'single' ? impliedType(body) : [nesting, impliedType(body)]
}
