import { isJson, type Json } from './synthesized'

/** A block of what is synthesized. */
export interface Block {
  readonly json: Json
  /** Where it is, for messages. */
  readonly place: string
}

/** A block in a block. Throws when there is none. */
export function blockIn({ json, place }: Block, name: string): Block {
  const [block] = blocksOf(json[name])
  if (block === undefined) throw new Error(`${place} has no ${name}.`)
  return { json: block, place: `${place}: ${name}` }
}

/** The blocks that a value stands for: Terraform takes one block without a list, too. */
export const blocksOf = (value: unknown): readonly Json[] => (Array.isArray(value) ? value : [value]).filter(isJson)

/** The text of an attribute. Throws when there is none. */
export function textIn({ json, place }: Block, name: string): string {
  const value = json[name]
  if (typeof value !== 'string') throw new Error(`${place} has no ${name}.`)
  return value
}
