import { html } from 'hono/html'
import type { Destination, DestinationType } from '../event-streams/destination'
import type { EventStream } from '../event-streams/event-stream-store'
import type { Html } from './html'

/** What each destination is called, as on its create form. */
export const DESTINATION_NAMES: Readonly<Record<DestinationType, string>> = {
  webhook: 'Webhook',
  eventbridge: 'AWS EventBridge',
  action: 'Auth0 Action',
}

/** A stream's name; one that never got any is called so. */
export function nameOf({ name }: EventStream): string {
  return name ?? 'Unnamed stream'
}

/** Whether a stream sends events. */
export function statusPill({ status }: EventStream): Html {
  return status === 'enabled'
    ? html`<span class="pill good">Enabled</span>`
    : html`<span class="pill off">Paused</span>`
}

/** Where a destination points to, in one line. */
export function targetOf(destination: Destination): string {
  if (destination.type === 'webhook') return destination.configuration.webhook_endpoint
  if (destination.type === 'action') return destination.configuration.action_id
  const { aws_account_id, aws_region } = destination.configuration
  return `${aws_account_id} in ${aws_region}`
}

/** The event types of a stream; beyond `shown` only how many more there are. */
export function eventTags({ subscriptions }: EventStream, shown = Number.POSITIVE_INFINITY): Html {
  const types = subscriptions.map(({ event_type }) => event_type)
  const more = types.length - shown
  return html`<ul class="tags">${types.slice(0, shown).map((type) => html`<li class="tag">${type}</li>`)}${
    more > 0 && html`<li class="tag" title="${types.slice(shown).join(', ')}">+${more} more</li>`
  }</ul>`
}

/** A time of day with the date in reach. The tenant's clock may be far from the browser's, so that it is shown as it is. */
export function timeOf(timestamp: string): Html {
  const [day, time] = timestamp.split('T')
  return html`<time datetime="${timestamp}" title="${day}">${time?.slice(0, 8)}</time>`
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

/** The day of a timestamp or a date, as `Nov 22`. */
export function dayOf(timestamp: string): string {
  return `${MONTHS[Number(timestamp.slice(5, 7)) - 1]} ${Number(timestamp.slice(8, 10))}`
}

/** A number with separators between thousands. */
export function count(value: number): string {
  return value.toLocaleString('en-US')
}
