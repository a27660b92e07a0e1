import { notFound } from '../http/api-error'
import type { JsonObject } from '../json'
import type { DirectoryState } from './directory-state'
import type { Sequenced } from './sequenced'

/** An organization. The optional fields beyond `metadata` are kept and repeated, and mean nothing here. */
export interface Organization extends Sequenced {
  readonly id: string
  readonly name: string
  readonly display_name?: string
  readonly branding?: JsonObject
  readonly metadata?: JsonObject
  readonly token_quota?: JsonObject
  readonly third_party_client_access?: string
  readonly is_app_entitlement_active?: boolean
}

/** Every organization, oldest first. */
export function allOrganizations(state: DirectoryState): Organization[] {
  return organizationsOf(state).all()
}

/** The organization with that id. Throws the recorded 404 `ApiError`. */
export function findOrganization(state: DirectoryState, id: string): Organization {
  const organization = organizationsOf(state).get(id)
  if (organization === undefined) throw organizationMissing()
  return organization
}

/** The organization of that name. Throws the recorded 404 `ApiError`. */
export function findOrganizationByName(state: DirectoryState, name: string): Organization {
  const organization = allOrganizations(state).find((each) => each.name === name)
  if (organization === undefined) throw organizationMissing()
  return organization
}

/** Adds an organization, or puts it in the place of the one with its id. */
export function putOrganization(state: DirectoryState, organization: Organization): void {
  organizationsOf(state).put(organization.id, organization)
}

/** Takes an organization out. */
export function removeOrganization(state: DirectoryState, id: string): void {
  organizationsOf(state).delete(id)
}

/** An organization as the API returns it. */
export function viewOrganization({ sequence: _, ...organization }: Organization): JsonObject {
  return organization
}

/** An organization as its own events carry it: what the event catalog lists, and nothing else. */
export function toOrganizationEvent({ id, name, display_name, metadata, branding }: Organization): JsonObject {
  return {
    id,
    name,
    ...(display_name === undefined ? {} : { display_name }),
    ...(metadata === undefined ? {} : { metadata }),
    ...(branding === undefined ? {} : { branding }),
  }
}

function organizationMissing() {
  return notFound('No organization found by that id or name')
}

function organizationsOf({ storage }: DirectoryState) {
  return storage.collection<Organization>('organizations')
}
