import { type ControlRoute, done, withBody } from '../controls/control-route'
import { jsonResponse } from '../http/response'
import type { DirectoryState } from './directory-state'
import { addGroupMember, removeGroupMember } from './group-members'
import { CREATE_GROUP_SCHEMA, createGroup, UPDATE_GROUP_SCHEMA, updateGroup } from './groups'

/**
 * The control routes of groups, which at Auth0 come by SCIM or directory synchronization and never
 * through the Management API.
 */
export function groupControlRoutes(state: DirectoryState): ControlRoute[] {
  return [
    withBody({
      method: 'POST',
      path: '/groups',
      summary: 'Simulates directory synchronization: creates a group.',
      body: { what: 'a group', schema: CREATE_GROUP_SCHEMA, example: { name: 'Engineering' } },
      handle: ({ body }) => jsonResponse(201, createGroup(state, body)),
    }),
    withBody({
      method: 'PATCH',
      path: '/groups/:id',
      summary: 'Simulates directory synchronization: updates a group.',
      body: { what: 'the changes of a group', schema: UPDATE_GROUP_SCHEMA, example: { name: 'Design' } },
      handle: ({ params, body }) => jsonResponse(200, updateGroup(state, params['id'] ?? '', body)),
    }),
    {
      method: 'POST',
      path: '/groups/:id/members/:user',
      summary: 'Simulates directory synchronization: adds a member to a group.',
      handle: ({ params }) => done(() => addGroupMember(state, params['id'] ?? '', params['user'] ?? '')),
    },
    {
      method: 'DELETE',
      path: '/groups/:id/members/:user',
      summary: 'Simulates directory synchronization: removes a member from a group.',
      handle: ({ params }) => done(() => removeGroupMember(state, params['id'] ?? '', params['user'] ?? '')),
    },
  ]
}
