import type { JsonSchema } from '../http/json-schema'
import { parseQuery } from '../http/query'
import { jsonResponse, noContent } from '../http/response'
import type { ApiCall, Route } from '../http/route'
import type { JsonObject } from '../json'
import { PAGE_QUERY, paginate } from './action-page'
import { testAction } from './action-test'
import { deployAction, deployVersion, viewOneVersion, viewVersions } from './action-versions'
import { deployedVersion, viewAction } from './action-view'
import { createAction, deleteAction, findAction, updateAction } from './actions'
import { type ActionsState, actionTime } from './actions-state'
import type { ExecutionState } from './execute'
import { moduleRoutes } from './module-routes'
import { viewTriggers } from './triggers'

const LIST_QUERY = {
  triggerId: { type: 'string', description: 'An actions extensibility point.' },
  actionName: { type: 'string', description: 'The name of the action to retrieve.' },
  deployed: { type: 'boolean', description: 'Optional filter to only retrieve actions that are deployed.' },
  installed: { type: 'boolean', description: 'Optional. When true, return only installed actions.' },
  ...PAGE_QUERY,
} as const satisfies Record<string, JsonSchema>

const DELETE_QUERY = {
  force: { type: 'boolean', description: 'Force action deletion detaching bindings' },
} as const satisfies Record<string, JsonSchema>

const ACTIONS = '/actions/actions'
const ACTION = `${ACTIONS}/:id`
const VERSIONS = `${ACTION}/versions`
const READ = { method: 'GET', scopes: ['read:actions'] } as const
/** Deploying and testing need the scope to create, as Auth0 documents it. */
const MAKE = { method: 'POST', scopes: ['create:actions'] } as const

/** The endpoints of `/actions`, as far as actions of event streams have use for them. */
export function actionRoutes(state: ActionsState & ExecutionState): Route[] {
  return [...listRoutes(state), ...oneActionRoutes(state), ...versionRoutes(state), ...moduleRoutes(state)]
}

function listRoutes(state: ActionsState): Route[] {
  return [
    { ...READ, path: ACTIONS, handle: ({ query }) => jsonResponse(200, listActions(state, query)) },
    { ...MAKE, path: ACTIONS, handle: ({ body }) => jsonResponse(201, createAction(state, body())) },
    { ...READ, path: '/actions/triggers', handle: () => jsonResponse(200, viewTriggers()) },
    {
      ...READ,
      path: '/actions/triggers/:id/bindings',
      handle: ({ query }) => jsonResponse(200, paginate('bindings', [], parseQuery(query, PAGE_QUERY, state.switches))),
    },
  ]
}

function oneActionRoutes(state: ActionsState & ExecutionState): Route[] {
  return [
    {
      ...READ,
      path: ACTION,
      handle: (call) => jsonResponse(200, viewAction(findAction(state, idOf(call)), actionTime(state))),
    },
    {
      method: 'PATCH',
      path: ACTION,
      scopes: ['update:actions'],
      handle: (call) => jsonResponse(200, updateAction(state, idOf(call), call.body())),
    },
    {
      method: 'DELETE',
      path: ACTION,
      scopes: ['delete:actions'],
      handle(call) {
        const { force } = parseQuery(call.query, DELETE_QUERY, state.switches)
        deleteAction(state, idOf(call), force === true)
        return noContent()
      },
    },
    { ...MAKE, path: `${ACTION}/deploy`, handle: (call) => jsonResponse(200, deployAction(state, idOf(call))) },
    {
      ...MAKE,
      path: `${ACTION}/test`,
      handle: async (call) => jsonResponse(200, await testAction(state, idOf(call), call.body())),
    },
  ]
}

function versionRoutes(state: ActionsState): Route[] {
  function versionOf({ params }: ApiCall) {
    return params['versionId'] ?? ''
  }
  return [
    {
      ...READ,
      path: VERSIONS,
      handle(call) {
        const page = parseQuery(call.query, PAGE_QUERY, state.switches)
        return jsonResponse(200, paginate('versions', viewVersions(state, idOf(call)), page))
      },
    },
    {
      ...READ,
      path: `${VERSIONS}/:versionId`,
      handle: (call) => jsonResponse(200, viewOneVersion(state, idOf(call), versionOf(call))),
    },
    {
      ...MAKE,
      path: `${VERSIONS}/:versionId/deploy`,
      handle: (call) => jsonResponse(200, deployVersion(state, idOf(call), versionOf(call), call.body())),
    },
  ]
}

/** No action here comes from an integration, so that the filter for installed ones finds none. */
function listActions(state: ActionsState, query: URLSearchParams): JsonObject {
  const time = actionTime(state)
  const { triggerId, actionName, deployed, installed, ...page } = parseQuery(query, LIST_QUERY, state.switches)
  const found = state.actions
    .all()
    .filter(({ content }) => triggerId === undefined || content.supported_triggers.some(({ id }) => id === triggerId))
    .filter(({ name }) => actionName === undefined || name === actionName)
    .filter((action) => deployed === undefined || (deployedVersion(action, time) !== undefined) === deployed)
    .filter(() => installed !== true)
  const views = found.map((action) => viewAction(action, time))
  return paginate('actions', views, page)
}

function idOf({ params }: ApiCall): string {
  return params['id'] ?? ''
}
