import type { CallOptions } from './call-options'
import type { Collection, CollectionCalls, ObjectTypes, UnreadableItem } from './collection'

/** An object of the list, be it readable or not. */
export type NamedObject<Item> = Item | UnreadableItem

/** The object that has this name, which is unique in a tenant; undefined when none has. Costs at most one list call per 100 objects. */
export async function findNameHolder<Types extends ObjectTypes>(
  calls: Pick<CollectionCalls<Types>, 'pages'>,
  { list: form }: Pick<Collection<Types>, 'list'>,
  name: string,
  options: CallOptions,
): Promise<NamedObject<Types['item']> | undefined> {
  for await (const page of calls.pages(form.query({ size: 100, name }), options)) {
    const holder = [...form.items(page), ...form.unreadable(page)].find((item) => item.name === name)
    if (holder !== undefined) return holder
  }
  return undefined
}

/**
 * How an object differs from one that this body made since `sinceMs` (Unix time of the tenant); undefined when it does not.
 * `form`: this client cannot read it; `age`: it was there before; the others are words of its kind.
 */
export function differenceOf<Types extends ObjectTypes>(
  { names }: Pick<Collection<Types>, 'names'>,
  found: NamedObject<Types['item']>,
  body: Types['create'],
  sinceMs: number,
): string | undefined {
  if ('error' in found) return 'form'
  return names.mismatchOf(found, body) ?? (Date.parse(found.created_at) >= sinceMs ? undefined : 'age')
}
