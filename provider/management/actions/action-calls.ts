import { apiRequest, pathTo, queryOf } from '../api-request'
import type { NounTools } from '../noun-tools'
import { elements, fields, parseResponse } from '../response'
import type { Actions } from './actions'
import { actionCollection, parseVersion } from './collection'

/** The calls about Actions. */
export function createActions({ send, collection, duringWrite }: NounTools): Actions {
  const { noun, path } = actionCollection
  return {
    ...collection(actionCollection),
    deploy: (id, options) =>
      duringWrite(id, async () => {
        const call = { method: 'POST', operation: `deploy ${noun} ${id}` } as const
        const request = apiRequest({ ...call, path: pathTo(call, `${path}/{Action}/deploy`, { Action: id }) }, options)
        return parseResponse(request, await send(request), parseVersion)
      }),
    async versions(id, { page, per_page } = {}, options) {
      const call = { method: 'GET', operation: `read the versions of ${noun} ${id}` } as const
      const at = pathTo(call, `${path}/{Action}/versions`, { Action: id }) + queryOf({ page, per_page })
      const request = apiRequest({ ...call, path: at }, options)
      return parseResponse(request, await send(request), (whole) => ({
        versions: elements(fields(whole)('versions')).map(parseVersion),
      }))
    },
  }
}
