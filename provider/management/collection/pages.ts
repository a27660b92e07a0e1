import type { ManagementError } from '../management-error'
import type { CallOptions } from './call-options'
import type { Collection, CollectionCalls, Cursor, ObjectTypes } from './collection'

/** With 100 objects a page half a million, more than any tenant can have: a list that goes on is broken. */
const MOST_PAGES = 5_000

interface PagingTools {
  readonly options: CallOptions | undefined
  /** The error for a list that has no end. */
  readonly problem: (words: string) => ManagementError
}

/** All pages from the one that the query asks for, each requested when it is needed. Rejects when the list has no end. */
export async function* pagesOf<Types extends ObjectTypes>(
  list: CollectionCalls<Types>['list'],
  { noun, list: form }: Pick<Collection<Types>, 'noun' | 'list'>,
  query: Types['query'],
  { options, problem }: PagingTools,
): AsyncGenerator<Types['page'], undefined, undefined> {
  const seen = new Set<Cursor | undefined>([form.cursorOf(query)])
  let at = query
  for (;;) {
    const page = await list(at, options)
    yield page
    const next = form.next(at, page)
    if (next === undefined) return
    if (seen.has(next)) throw problem(`the list names the page ${JSON.stringify(next)} twice`)
    if (isEmpty(form, page)) throw problem(`a page without ${noun}s names a next one`)
    if (seen.size >= MOST_PAGES) throw problem(`the list has more than ${MOST_PAGES} pages`)
    seen.add(next)
    at = form.at(query, next)
  }
}

function isEmpty<Types extends ObjectTypes>(form: Collection<Types>['list'], page: Types['page']): boolean {
  return form.items(page).length === 0 && form.unreadable(page).length === 0
}
