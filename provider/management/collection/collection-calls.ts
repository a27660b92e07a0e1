import { apiRequest, pathTo, queryOf } from '../api-request'
import { type ApiRequest, type ApiResponse, type Method, mediaTypeOf, type Send } from '../exchange'
import { shapeError } from '../request-error'
import { elements, fields, type Part, parseResponse, ShapeProblem, text } from '../response'
import type { CallOptions } from './call-options'
import type { Collection, CollectionCalls, ListForm, ObjectTypes, ReadItems } from './collection'
import { pagesOf } from './pages'

/** The plain calls of a collection, each one request that `send` sends. */
export function createCollectionCalls<Types extends ObjectTypes>(
  send: Send,
  collection: Collection<Types>,
): CollectionCalls<Types> {
  const requests = requestsOf(collection)
  async function one(sent: ApiRequest): Promise<Types['item']> {
    return parseResponse(sent, await send(sent), collection.parse)
  }
  const list: CollectionCalls<Types>['list'] = async (query = {}, options) => {
    const sent = requests.list(query, options)
    const response = await send(sent)
    return parseResponse(sent, response, (whole) =>
      readPage(collection.list, query, whole, (items) => readItems(items, collection.parse, sent, response)),
    )
  }
  return {
    list,
    pages: (query = {}, options) =>
      pagesOf(list, collection, query, { options, problem: (words) => shapeError(requests.list(query), words) }),
    get: async (id, options) => one(requests.get(id, options)),
    create: async (body, options) => one(requests.create(body, options)),
    update: async (id, body, options) => one(requests.update(id, body, options)),
    delete: async (id, options) => {
      const sent = requests.delete(id, options)
      const response = await send(sent)
      if (response.text !== '') throw shapeError(sent, `expected no content, got ${mediaTypeOf(response)}`, response)
    },
  }
}

/** The requests of the calls. Each throws a `ManagementError` of kind `usage` for what cannot be meant. */
function requestsOf<Types extends ObjectTypes>(collection: Collection<Types>) {
  const { noun, path, secretPaths } = collection
  const place = noun.replaceAll(' ', '_')
  function callOf(method: Method, action: string, id: string) {
    const operation = `${action} ${noun} ${id}`
    const at = pathTo({ method, operation }, `${path}/{${place}}`, { [place]: id })
    return { method, operation, path: at, secretPaths }
  }
  return {
    list: (query: Types['query'], options?: CallOptions) => {
      const at = path + queryOf(collection.list.parameters(query))
      return apiRequest({ method: 'GET', operation: `list ${noun}s`, path: at, secretPaths }, options)
    },
    get: (id: string, options?: CallOptions) => apiRequest(callOf('GET', 'read', id), options),
    create: (body: Types['create'], options?: CallOptions) =>
      apiRequest({ method: 'POST', operation: `create ${noun} "${body?.name}"`, path, body, secretPaths }, options),
    update: (id: string, body: Types['update'], options?: CallOptions) =>
      apiRequest({ ...callOf('PATCH', 'update', id), body }, options),
    delete: (id: string, options?: Types['deleteOptions']) => {
      const query = queryOf(collection.deleteParameters?.(options ?? {}) ?? {})
      const call = callOf('DELETE', 'delete', id)
      return apiRequest({ ...call, path: call.path + query }, options)
    },
  }
}

function readPage<Types extends ObjectTypes>(
  form: ListForm<Types>,
  query: Types['query'],
  whole: Part,
  read: (items: Part) => ReadItems<Types['item']>,
): Types['page'] {
  const page = form.parse(whole, read)
  const next = form.next(query, page)
  const isEndless = next !== undefined && next === form.cursorOf(query)
  if (isEndless) throw new ShapeProblem('next: the page names itself as the next one')
  return page
}

/** An object without even an id fails the page: nothing could be said about it. */
function readItems<Item>(
  items: Part,
  parse: (part: Part) => Item,
  request: ApiRequest,
  response: ApiResponse,
): ReadItems<Item> {
  const read: ReadItems<Item> = { items: [], unreadable: [] }
  for (const item of elements(items)) {
    const id = text(fields(item)('id'))
    try {
      read.items.push(parse(item))
    } catch (error) {
      if (!(error instanceof ShapeProblem)) throw error
      const name = fields(item)('name').value
      const named = typeof name === 'string' && { name }
      read.unreadable.push({ id, ...named, error: shapeError(request, error.message, response) })
    }
  }
  return read
}
