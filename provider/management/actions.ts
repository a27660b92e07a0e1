import type { Action, ActionCreate, ActionListQuery, ActionPage, ActionUpdate, ActionVersion } from './action'
import { elements, fields, type Part, problem, readAnswer, text } from './answer'
import { type ApiCall, apiRequest, pathTo, queryOf } from './api-request'
import type { CallOptions } from './event-streams'
import type { ApiRequest, Send } from './exchange'
import { number } from './parse-delivery'

/** The action calls of the Auth0 Management API. Every method rejects with a `ManagementError`, or as `CallOptions.signal` says. */
export interface Actions {
  /** One page. Scope `read:actions`. */
  list(query?: ActionListQuery, options?: CallOptions): Promise<ActionPage>
  /** All pages from the one that is asked for, each when it is needed. */
  pages(query?: ActionListQuery, options?: CallOptions): AsyncIterableIterator<ActionPage>
  /** One action, an `http` error of status 404 when there is none. Scope `read:actions`. */
  get(id: string, options?: CallOptions): Promise<Action>
  /** A new action, whose build begins at once. Not sent again when its answer is lost. Scope `create:actions`. */
  create(body: ActionCreate, options?: CallOptions): Promise<Action>
  /** Changes the draft, whose build begins anew; what is deployed stays deployed. Scope `update:actions`. */
  update(id: string, body: ActionUpdate, options?: CallOptions): Promise<Action>
  /** 409 while something uses the action, unless `force` detaches it. Scope `delete:actions`. */
  delete(id: string, settings?: { force?: boolean }, options?: CallOptions): Promise<void>
  /** Asks for a deployment of the draft, which must be built; `get` tells when it is done. Scope `create:actions`. */
  deploy(id: string, options?: CallOptions): Promise<ActionVersion>
}

const PATH = '/api/v2/actions/actions'

/** The calls, each sent by `send`. */
export function createActions(send: Send): Actions {
  const at = (
    method: ApiCall['method'],
    operation: string,
    action: string,
    { end = '', ...rest }: { end?: string; body?: object; secrets?: string[] } = {},
    options?: CallOptions,
  ) => {
    const path = pathTo({ method, operation }, `${PATH}/{action}`, { action }) + end
    return apiRequest({ method, operation, path, ...rest }, options)
  }
  const one = async (request: ApiRequest) => readAnswer(request, await send(request), parseAction)
  const list: Actions['list'] = async ({ triggerId, actionName, deployed, page, per_page } = {}, options) => {
    const path = PATH + queryOf({ triggerId, actionName, deployed, page, per_page })
    const request = apiRequest({ method: 'GET', operation: 'list actions', path }, options)
    return readAnswer(request, await send(request), parsePage)
  }
  return {
    list,
    pages: (query, options) => pages(list, query, options),
    get: async (id, options) => one(at('GET', `read action ${id}`, id, {}, options)),
    async create(body, options) {
      const call = { method: 'POST', operation: `create action "${body?.name}"`, path: PATH, body } as const
      return one(apiRequest({ ...call, secrets: secretsOf(body) }, options))
    },
    update: async (id, body, options) =>
      one(at('PATCH', `update action ${id}`, id, { body, secrets: secretsOf(body) }, options)),
    async delete(id, { force } = {}, options) {
      await send(at('DELETE', `delete action ${id}`, id, { end: queryOf({ force }) }, options))
    },
    async deploy(id, options) {
      const request = at('POST', `deploy action ${id}`, id, { end: '/deploy' }, options)
      return readAnswer(request, await send(request), parseVersion)
    },
  }
}

const secretsOf = (body: ActionCreate | ActionUpdate | undefined): string[] =>
  (body?.secrets ?? []).flatMap(({ value }) => (value === undefined ? [] : [value]))

async function* pages(
  list: Actions['list'],
  query: ActionListQuery = {},
  options?: CallOptions,
): AsyncGenerator<ActionPage, undefined, undefined> {
  let page = query.page ?? 0
  let seen = page * (query.per_page ?? 0)
  for (;;) {
    const found = await list({ ...query, page }, options)
    if (found.actions.length === 0) return
    yield found
    seen += found.actions.length
    if (seen >= found.total) return
    page += 1
  }
}

function parsePage(whole: Part): ActionPage {
  const field = fields(whole)
  return { actions: elements(field('actions')).map(parseAction), total: number(field('total')) }
}

/** Checks what every action has; the rest is handed on as it is. */
function parseAction(part: Part): Action {
  const field = fields(part)
  for (const name of ['id', 'name', 'created_at', 'updated_at']) text(field(name))
  for (const trigger of elements(field('supported_triggers'))) text(fields(trigger)('id'))
  const deployed = field('deployed_version')
  if (deployed.value !== undefined && deployed.value !== null) parseVersion(deployed)
  return part.value as Action
}

function parseVersion(part: Part): ActionVersion {
  const field = fields(part)
  text(field('id'))
  number(field('number'))
  if (typeof field('deployed').value !== 'boolean') throw problem(field('deployed'), 'expected true or false')
  return part.value as ActionVersion
}
