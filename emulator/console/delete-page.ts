import { html } from 'hono/html'
import type { EventStream } from '../event-streams/event-stream-store'
import type { Page } from './layout'
import { nameOf } from './parts'
import { PATHS } from './paths'

/** Asks once more before a stream goes. */
export function renderDelete(stream: EventStream): Page {
  const name = nameOf(stream)
  const main = html`<p class="crumbs"><a href="${PATHS.home}">Event streams</a> / <a href="${PATHS.stream(stream.id)}">${name}</a></p>
<div class="heading"><div><h1>Delete ${name}?</h1></div></div>
<form class="card narrow" method="post" action="${PATHS.delete(stream.id)}">
<p>Its deliveries are forgotten with it, and nothing brings them back.${
    stream.destination.type === 'action' && ' The action that it delivers to is deleted as well.'
  }</p>
<div class="row"><button class="button danger">Delete stream</button><a class="button" href="${PATHS.stream(stream.id)}">Keep it</a></div>
</form>`
  return { title: `Delete ${name}?`, main }
}
