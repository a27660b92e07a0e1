import { EventType } from '../../constructs/index'
import { EVENT_TYPES } from '../../schema/auth0/event-type'

/** Every constant with the path that leads to it; the lists `all` are left out. */
function constants(group: object, path: readonly string[] = []): readonly (readonly [string, string])[] {
  return Object.entries(group).flatMap(([name, member]) => {
    if (name === 'all') return []
    const here = [...path, name]
    return typeof member === 'string' ? [[here.join('.'), member] as const] : constants(member, here)
  })
}

describe('EventType', () => {
  it('has each type of the catalog exactly once, in the place that its name says', () => {
    expect(constants(EventType)).toEqual(EVENT_TYPES.map((type) => [type, type]))
  })

  it('lists the types below a group, those of groups in it included', () => {
    expect(EventType.organization.member.all).toEqual([
      'organization.member.added',
      'organization.member.deleted',
      'organization.member.role.assigned',
      'organization.member.role.deleted',
    ])
  })

  it('lists all types', () => {
    expect(EventType.all).toEqual(EVENT_TYPES)
  })
})
