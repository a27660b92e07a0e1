import type { EVENT_TYPES } from '../events/event-types'
import type { JsonObject } from '../json'

/** A type of event in the catalog. */
export type EventType = (typeof EVENT_TYPES)[number]

/** The moment at which everything in a test event happened (Auth0's event catalog). */
const TIME = '2025-02-01T12:34:56Z'

const PROFILE = {
  email: 'john.doe@gmail.com',
  email_verified: false,
  name: 'John Doe',
  username: 'johndoe',
  given_name: 'John',
  family_name: 'Doe',
  phone_number: '+15555555555',
  phone_verified: false,
}

/** The user of Auth0's test events, as recorded. */
const USER = {
  user_id: 'auth0|507f1f77bcf86cd799439020',
  email: PROFILE.email,
  email_verified: false,
  username: PROFILE.username,
  phone_number: PROFILE.phone_number,
  phone_verified: false,
  created_at: TIME,
  updated_at: TIME,
  identities: [
    {
      provider: 'auth0',
      isSocial: false,
      connection: 'Username-Password-Authentication',
      user_id: '507f1f77bcf86cd799439020',
      profileData: PROFILE,
    },
  ],
  app_metadata: { plan: 'pro' },
  user_metadata: { hobby: 'skydiving' },
  picture:
    'https://secure.gravatar.com/avatar/15626c5e0c749cb912f9d1ad48dba440?s=480&r=pg&d=https%3A%2F%2Fssl.gstatic.com%2Fs2%2Fprofiles%2Fimages%2Fsilhouette80.png',
  name: PROFILE.name,
  nickname: PROFILE.name,
  multifactor: ['sample'],
  last_ip: '10.0.0.1',
  last_login: TIME,
  logins_count: 42,
  blocked: false,
  given_name: PROFILE.given_name,
  family_name: PROFILE.family_name,
}

const USER_REFERENCE = { user_id: USER.user_id }
const ORGANIZATION_REFERENCE = { id: 'org_1234567890abcdef' }
const NAMED_ORGANIZATION = { name: 'my-organization', ...ORGANIZATION_REFERENCE }
const ORGANIZATION = { ...NAMED_ORGANIZATION, display_name: 'My Organization', metadata: { plan: 'pro' } }
const BRANDED_ORGANIZATION = {
  ...ORGANIZATION,
  branding: {
    logo_url: 'https://example.com/logo.png',
    colors: { primary: '#0059d6', page_background: '#ffffff' },
  },
}
const CONNECTION_ID = 'con_kFOHQUeaCSC1Kjqz'
const ENABLED_CONNECTION = {
  organization: NAMED_ORGANIZATION,
  connection: { id: CONNECTION_ID },
  assign_membership_on_login: false,
  show_as_button: true,
  is_signup_enabled: false,
}
const ROLE_REFERENCE = { id: 'rol_1234567890abcdef' }
const ROLE = { ...ROLE_REFERENCE, name: 'admin' }
const GROUP_ID = 'grp_01949dad80fc7d56'
const GROUP = { id: GROUP_ID, name: 'My Group', external_id: 'my-external-id', created_at: TIME, type: 'tenant' }
const GROUP_REFERENCE = { id: GROUP_ID, external_id: 'my-external-id', type: 'tenant' }
const GROUP_MEMBER = { group: GROUP_REFERENCE, member: { member_type: 'user', id: USER.user_id } }
const CONNECTION = {
  id: CONNECTION_ID,
  name: 'my-connection',
  strategy: 'oidc',
  display_name: 'My Connection',
  enabled_clients: [],
  is_domain_connection: false,
  realms: ['my-connection'],
  authentication: { active: true },
  connected_accounts: { active: false },
  options: { client_id: 'my-client', issuer: 'https://idp.example.com' },
  show_as_button: false,
}

/**
 * What a test event is about. The users are recorded; everything else has the fields that Auth0's SDK for Node declares
 * for the type, with the examples of the event catalog where it has some.
 */
const OBJECTS = {
  'connection.created': CONNECTION,
  'connection.deleted': CONNECTION,
  'connection.updated': CONNECTION,
  'group.created': GROUP,
  'group.deleted': { ...GROUP, updated_at: TIME },
  'group.member.added': GROUP_MEMBER,
  'group.member.deleted': GROUP_MEMBER,
  'group.role.assigned': { group: GROUP_REFERENCE, role: ROLE, created_at: TIME },
  'group.role.deleted': { group: GROUP_REFERENCE, role: ROLE_REFERENCE, deleted_at: TIME },
  'group.updated': { ...GROUP, updated_at: TIME },
  'organization.connection.added': ENABLED_CONNECTION,
  'organization.connection.removed': { organization: NAMED_ORGANIZATION, connection: { id: CONNECTION_ID } },
  'organization.connection.updated': ENABLED_CONNECTION,
  'organization.created': BRANDED_ORGANIZATION,
  'organization.deleted': ORGANIZATION,
  'organization.group.role.assigned': {
    organization: ORGANIZATION_REFERENCE,
    role: ROLE,
    group: GROUP_REFERENCE,
    created_at: TIME,
  },
  'organization.group.role.deleted': {
    organization: ORGANIZATION_REFERENCE,
    role: ROLE_REFERENCE,
    group: GROUP_REFERENCE,
    deleted_at: TIME,
  },
  'organization.member.added': { organization: NAMED_ORGANIZATION, user: USER_REFERENCE },
  'organization.member.deleted': { organization: NAMED_ORGANIZATION, user: USER_REFERENCE },
  'organization.member.role.assigned': { organization: ORGANIZATION_REFERENCE, user: USER_REFERENCE, role: ROLE },
  'organization.member.role.deleted': { organization: ORGANIZATION_REFERENCE, user: USER_REFERENCE, role: ROLE },
  'organization.updated': BRANDED_ORGANIZATION,
  'role.created': { ...ROLE, description: 'Administrators' },
  'user.created': USER,
  'user.deleted': { ...USER, deleted_at: TIME },
  'user.updated': USER,
} satisfies Record<EventType, JsonObject>

/** The object of a test event of that type. */
export function cannedObject(type: EventType): JsonObject {
  return OBJECTS[type]
}
