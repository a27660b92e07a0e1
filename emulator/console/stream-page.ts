import { html } from 'hono/html'
import type { EventStream } from '../event-streams/event-stream-store'
import { EVENT_TYPES } from '../events/event-types'
import { renderActionOutput } from './action-output'
import { readDays, renderChart } from './chart'
import type { ConsoleState } from './console-state'
import { renderDeliveries } from './deliveries-table'
import { latestDeliveries } from './delivery-figures'
import type { Html } from './html'
import type { InnerApi } from './inner-api'
import type { Page } from './layout'
import { DESTINATION_NAMES, eventTags, nameOf, statusPill } from './parts'
import { PATHS } from './paths'

/** What a stream's page is made of. */
export interface StreamView {
  readonly state: ConsoleState
  readonly api: InnerApi
  readonly stream: EventStream
}

/** A stream: what it is, what became of its events, and what can be done to it. */
export async function renderStream(view: StreamView): Promise<Page> {
  const { stream } = view
  const main = html`<p class="crumbs"><a href="${PATHS.home}">Event streams</a></p>
<div data-live="${PATHS.live(stream.id)}">${await renderLive(view)}</div>`
  return { title: nameOf(stream), main }
}

/** What of the page is kept up to date: all of it. */
export async function renderLive({ state, api, stream }: StreamView): Promise<Html> {
  const stats = await api('GET', `/event-streams/${stream.id}/stats`)
  return html`<div class="heading"><div><h1>${nameOf(stream)}</h1>${statusPill(stream)}</div>
<div class="row">${statusForm(stream)}<a class="button danger" href="${PATHS.delete(stream.id)}">Delete…</a></div></div>
<div class="columns"><div class="stack">${stats.ok && renderChart(readDays(stats.body))}
${renderDeliveries(stream.id, latestDeliveries(state, stream.id))}
${renderActionOutput(state, stream)}</div>
<aside class="stack" aria-label="About this stream">${testForm(stream)}${facts(stream)}</aside></div>`
}

function statusForm({ id, status }: EventStream): Html {
  const [next, verb] = status === 'enabled' ? ['disabled', 'Pause'] : ['enabled', 'Enable']
  return html`<form method="post" action="${PATHS.status(id)}" data-inline>
<input type="hidden" name="status" value="${next}"><button class="button">${verb}</button></form>`
}

function testForm({ id, subscriptions }: EventStream): Html {
  const own = [...new Set(subscriptions.map(({ event_type }) => event_type))]
  const others = EVENT_TYPES.filter((type) => !own.includes(type))
  function options(types: readonly string[]) {
    return types.map((type) => html`<option>${type}</option>`)
  }
  return html`<section class="card" aria-labelledby="test-title"><header><h2 id="test-title">Send a test event</h2></header>
<form class="body stack" method="post" action="${PATHS.test(id)}" data-inline>
<div class="field"><label for="event-type">Event type</label><select id="event-type" name="event_type">
${own.length > 0 && html`<optgroup label="Subscribed">${options(own)}</optgroup>`}<optgroup label="Others">${options(others)}</optgroup></select></div>
<div><button class="button main">Send test event</button></div></form></section>`
}

function facts(stream: EventStream): Html {
  const lines: [string, Html | string][] = [
    ['ID', html`<code>${stream.id}</code>`],
    ['Destination', DESTINATION_NAMES[stream.destination.type]],
    ...destinationFacts(stream),
    ['Subscribed to', eventTags(stream)],
    ['Created', readable(stream.created_at)],
    ['Updated', readable(stream.updated_at)],
  ]
  return html`<section class="card" aria-labelledby="facts-title"><header><h2 id="facts-title">Details</h2></header>
<dl class="body facts">${lines.map(([term, text]) => html`<div><dt>${term}</dt><dd>${text}</dd></div>`)}</dl></section>`
}

function destinationFacts({ destination }: EventStream): [string, Html][] {
  function code(text: string) {
    return html`<code>${text}</code>`
  }
  if (destination.type === 'action') return [['Action', code(destination.configuration.action_id)]]
  if (destination.type === 'eventbridge') {
    const { aws_account_id, aws_region, aws_partner_event_source } = destination.configuration
    return [
      ['AWS account', code(aws_account_id)],
      ['AWS region', code(aws_region)],
      ['Partner event source', code(aws_partner_event_source)],
    ]
  }
  const { webhook_endpoint, webhook_authorization: authorization } = destination.configuration
  return [
    ['Endpoint', code(webhook_endpoint)],
    ['Authentication', html`${describeAuthorization(authorization)}`],
  ]
}

type Authorization = Extract<EventStream['destination'], { type: 'webhook' }>['configuration']['webhook_authorization']

function describeAuthorization(authorization: Authorization): Html {
  switch (authorization.method) {
    case 'basic':
      return html`Basic, as <code>${authorization.username}</code>`
    case 'custom_header':
      return html`Header <code>${authorization.header_key}</code>`
    case 'bearer':
      return html`Bearer token`
  }
}

function readable(timestamp: string): Html {
  return html`<time datetime="${timestamp}">${timestamp.slice(0, 19).replace('T', ' ')} UTC</time>`
}
