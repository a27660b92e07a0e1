// Compiled as it stands against the packed package, too: it imports nothing but public entries.
import { type EventStreamProps, EventType } from 'auth0-event-streams/cdktf'

// An event type is its own text; a group is no event type, and knows all that are below it.
const created: 'user.created' = EventType.user.created
const roles: readonly ('organization.member.role.assigned' | 'organization.member.role.deleted')[] =
  EventType.organization.member.role.all
// @ts-expect-error Auth0 has no such event.
EventType.user.renamed
// @ts-expect-error A group has only what its name begins.
EventType.organization.renamed
// @ts-expect-error The event types of a group are not to be changed.
EventType.user.all.push('user.created')
// @ts-expect-error Nor is a constant.
EventType.user.created = 'user.deleted'
// @ts-expect-error A group is not an event type; `all` of it are.
const group: EventStreamProps['events'] = [EventType.user]

// One that Auth0 adds after this version is a plain string.
const later: EventStreamProps['events'] = ['user.renamed', ...EventType.user.all, created, ...roles]
const fixed: EventStreamProps['events'] = ['user.created', 'user.deleted'] as const
const everything: EventStreamProps['events'] = EventType.all
// @ts-expect-error An event type is text.
const numbers: EventStreamProps['events'] = [1]
// @ts-expect-error One event type is a list of one.
const single: EventStreamProps['events'] = EventType.user.created

export const used = [group, later, fixed, everything, numbers, single]
