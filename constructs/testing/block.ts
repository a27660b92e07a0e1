import { blocksOf, type Json } from '../json'

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

/** The text of an attribute. Throws when there is none. */
export function textIn({ json, place }: Block, name: string): string {
  const value = json[name]
  if (typeof value !== 'string') throw new Error(`${place} has no ${name}.`)
  return value
}
