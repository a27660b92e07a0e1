import { html } from 'hono/html'
import type { RecordedAttempt, StoredDelivery } from '../delivery/stored-delivery'
import type { Html } from './html'
import { dayOf, timeOf } from './parts'
import { PATHS } from './paths'

/** What has become of a stream's events, newest first, each with its attempts. */
export function renderDeliveries(streamId: string, deliveries: readonly StoredDelivery[]): Html {
  const someFailed = deliveries.some(({ status }) => status === 'failed')
  return html`<section class="card" id="deliveries" aria-labelledby="deliveries-title">
<header><h2 id="deliveries-title">Deliveries</h2>${someFailed && redeliverAllForm(streamId)}</header>
${deliveries.length === 0 ? EMPTY : table(streamId, deliveries)}
</section>`
}

const EMPTY = html`<div class="empty"><p>This stream has not received any events yet.</p>
<p class="muted">Send a test event, or create a user through the Management API: the delivery appears here automatically.</p></div>`

function redeliverAllForm(streamId: string): Html {
  return html`<form method="post" action="${PATHS.redeliverAll(streamId)}" data-inline data-key="redeliver-all">
<button class="button slim">Redeliver all failed</button></form>`
}

function table(streamId: string, deliveries: readonly StoredDelivery[]): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-labelledby="deliveries-title"><table>
<thead><tr><th scope="col">Time (UTC)</th><th scope="col">Event</th><th scope="col">Status</th><th scope="col">Attempts</th>
<th scope="col" class="end"><span class="hidden">Redeliver</span></th></tr></thead>
<tbody>${deliveries.map((delivery) => row(streamId, delivery))}</tbody></table></div>`
}

function row(streamId: string, delivery: StoredDelivery): Html {
  const { id, event_type, event, status } = delivery
  return html`<tr data-key="${id}"><td class="number">${timeOf(event.time)}<br><span class="muted small">${dayOf(event.time)}</span></td>
<th scope="row">${event_type}${event.a0purpose === 'test' && html` <span class="tag">test</span>`}<br><code class="muted">${id}</code></th>
<td>${deliveryPill(delivery)}</td>
<td>${attemptsOf(delivery)}</td>
<td class="end">${
    status === 'failed' &&
    html`<form method="post" action="${PATHS.redeliver(streamId, id)}" data-inline>
<button class="button slim">Redeliver<span class="hidden"> ${id}</span></button></form>`
  }</td></tr>
${moreRow(delivery)}`
}

function deliveryPill({ status, attempts }: StoredDelivery): Html {
  if (status === 'success') return html`<span class="pill good">Delivered</span>`
  if (status === 'failed') return html`<span class="pill bad">Failed</span>`
  return html`<span class="pill busy">${attempts.length === 0 ? 'Waiting' : 'Retrying'}</span>`
}

function attemptsOf({ id, attempts }: StoredDelivery): Html {
  const tries = attempts.filter(({ status }) => status !== 'retrying')
  const last = tries.at(-1)
  const number = `${tries.length} ${tries.length === 1 ? 'attempt' : 'attempts'}`
  const summary = last === undefined ? 'None yet' : [number, toMilliseconds(last.duration) ?? []].flat().join(', ')
  const error = last?.status === 'failed' && html`<span class="error-text small">${errorOf(last)}</span>`
  return html`<details data-key="details-${id}"><summary class="number">${summary}${error}</summary></details>`
}

/** A row of its own, as wide as the table, which the style sheet shows while the details above it are open. */
function moreRow({ id, attempts, event }: StoredDelivery): Html {
  return html`<tr class="more" data-key="more-${id}"><td colspan="5"><div class="more-columns">
<div>${attempts.length > 0 && attemptsTable(attempts)}</div>
<pre tabindex="0" aria-label="Event ${id}">${JSON.stringify(event, null, 2)}</pre></div></td></tr>`
}

function attemptsTable(attempts: readonly RecordedAttempt[]): Html {
  const rows = attempts.map(
    (attempt) => html`<tr><td>${timeOf(attempt.timestamp)}</td><td>${toMilliseconds(attempt.duration)}</td>
<td>${attempt.status === 'failed' ? html`<span class="error-text">${errorOf(attempt)}</span>` : RESULTS[attempt.status]}</td></tr>`,
  )
  return html`<table class="inner small number"><thead><tr><th scope="col">Time</th><th scope="col">Took</th><th scope="col">Result</th></tr></thead>
<tbody>${rows}</tbody></table>`
}

const RESULTS = { success: 'Delivered', retrying: 'Redelivery requested' } as const

/** The whole message, where the API shows the beginning only. */
function errorOf({ error_detail, error_message }: RecordedAttempt): string {
  return error_detail ?? error_message ?? 'Failed'
}

function toMilliseconds(duration: number | undefined): string | undefined {
  if (duration === undefined) return undefined
  return `${duration < 10 ? duration.toFixed(1) : Math.round(duration)} ms`
}
