import { parseQuery } from '../http/query'
import { jsonResponse, noContent } from '../http/response'
import type { ApiCall, Route } from '../http/route'
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

/** The endpoints of `/actions/modules`: code that Actions share. */
export function moduleRoutes(state: ActionsState): Route[] {
  const page = ({ query }: ApiCall) => parseQuery(query, PAGE_QUERY, state.switches)
  return [
    {
      ...READ,
      path: MODULES,
      handle: (call) => jsonResponse(200, paginate('modules', listModules(state), page(call))),
    },
    { ...MAKE, path: MODULES, handle: ({ body }) => jsonResponse(201, createModule(state, body())) },
    { ...READ, path: MODULE, handle: (call) => jsonResponse(200, readModule(state, idOf(call))) },
    {
      method: 'PATCH',
      path: MODULE,
      scopes: ['update:actions'],
      handle: (call) => jsonResponse(200, updateModule(state, idOf(call), call.body())),
    },
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
      handle: (call) => jsonResponse(200, paginate('actions', listModuleActions(state, idOf(call)), page(call))),
    },
    {
      ...MAKE,
      path: `${MODULE}/rollback`,
      scopes: ['update:actions'],
      handle: (call) => jsonResponse(200, rollBackModule(state, idOf(call), call.body())),
    },
    {
      ...READ,
      path: VERSIONS,
      handle: (call) => jsonResponse(200, paginate('versions', listModuleVersions(state, idOf(call)), page(call))),
    },
    { ...MAKE, path: VERSIONS, handle: (call) => jsonResponse(200, publishModule(state, idOf(call))) },
    {
      ...READ,
      path: `${VERSIONS}/:version`,
      handle: (call) => jsonResponse(200, readModuleVersion(state, idOf(call), call.params['version'] ?? '')),
    },
  ]
}

function idOf({ params }: ApiCall): string {
  return params['id'] ?? ''
}
