/**
 * The event types that an event stream can subscribe to. Source: `EventStreamEventTypeEnum` of Auth0's Node SDK 7.1.0.
 * Auth0 extends the list about every quarter, so an unknown type causes a warning, never an error.
 */
export const EVENT_TYPES = [
  'user.created',
  'user.updated',
  'user.deleted',
  'organization.created',
  'organization.updated',
  'organization.deleted',
  'organization.member.added',
  'organization.member.deleted',
  'organization.member.role.assigned',
  'organization.member.role.deleted',
  'organization.connection.added',
  'organization.connection.updated',
  'organization.connection.removed',
  'organization.group.role.assigned',
  'organization.group.role.deleted',
  'group.created',
  'group.updated',
  'group.deleted',
  'group.member.added',
  'group.member.deleted',
  'group.role.assigned',
  'group.role.deleted',
  'connection.created',
  'connection.updated',
  'connection.deleted',
] as const
