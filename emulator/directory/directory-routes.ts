import type { Route } from '../http/route'
import { connectionRoutes } from './connection-routes'
import type { DirectoryState } from './directory-state'
import { groupRoutes } from './group-routes'
import { organizationConnectionRoutes } from './organization-connection-routes'
import { organizationGroupRoutes } from './organization-group-routes'
import { organizationMemberRoutes } from './organization-member-routes'
import { organizationRoutes } from './organization-routes'
import { roleRoutes } from './role-routes'
import { userRoutes } from './user-routes'

/** The endpoints of everything that is a source of events. */
export function sourceRoutes(state: DirectoryState): Route[] {
  return [
    ...userRoutes(state),
    ...organizationRoutes(state),
    ...organizationMemberRoutes(state),
    ...organizationConnectionRoutes(state),
    ...organizationGroupRoutes(state),
    ...groupRoutes(state),
    ...roleRoutes(state),
    ...connectionRoutes(state),
  ]
}
