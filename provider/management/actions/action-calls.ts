import { apiRequest, pathTo } from '../api-request'
import type { NounTools } from '../noun-tools'
import { parseResponse } from '../response'
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
  }
}
