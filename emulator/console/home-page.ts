import { html } from 'hono/html'
import { DESTINATION_TYPES } from '../event-streams/destination'
import type { EventStream } from '../event-streams/event-stream-store'
import type { ConsoleState } from './console-state'
import { deliveryTotals } from './delivery-figures'
import type { Html } from './html'
import type { Page, PageFrame } from './layout'
import { count, DESTINATION_NAMES, eventTags, nameOf, statusPill, targetOf } from './parts'
import { PATHS } from './paths'

/** The first page: the tenant's event streams, and how to connect to it. */
export function renderHome(frame: PageFrame): Page {
  const main = html`<div class="heading"><div><h1>Event streams</h1></div>
<nav class="row" aria-label="New event stream">${DESTINATION_TYPES.map(createLink)}</nav></div>
<div class="stack"><div data-live="${PATHS.homeLive}">${renderStreams(frame.state)}</div>
${connection(frame)}</div>`
  return { title: 'Event streams', main }
}

/** The table of streams, which the page keeps up to date. */
export function renderStreams(state: ConsoleState): Html {
  const streams = state.streams.all().map(({ stream }) => stream)
  if (streams.length === 0) return EMPTY
  return html`<section class="card" aria-label="Event streams"><div class="scroll"><table>
<thead><tr><th scope="col">Name</th><th scope="col">Status</th><th scope="col">Destination</th><th scope="col">Events</th><th scope="col" class="end">Delivered</th><th scope="col" class="end">Failed</th></tr></thead>
<tbody>${streams.map((stream) => row(state, stream))}</tbody></table></div></section>`
}

const EMPTY = html`<section class="card" aria-label="Event streams"><div class="empty"><h2>No event streams yet</h2>
<p>A stream sends what happens in the tenant (a user is created, a member joins an organization) to a webhook, to AWS EventBridge or to an Action.</p>
<p class="muted">Create one with the buttons above, or run <code>terraform apply</code> with the variables below.</p></div></section>`

function createLink(type: (typeof DESTINATION_TYPES)[number]): Html {
  return html`<a class="button" href="${PATHS.create(type)}"><span aria-hidden="true">+</span> <span class="hidden">New stream to </span>${DESTINATION_NAMES[type]}</a>`
}

function row(state: ConsoleState, stream: EventStream): Html {
  const { successful, failed } = deliveryTotals(state, stream.id)
  return html`<tr data-key="${stream.id}"><th scope="row"><a href="${PATHS.stream(stream.id)}">${nameOf(stream)}</a><br><code class="muted">${stream.id}</code></th>
<td>${statusPill(stream)}</td>
<td>${DESTINATION_NAMES[stream.destination.type]}<code class="muted target">${targetOf(stream.destination)}</code></td>
<td>${eventTags(stream, 3)}</td>
<td class="end number">${count(successful)}</td><td class="end number">${failed > 0 ? html`<span class="error-text">${count(failed)}</span>` : '0'}</td></tr>`
}

function connection({ state, origin }: PageFrame): Html {
  const { clientId, credential } = state.defaultClient
  const { protocol, host } = new URL(origin)
  const variables = {
    AUTH0_DOMAIN: protocol === 'https:' ? host : origin,
    AUTH0_CLIENT_ID: clientId,
    AUTH0_CLIENT_SECRET: credential.kind === 'secret' ? credential.secret : '',
    ...(state.place.caFile === undefined ? {} : { NODE_EXTRA_CA_CERTS: state.place.caFile }),
  }
  const lines = Object.entries(variables).map(([name, value]) => `export ${name}=${quote(value)}`)
  return html`<section class="card" aria-labelledby="connect-title"><header><h2 id="connect-title">Connect</h2>
<button class="button slim" type="button" data-copy="exports" hidden>Copy</button></header>
<div class="body stack"><p class="muted">${protocol === 'https:' ? OVER_TLS : WITHOUT_TLS}</p>
<pre class="exports" id="exports" tabindex="0" aria-label="Connection variables">${lines.join('\n')}</pre>
<p class="small muted">Instead of the client, a token that does not expire: <code>AUTH0_API_TOKEN=${state.apiToken}</code></p></div></section>`
}

/** The Auth0 SDKs and the deploy CLI put https:// before every domain, and refuse one that has a scheme. */
const OVER_TLS = html`In the shell where you run <code>terraform</code>, a program that uses Auth0's SDK, or the deploy CLI:`
const WITHOUT_TLS = html`In the shell where you run <code>terraform</code> with this provider. Programs that use Auth0's SDK and the deploy CLI speak https only: start the tenant with <code>--tls</code> for them.`

/** A value as a POSIX shell reads it back. */
function quote(value: string): string {
  return /^[\w./:@%+,=-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`
}
