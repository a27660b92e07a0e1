import { type Body, flagsOf, type Type } from '../../../schema/dsl/index'

/** One attribute or block, as the tables of the official provider describe it. */
export interface Row {
  readonly path: string
  readonly type: Type | 'block'
  readonly mode: 'required' | 'optional' | 'computed' | 'optional+computed'
  readonly sensitive?: true
  readonly writeOnly?: true
  readonly min?: number
  readonly max?: number
}

/** The rows of a declared body, nested blocks after their own row, sorted by path. */
export function rowsOf(body: Body): readonly Row[] {
  return sorted(rowsBelow(body, ''))
}

/** The same order for rows that a person wrote. */
export function sorted(rows: readonly Row[]): readonly Row[] {
  return [...rows].sort((a, b) => (a.path < b.path ? -1 : 1))
}

function rowsBelow(body: Body, prefix: string): readonly Row[] {
  return Object.entries(body).flatMap(([name, member]): readonly Row[] => {
    const path = prefix + name
    if (member.kind === 'attr') return [attributeRow(path, member)]
    const { min, max } = member
    const block: Row = {
      path,
      type: 'block',
      mode: (min ?? 0) > 0 ? 'required' : 'optional',
      ...(min !== undefined && { min }),
      ...(max !== undefined && { max }),
    }
    return [block, ...rowsBelow(member.body, `${path}.`)]
  })
}

function attributeRow(path: string, { type, spec }: Extract<Body[string], { kind: 'attr' }>): Row {
  const { required, computed, optional } = flagsOf(spec)
  return {
    path,
    type,
    mode: required ? 'required' : optional && computed ? 'optional+computed' : optional ? 'optional' : 'computed',
    ...(spec.sensitive && { sensitive: true }),
    ...(spec.writeOnly && { writeOnly: true }),
  }
}
