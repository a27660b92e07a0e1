import type { Tenant } from '../tenant'
import { ApiError } from './api-error'

/** What actions may call: the API and the token endpoint, as at Auth0. */
const OPEN_PATH = /^\/(api\/v2\/|oauth\/token$)/

/** A tenant as actions see it: without control routes, which would give them more power over it than its API does. */
export function withoutControls(tenant: Tenant): Tenant {
  return {
    ...tenant,
    async fetch(request) {
      if (OPEN_PATH.test(new URL(request.url).pathname)) return tenant.fetch(request)
      const message = 'Actions can call the API of the local tenant, not its control routes nor its console.'
      return new ApiError(403, message, { errorCode: 'emulator_not_for_actions' }).toResponse()
    },
  }
}
