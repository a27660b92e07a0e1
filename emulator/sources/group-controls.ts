import { Hono } from 'hono'
import { ApiError } from '../api-error'
import type { Json } from '../json'
import { parseBody } from '../request-body'
import { jsonResponse, noContent } from '../response'
import type { TenantState } from '../state'
import { addGroupMember, removeGroupMember } from './group-members'
import { createGroup, updateGroup } from './groups'

/**
 * Groups as a directory would bring them in, which at Auth0 happens by SCIM or synchronization and never through the
 * Management API: `POST /groups`, `PATCH /groups/{id}`, `POST` and `DELETE /groups/{id}/members/{user_id}`.
 * To be mounted under `/__emulator`.
 */
export function groupControlRoutes(state: TenantState): Hono {
  const app = new Hono()
  app.onError((error) => {
    if (error instanceof ApiError) return error.toResponse()
    throw error
  })
  app.post('/groups', async ({ req }) => jsonResponse(201, createGroup(state, await readBody(req))))
  app.patch('/groups/:id', async ({ req }) => {
    return jsonResponse(200, updateGroup(state, req.param('id'), await readBody(req)))
  })
  app.post('/groups/:id/members/:user', ({ req }) => {
    addGroupMember(state, req.param('id'), req.param('user'))
    return noContent()
  })
  app.delete('/groups/:id/members/:user', ({ req }) => {
    removeGroupMember(state, req.param('id'), req.param('user'))
    return noContent()
  })
  return app
}

async function readBody(request: { text(): Promise<string> }): Promise<Json> {
  return parseBody(await request.text(), '')
}
