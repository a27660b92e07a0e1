import { type Block, type Body, isUnknown, type Value } from '../../schema/dsl/index'
import type { Path } from './path'

/** The value of a body: its attributes and blocks by name. */
export type ObjectValue = { readonly [name: string]: Value }

/** One declared attribute. */
export type Attribute = Extract<Body[string], { kind: 'attr' }>

/** Whether the value is an object or a map. */
export function isObject(value: Value | undefined): value is ObjectValue {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}

/** The elements of a list or set; none when it is null, missing or unknown. */
export function elementsOf(value: Value | undefined): readonly Value[] {
  return Array.isArray(value) ? value : []
}

/** The values of nested blocks of one name, whatever their nesting; none when they are missing or unknown. */
export function blocksIn({ nesting }: Block, value: Value | undefined): readonly Value[] {
  if (nesting !== 'single') return elementsOf(value)
  return isObject(value) ? [value] : []
}

/** The value of these nested blocks. */
export function toBlocks({ nesting }: Block, blocks: readonly Value[]): Value {
  return nesting === 'single' ? (blocks[0] ?? null) : blocks
}

/** The path to one of the nested blocks at a path. */
export function blockPath({ nesting }: Block, path: Path, index: number): Path {
  if (nesting === 'single') return path
  return [...path, nesting === 'set' ? { element: index } : index]
}

/** The views of one value in a plan: what is planned so far, what was true before, what the user wrote. */
export interface Views<T> {
  readonly planned: T
  readonly prior: T | null
  readonly config: T | null
  /** Of a member: whether the object or block that it is in did not exist before. */
  readonly isNew?: boolean
}

/** Gives the planned value of one attribute. */
export type AttributeMap = (attribute: Attribute, views: Views<Value>, path: Path) => Value

/**
 * A copy of the planned object with every attribute, those in nested blocks included, replaced by what `map` gives. The views of
 * sets have to be aligned (`alignViews`).
 */
export function mapAttributes(body: Body, views: Views<ObjectValue>, map: AttributeMap, path: Path = []): ObjectValue {
  const mapped: { [name: string]: Value } = {}
  forEachMember(body, views, path, (name, member, seen, at) => {
    mapped[name] = member.kind === 'attr' ? map(member, seen, at) : mapBlock(member, seen, map, at)
  })
  return mapped
}

// Every call of every resource comes here several times, so that no pairs or copies are made on the way.
function forEachMember(
  body: Body,
  views: Views<ObjectValue>,
  path: Path,
  visit: (name: string, member: Attribute | Block, views: Views<Value>, path: Path) => void,
): void {
  for (const name of Object.keys(body)) {
    const member = body[name]
    if (member !== undefined) visit(name, member, viewsOf(views, name), [...path, name])
  }
}

/** The views of one member of an object. */
export function viewsOf(views: Views<ObjectValue>, name: string | number): Views<Value> {
  return {
    planned: views.planned[name] ?? null,
    prior: views.prior?.[name] ?? null,
    config: views.config?.[name] ?? null,
    isNew: views.prior === null,
  }
}

function mapBlock(block: Block, views: Views<Value>, map: AttributeMap, path: Path): Value {
  if (isUnknown(views.planned)) return views.planned
  const mapped = blocksIn(block, views.planned).map((planned, index) =>
    isObject(planned)
      ? mapAttributes(block.body, elementViews(block, planned, views, index), map, blockPath(block, path, index))
      : planned,
  )
  return toBlocks(block, mapped)
}

function elementViews(
  block: Block,
  planned: ObjectValue,
  { prior, config }: Views<Value>,
  index: number,
): Views<ObjectValue> {
  return {
    planned,
    prior: elementAt(block, prior, index),
    config: elementAt(block, config, index),
  }
}

// Of unknown blocks every member is unknown.
function elementAt(block: Block, blocks: Value, index: number): ObjectValue | null {
  if (isUnknown(blocks)) return Object.fromEntries(Object.keys(block.body).map((name) => [name, blocks]))
  const element = blocksIn(block, blocks)[index]
  return isObject(element) ? element : null
}

/** Calls `visit` for every attribute of the planned object, those in nested blocks included; views as in `mapAttributes`. */
export function forEachAttribute(
  body: Body,
  views: Views<ObjectValue>,
  visit: (attribute: Attribute, views: Views<Value>, path: Path) => void,
  path: Path = [],
): void {
  forEachMember(body, views, path, (_, member, seen, at) => {
    if (member.kind === 'attr') return visit(member, seen, at)
    blocksIn(member, seen.planned).forEach((planned, index) => {
      if (!isObject(planned)) return
      forEachAttribute(member.body, elementViews(member, planned, seen, index), visit, blockPath(member, at, index))
    })
  })
}
