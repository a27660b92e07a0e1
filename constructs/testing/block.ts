import { blocksOf, type Json } from '../json'

/** A block of the synthesized JSON. */
export interface Block {
  readonly json: Json
  /** Its path, for messages. */
  readonly place: string
}

/** A nested block. Throws if it is missing. */
export function blockIn({ json, place }: Block, name: string): Block {
  const [block] = blocksOf(json[name])
  if (block === undefined) throw new Error(`${place} has no ${name}.`)
  return { json: block, place: `${place}: ${name}` }
}

/** The string value of an attribute. Throws if it is missing. */
export function textIn({ json, place }: Block, name: string): string {
  const value = json[name]
  if (typeof value !== 'string') throw new Error(`${place} has no ${name}.`)
  return value
}
