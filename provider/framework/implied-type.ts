import type { Body, Type } from '../../schema/dsl/index'

/** The object type that a body's values have: attributes by their types, blocks as lists of objects. */
export function impliedType(body: Body): readonly ['object', { readonly [name: string]: Type }] {
  const fields = Object.entries(body).map(([name, member]): [string, Type] => [
    name,
    member.kind === 'attr' ? member.type : ['list', impliedType(member.body)],
  ])
  return ['object', Object.fromEntries(fields)]
}
