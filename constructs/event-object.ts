import type { EventType } from './event-type'

/** Any further members. */
interface Open {
  readonly [name: string]: unknown
}

interface Named {
  readonly id: string
  readonly name: string
}

interface Identity extends Open {
  readonly connection: string
  readonly user_id: string
  readonly provider: string
  readonly isSocial: boolean
}

interface User extends Open {
  readonly user_id: string
  readonly created_at: string
  readonly updated_at: string
  readonly identities: readonly Identity[]
  readonly email?: string
  readonly email_verified?: boolean
  readonly name?: string
  readonly nickname?: string
  readonly given_name?: string
  readonly family_name?: string
  readonly picture?: string
  readonly username?: string
  readonly phone_number?: string
  readonly phone_verified?: boolean
  readonly user_metadata?: Open
  readonly app_metadata?: Open
}

interface Organization extends Open {
  readonly id: string
  readonly name?: string
  readonly display_name?: string
  readonly metadata?: Open
}

interface OrganizationMember extends Open {
  readonly organization: Named
  readonly user: { readonly user_id: string }
}

interface OrganizationMemberRole extends Open {
  readonly organization: { readonly id: string; readonly name?: string }
  readonly user: { readonly user_id: string }
  readonly role: Named
}

interface OrganizationConnection extends Open {
  readonly organization: Named
  readonly connection: { readonly id: string; readonly name?: string }
}

interface Group extends Open {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly created_at: string
}

interface GroupMember extends Open {
  readonly group: { readonly id: string; readonly type: string } & Open
  readonly member: { readonly member_type: string; readonly id: string } & Open
}

interface GroupRole extends Open {
  readonly group: { readonly id: string } & Open
  readonly role: { readonly id: string } & Open
}

interface Connection extends Open {
  readonly id: string
  readonly name: string
  readonly strategy: string
}

interface Deleted {
  readonly deleted_at: string
}

/** By event type; source: the objects of Auth0's event catalog 0.7.2, and of its SDK for what that does not list. */
interface Objects extends Record<EventType, object> {
  readonly 'user.created': User
  readonly 'user.updated': User
  readonly 'user.deleted': User & Deleted
  readonly 'organization.created': Organization
  readonly 'organization.updated': Organization
  readonly 'organization.deleted': Organization
  readonly 'organization.member.added': OrganizationMember
  readonly 'organization.member.deleted': OrganizationMember
  readonly 'organization.member.role.assigned': OrganizationMemberRole
  readonly 'organization.member.role.deleted': OrganizationMemberRole
  readonly 'organization.connection.added': OrganizationConnection
  readonly 'organization.connection.updated': OrganizationConnection
  readonly 'organization.connection.removed': OrganizationConnection
  readonly 'organization.group.role.assigned': GroupRole & { readonly organization: Organization }
  readonly 'organization.group.role.deleted': GroupRole & { readonly organization: Organization }
  readonly 'group.created': Group
  readonly 'group.updated': Group
  readonly 'group.deleted': Group
  readonly 'group.member.added': GroupMember
  readonly 'group.member.deleted': GroupMember
  readonly 'group.role.assigned': GroupRole
  readonly 'group.role.deleted': GroupRole
  readonly 'connection.created': Connection
  readonly 'connection.updated': Connection
  readonly 'connection.deleted': Connection
}

/** The object of an event, such as the user of `user.created`. For an unknown event type it may have any members. */
export type EventObject<Type extends string> = Type extends EventType ? Objects[Type] : Open
