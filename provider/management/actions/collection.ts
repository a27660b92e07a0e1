import type { Collection } from '../collection/collection'
import { elements, fields, number, type Part, problem, text } from '../response'
import type { Action, ActionVersion } from './action'
import type { ActionTypes } from './actions'
import { mismatchOf, unseenOf } from './match-action'

/** Objects per page when a query does not say. Source: Auth0's API reference, `per_page` of `GET /actions/actions`. */
const DEFAULT_PAGE_SIZE = 20

/** Actions: their list is read by page numbers, and can be searched by name. */
export const actionCollection: Collection<ActionTypes> = {
  noun: 'Action',
  path: '/api/v2/actions/actions',
  parse: parseAction,
  secretPaths: ['secrets.value'],
  list: {
    query: ({ size, name }) => ({ per_page: size, ...(name !== undefined && { actionName: name }) }),
    parameters: ({ triggerId, actionName, deployed, page, per_page }) => ({
      triggerId,
      actionName,
      deployed,
      page,
      per_page,
    }),
    cursorOf: ({ page }) => page ?? 0,
    at: (query, page) => ({ ...query, page: Number(page) }),
    parse(whole, read) {
      const field = fields(whole)
      const { items, unreadable } = read(field('actions'))
      const total = field('total')
      // Recorded: a page without Actions has no total.
      const isLeftOut = total.value === undefined && items.length + unreadable.length === 0
      return { actions: items, unreadable, total: isLeftOut ? 0 : number(total) }
    },
    next({ page = 0, per_page = DEFAULT_PAGE_SIZE }, { actions, unreadable, total }) {
      const isLast = actions.length + unreadable.length === 0 || (page + 1) * per_page >= total
      return isLast ? undefined : page + 1
    },
    items: ({ actions }) => actions,
    unreadable: ({ unreadable }) => unreadable,
  },
  names: {
    // Auth0 publishes no limit; this is the shortest of those of its other objects.
    longest: 128,
    renaming: (name) => ({ name }),
    mismatchOf,
    unseenOf,
  },
  deleteParameters: ({ force }) => ({ force }),
}

/** Checks what every Action has; the rest is handed on as it is. Throws `ShapeProblem`. */
function parseAction(part: Part): Action {
  const field = fields(part)
  for (const name of ['id', 'name', 'created_at', 'updated_at']) text(field(name))
  for (const trigger of elements(field('supported_triggers'))) text(fields(trigger)('id'))
  const deployed = field('deployed_version')
  if (deployed.value !== undefined && deployed.value !== null) parseVersion(deployed)
  return part.value as Action
}

/** Checks what every version of an Action has. Throws `ShapeProblem`. */
export function parseVersion(part: Part): ActionVersion {
  const field = fields(part)
  text(field('id'))
  number(field('number'))
  if (typeof field('deployed').value !== 'boolean') throw problem(field('deployed'), 'expected true or false')
  return part.value as ActionVersion
}
