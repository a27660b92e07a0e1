import { html } from 'hono/html'
import type { EventStream } from '../event-streams/event-stream-store'
import type { Page } from './layout'
import { nameOf } from './parts'
import { PATHS } from './paths'

/** Asks for confirmation before a stream is deleted. */
export function renderDelete(stream: EventStream): Page {
  const name = nameOf(stream)
  const main = html`<p class="crumbs"><a href="${PATHS.home}">Event streams</a> / <a href="${PATHS.stream(stream.id)}">${name}</a></p>
<div class="heading"><div><h1>Delete ${name}?</h1></div></div>
<form class="card narrow" method="post" action="${PATHS.delete(stream.id)}">
<p>Its deliveries are deleted with it. This cannot be undone.${
    stream.destination.type === 'action' && ' The Action that it delivers to is deleted too.'
  }</p>
<div class="row"><button class="button danger">Delete stream</button><a class="button" href="${PATHS.stream(stream.id)}">Cancel</a></div>
</form>`
  return { title: `Delete ${name}?`, main }
}
