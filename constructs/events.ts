import type { Construct } from 'constructs'
import { eventStream } from '../schema/auth0/event-stream'
import { requireGiven, requireKind } from './given'
import { isJson } from './json'
import { refusal } from './refusal'
import { isResolved } from './tokens'
import { validate } from './validate'

/** Throws if the list of event types is empty, has duplicates, or contains a group instead of its list. */
export function validateEvents(stream: Construct, events: readonly string[]): void {
  requireGiven(stream, 'events', events)
  if (isGroup(events))
    throw refusal(stream, 'events', 'it is a group of event types, not a list. Use its list: group.all.')
  if (isResolved(events)) requireElements(stream, events)
  validate(stream, 'events', events, eventStream.body.subscriptions)
  if (!isResolved(events)) return
  const repeated = events.find((event, index) => isResolved(event) && events.indexOf(event) < index)
  if (repeated !== undefined)
    throw refusal(stream, 'events', `"${repeated}" is listed twice. Name each event type once.`)
}

function requireElements(stream: Construct, events: readonly unknown[]): void {
  requireKind(stream, 'events', events, 'list')
  for (const [index, event] of events.entries()) {
    const place = `events[${index}]`
    if (isGroup(event)) throw refusal(stream, place, 'it is a group of event types. Spread its list: ...group.all.')
    if (Array.isArray(event)) throw refusal(stream, place, 'it is a nested list. Spread it: ...list.')
  }
}

/** Whether the value is a group such as `EventType.user`. */
function isGroup(value: unknown): boolean {
  return isJson(value) && Array.isArray(value['all'])
}
