import { parseQuery } from '../query'
import { jsonResponse, noContent } from '../response'
import type { ApiCall, Route } from '../route'
import { actionTime, type TenantState } from '../state'
import { deployedVersion, viewAction } from './action-view'
import { createAction, deleteAction, deployAction, findAction, updateAction } from './actions'

const LIST_QUERY = {
  triggerId: { type: 'string', description: 'An actions extensibility point' },
  actionName: { type: 'string', description: 'The name of the action to retrieve' },
  deployed: { type: 'boolean', description: 'Optional filter to only retrieve actions that are deployed' },
  installed: { type: 'boolean' },
  page: { type: 'integer', minimum: 0, description: 'Use this field to request a specific page of the list results' },
  per_page: { type: 'integer', minimum: 1, maximum: 100, description: 'The maximum number of results to be returned' },
} as const

const DEFAULT_PER_PAGE = 20

/** The endpoints of `/actions/actions`. Deploying needs the scope to create, as Auth0 documents it. */
export function actionRoutes(state: TenantState): Route[] {
  return [
    {
      method: 'GET',
      path: '/actions/actions',
      scopes: ['read:actions'],
      handle: ({ query }) => jsonResponse(200, listActions(state, query)),
    },
    {
      method: 'POST',
      path: '/actions/actions',
      scopes: ['create:actions'],
      handle: ({ body }) => jsonResponse(201, createAction(state, body())),
    },
    {
      method: 'GET',
      path: '/actions/actions/:id',
      scopes: ['read:actions'],
      handle: (call) => jsonResponse(200, viewAction(findAction(state, readId(call)), actionTime(state))),
    },
    {
      method: 'PATCH',
      path: '/actions/actions/:id',
      scopes: ['update:actions'],
      handle: (call) => jsonResponse(200, updateAction(state, readId(call), call.body())),
    },
    {
      method: 'DELETE',
      path: '/actions/actions/:id',
      scopes: ['delete:actions'],
      handle(call) {
        deleteAction(state, readId(call), call.query.get('force') === 'true')
        return noContent()
      },
    },
    {
      method: 'POST',
      path: '/actions/actions/:id/deploy',
      scopes: ['create:actions'],
      handle: (call) => jsonResponse(200, deployAction(state, readId(call))),
    },
  ]
}

function listActions(state: TenantState, query: URLSearchParams) {
  const time = actionTime(state)
  const {
    triggerId,
    actionName,
    deployed,
    page = 0,
    per_page = DEFAULT_PER_PAGE,
  } = parseQuery(query, LIST_QUERY, state.modes)
  const found = state.actions
    .all()
    .filter(({ content }) => triggerId === undefined || content.supported_triggers.some(({ id }) => id === triggerId))
    .filter(({ name }) => actionName === undefined || name === actionName)
    .filter((action) => deployed === undefined || (deployedVersion(action, time) !== undefined) === deployed)
  const start = Number(page) * Number(per_page)
  const actions = found.slice(start, start + Number(per_page)).map((action) => viewAction(action, time))
  return { actions, total: found.length, page, per_page }
}

function readId({ params }: ApiCall): string {
  return params['id'] ?? ''
}
