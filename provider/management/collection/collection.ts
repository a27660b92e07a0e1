import type { ManagementError } from '../management-error'
import type { Part } from '../response'
import type { CallOptions } from './call-options'

/** The types of a kind of object: one object, the bodies that make and change it, and its list. */
export interface ObjectTypes {
  readonly item: NamedItem
  readonly create: { readonly name: string }
  readonly update: { readonly name?: string }
  readonly query: object
  readonly page: object
  readonly deleteOptions: CallOptions
}

/** What every object has that the Management API lists. */
export interface NamedItem {
  readonly id: string
  /** Unique among the objects of its kind in a tenant. */
  readonly name: string
  /** RFC 3339. */
  readonly created_at: string
}

/** An object in a list that this client cannot read, such as one of a kind that is younger than the client. */
export interface UnreadableItem {
  readonly id: string
  /** Absent when not even that can be read. */
  readonly name?: string
  readonly error: ManagementError
}

/** An object that a create made, or most likely made. */
export type Created<Item> = Item & {
  /** The response was lost, for this reason, and the object was found by its name and adopted. */
  adopted?: string
}

/** The calls of a collection. Each rejects with a `ManagementError`, or as `CallOptions.signal` says. */
export interface CollectionCalls<Types extends ObjectTypes> {
  /** One page. */
  list(query?: Types['query'], options?: CallOptions): Promise<Types['page']>
  /** All pages from the one that is asked for, each requested when it is needed. */
  pages(query?: Types['query'], options?: CallOptions): AsyncIterableIterator<Types['page']>
  /** One object; an unknown id is an `http` error of status 404. */
  get(id: string, options?: CallOptions): Promise<Types['item']>
  /** A new object; a name in use is an `http` error of status 409, whose `nameHolder` is the object that has it. */
  create(body: Types['create'], options?: CallOptions): Promise<Created<Types['item']>>
  /** The object after the change. */
  update(id: string, body: Types['update'], options?: CallOptions): Promise<Types['item']>
  delete(id: string, options?: Types['deleteOptions']): Promise<void>
}

/** What names a page of a list: a checkpoint, or its number. */
export type Cursor = string | number

/** How a list is asked for and read. */
export interface ListForm<Types extends ObjectTypes> {
  /** The query of a list that is read for many objects, or for the one with this name. `size`: objects per page, 1 to 100. */
  query(wanted: { readonly size: number; readonly name?: string }): Types['query']
  /** The parameters of the URL. */
  parameters(query: Types['query']): Readonly<Record<string, unknown>>
  /** Which page a query asks for. */
  cursorOf(query: Types['query']): Cursor | undefined
  /** The query that asks for that page. */
  at(query: Types['query'], cursor: Cursor): Types['query']
  /** Reads a page. `read` reads its objects. Throws `ShapeProblem`. */
  parse(whole: Part, read: (items: Part) => ReadItems<Types['item']>): Types['page']
  /** Which page follows; undefined after the last one. Throws `ShapeProblem`. */
  next(query: Types['query'], page: Types['page']): Cursor | undefined
  items(page: Types['page']): readonly Types['item'][]
  unreadable(page: Types['page']): readonly UnreadableItem[]
}

/** The objects of a page. */
export interface ReadItems<Item> {
  readonly items: Item[]
  /** Kept apart, so that one object that is too new does not hide all others. */
  readonly unreadable: UnreadableItem[]
}

/** How objects are told from each other by their names, which are unique in a tenant. */
export interface NameForm<Types extends ObjectTypes> {
  /** The longest name that Auth0 takes, in characters. */
  readonly longest: number
  /** The body that only renames. */
  renaming(name: string): Types['update']
  /**
   * How an object differs from what this body makes, in a word for `NameHolder.differs`; undefined when nothing that can be
   * seen differs.
   */
  mismatchOf(item: Types['item'], body: Types['create']): string | undefined
  /**
   * What of this body never comes back, so that an object that is adopted is sent it once more; undefined for nothing.
   */
  unseenOf(body: Types['create']): Types['update'] | undefined
}

/** Everything that the calls and the mechanisms around them need to know of a kind of object. */
export interface Collection<Types extends ObjectTypes> {
  /** What an object is called in messages: `custom domain`. */
  readonly noun: string
  /** Path of the list: `/api/v2/custom-domains`. */
  readonly path: string
  /** Reads an object. Throws `ShapeProblem`. */
  parse(part: Part): Types['item']
  /** Where its bodies hold secrets: `secrets.value`. */
  readonly secretPaths: readonly string[]
  readonly list: ListForm<Types>
  readonly names: NameForm<Types>
  /** The parameters of the URL of a delete; none when it is left out. */
  deleteParameters?(options: Types['deleteOptions']): Readonly<Record<string, unknown>>
  /** What is done around the calls of this kind alone, inside of everything else. */
  ownLayer?(calls: CollectionCalls<Types>): CollectionCalls<Types>
}
