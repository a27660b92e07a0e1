import { parseQuery } from '../http/query'
import { jsonResponse, noContent } from '../http/response'
import type { ApiCall, Route } from '../http/route'
import type { JsonObject } from '../json'
import { PAGE_QUERY, paginate } from './action-page'
import type { ActionsState } from './actions-state'
import {
  createModule,
  deleteModule,
  listModuleActions,
  listModules,
  listModuleVersions,
  publishModule,
  readModule,
  readModuleVersion,
  rollBackModule,
  updateModule,
} from './modules'

const MODULES = '/actions/modules'
const MODULE = `${MODULES}/:id`
const VERSIONS = `${MODULE}/versions`
const READ = { method: 'GET', scopes: ['read:actions'] } as const
const MAKE = { method: 'POST', scopes: ['create:actions'] } as const
const CHANGE = { method: 'PATCH', scopes: ['update:actions'] } as const

/** The endpoints of `/actions/modules`: code that Actions share. */
export function moduleRoutes(state: ActionsState): Route[] {
  return [...listRoutes(state), ...oneModuleRoutes(state), ...versionRoutes(state)]
}

function listRoutes(state: ActionsState): Route[] {
  return [
    { ...READ, path: MODULES, handle: (call) => showPage(state, call, 'modules', listModules(state)) },
    { ...MAKE, path: MODULES, handle: ({ body }) => jsonResponse(201, createModule(state, body())) },
  ]
}

function oneModuleRoutes(state: ActionsState): Route[] {
  return [
    { ...READ, path: MODULE, handle: (call) => jsonResponse(200, readModule(state, idOf(call))) },
    { ...CHANGE, path: MODULE, handle: (call) => jsonResponse(200, updateModule(state, idOf(call), call.body())) },
    {
      method: 'DELETE',
      path: MODULE,
      scopes: ['delete:actions'],
      handle(call) {
        deleteModule(state, idOf(call))
        return noContent()
      },
    },
    {
      ...READ,
      path: `${MODULE}/actions`,
      handle: (call) => showPage(state, call, 'actions', listModuleActions(state, idOf(call))),
    },
    {
      ...CHANGE,
      method: 'POST',
      path: `${MODULE}/rollback`,
      handle: (call) => jsonResponse(200, rollBackModule(state, idOf(call), call.body())),
    },
  ]
}

function versionRoutes(state: ActionsState): Route[] {
  function versionOf({ params }: ApiCall) {
    return params['version'] ?? ''
  }
  return [
    {
      ...READ,
      path: VERSIONS,
      handle: (call) => showPage(state, call, 'versions', listModuleVersions(state, idOf(call))),
    },
    { ...MAKE, path: VERSIONS, handle: (call) => jsonResponse(200, publishModule(state, idOf(call))) },
    {
      ...READ,
      path: `${VERSIONS}/:version`,
      handle: (call) => jsonResponse(200, readModuleVersion(state, idOf(call), versionOf(call))),
    },
  ]
}

function showPage({ switches }: ActionsState, { query }: ApiCall, key: string, all: readonly JsonObject[]): Response {
  return jsonResponse(200, paginate(key, all, parseQuery(query, PAGE_QUERY, switches)))
}

function idOf({ params }: ApiCall): string {
  return params['id'] ?? ''
}
