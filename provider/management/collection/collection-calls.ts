import { apiRequest, pathTo, queryOf } from '../api-request'
import { type ApiRequest, type ApiResponse, type Method, mediaTypeOf, type Send } from '../exchange'
import { shapeError } from '../request-error'
import { elements, fields, type Part, parseResponse, ShapeProblem, text } from '../response'
import type { CallOptions } from './call-options'
import type { Collection, CollectionCalls, ObjectTypes, ReadItems } from './collection'
import { pagesOf } from './pages'

/** The plain calls of a collection, each one request that `send` sends. */
export function createCollectionCalls<Types extends ObjectTypes>(
  send: Send,
  collection: Collection<Types>,
): CollectionCalls<Types> {
  const { noun, path, secretPaths, list: form } = collection
  const place = noun.replaceAll(' ', '_')
  async function one(sent: ApiRequest): Promise<Types['item']> {
    return parseResponse(sent, await send(sent), collection.parse)
  }
  function request(
    method: Method,
    action: string,
    id: string,
    options?: CallOptions,
    { query = '', body }: { query?: string; body?: Types['update'] } = {},
  ) {
    const operation = `${action} ${noun} ${id}`
    const at = pathTo({ method, operation }, `${path}/{${place}}`, { [place]: id }) + query
    return apiRequest({ method, operation, path: at, body, secretPaths }, options)
  }
  function listRequest(query: Types['query'], options?: CallOptions): ApiRequest {
    return apiRequest(
      { method: 'GET', operation: `list ${noun}s`, path: `${path}${queryOf(form.parameters(query))}`, secretPaths },
      options,
    )
  }
  const list: CollectionCalls<Types>['list'] = async (query = {}, options) => {
    const sent = listRequest(query, options)
    const response = await send(sent)
    return parseResponse(sent, response, (whole) => {
      const page = form.parse(whole, (items) => readItems(items, collection.parse, sent, response))
      const next = form.next(query, page)
      const isEndless = next !== undefined && next === form.cursorOf(query)
      if (isEndless) throw new ShapeProblem('next: the page names itself as the next one')
      return page
    })
  }
  return {
    list,
    pages: (query = {}, options) =>
      pagesOf(list, collection, query, { options, problem: (words) => shapeError(listRequest(query), words) }),
    get: async (id, options) => one(request('GET', 'read', id, options)),
    create: async (body, options) => {
      const operation = `create ${noun} "${body?.name}"`
      return one(apiRequest({ method: 'POST', operation, path, body, secretPaths }, options))
    },
    update: async (id, body, options) => one(request('PATCH', 'update', id, options, { body })),
    delete: async (id, options) => {
      const query = queryOf(collection.deleteParameters?.(options ?? {}) ?? {})
      const sent = request('DELETE', 'delete', id, options, { query })
      const response = await send(sent)
      if (response.text !== '') throw shapeError(sent, `expected no content, got ${mediaTypeOf(response)}`, response)
    },
  }
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
