import { type Context, Hono } from 'hono'
import { html } from 'hono/html'
import { DESTINATION_TYPES, type DestinationType } from '../event-streams/destination'
import type { EventStream } from '../event-streams/event-stream-store'
import { findEventStream } from '../event-streams/event-streams'
import { ApiError } from '../http/api-error'
import { readText } from '../http/request-body'
import type { Route } from '../http/route'
import { SCRIPT, STYLE } from './browser-files'
import type { ConsoleState } from './console-state'
import { createFromDraft, messageOf } from './create-stream'
import { renderDelete } from './delete-page'
import { CODE_TEMPLATE, renderForm } from './form-page'
import { guardConsole } from './guard'
import { renderHome, renderStreams } from './home-page'
import { createInnerApi, type InnerApi, type InnerResponse } from './inner-api'
import { type Page, renderDocument } from './layout'
import { CONSOLE, PATHS } from './paths'
import { renderLive, renderStream } from './stream-page'

/** What the handlers share. */
interface Console {
  readonly app: Hono
  readonly state: ConsoleState
  readonly api: InnerApi
}

/**
 * The console: the page at `/`, and under `/__emulator/console/` what it leads to. Its pages work without their script,
 * and none of its calls shows in the tenant's request log.
 */
export function createConsole(state: ConsoleState, routes: readonly Route[]): Hono {
  const app = new Hono()
  const parts = { app, state, api: createInnerApi(routes) }
  app.use('/', guardConsole)
  app.use(`${CONSOLE}/*`, guardConsole)
  app.onError((error, call) => toErrorResponse(state, call, error))
  addPages(parts)
  addForms(parts)
  addStreamActions(parts)
  return app
}

function addPages({ app, state, api }: Console): void {
  app.get(PATHS.style, () => asset(STYLE, 'text/css'))
  app.get(PATHS.script, () => asset(SCRIPT, 'text/javascript'))
  app.get('/', (call) => show(state, call, renderHome({ state, origin: originOf(call) })))
  app.get(PATHS.homeLive, (call) => call.html(renderStreams(state)))
  app.get(`${CONSOLE}/streams/:id`, async (call) => {
    return show(state, call, await renderStream({ state, api, stream: streamOf(state, call) }))
  })
  app.get(`${CONSOLE}/streams/:id/live`, async (call) => {
    return call.html(await renderLive({ state, api, stream: streamOf(state, call) }))
  })
}

function addForms({ app, state, api }: Console): void {
  app.get(`${CONSOLE}/new/:type`, (call) => {
    const values = new URLSearchParams({ code: CODE_TEMPLATE })
    return show(state, call, renderForm({ draft: { type: typeOf(call), values }, faults: {} }))
  })
  app.post(`${CONSOLE}/new/:type`, async (call) => {
    const draft = { type: typeOf(call), values: await readForm(call) }
    const creation = await createFromDraft(api, draft, state.switches)
    if ('id' in creation) return call.redirect(`${PATHS.stream(creation.id)}?done=created`, 303)
    return show(state, call, renderForm({ draft, faults: creation.faults }), 422)
  })
  app.get(`${CONSOLE}/streams/:id/delete`, (call) => show(state, call, renderDelete(streamOf(state, call))))
  app.post(`${CONSOLE}/streams/:id/delete`, async (call) => {
    await api('DELETE', `/event-streams/${call.req.param('id')}`)
    return call.redirect(`${PATHS.home}?done=deleted`, 303)
  })
}

/** What can be done on a stream's page, by the last steps of its address. */
function addStreamActions({ app, api }: Console): void {
  function at(call: Context) {
    return `/event-streams/${encodeURIComponent(call.req.param('id') ?? '')}`
  }
  app.post(`${CONSOLE}/streams/:id/status`, async (call) => {
    const status = (await readForm(call)).get('status') ?? ''
    const response = await api('PATCH', at(call), { status })
    return finish(call, response, status === 'enabled' ? 'enabled' : 'paused')
  })
  app.post(`${CONSOLE}/streams/:id/test`, async (call) => {
    const event_type = (await readForm(call)).get('event_type') ?? ''
    return finish(call, await api('POST', `${at(call)}/test`, { event_type }), 'tested')
  })
  app.post(`${CONSOLE}/streams/:id/redeliver`, async (call) => {
    return finish(call, await api('POST', `${at(call)}/redeliver`, {}), 'all-redelivered')
  })
  app.post(`${CONSOLE}/streams/:id/redeliver/:event`, async (call) => {
    const event = encodeURIComponent(call.req.param('event'))
    return finish(call, await api('POST', `${at(call)}/redeliver/${event}`, {}), 'redelivered')
  })
}

/** Messages by what was done. Addresses carry only the key, so that no other text can get into a page. */
const NOTICES = {
  created: 'The stream was created.',
  deleted: 'The stream was deleted.',
  paused: 'The stream is paused and receives no events.',
  enabled: 'The stream is enabled.',
  tested: 'A test event was queued.',
  redelivered: 'The event was queued for redelivery.',
  'all-redelivered': 'All failed events were queued for redelivery.',
} as const

type Done = keyof typeof NOTICES

/** Responds to a form: with a message for the page's script, otherwise with the stream's page and that message. */
function finish(call: Context, response: InnerResponse, done: Done): Response {
  if (call.req.header('accept') === 'application/json') {
    const message = response.ok ? NOTICES[done] : messageOf(response)
    return Response.json({ message }, { status: response.ok ? 200 : response.status })
  }
  if (!response.ok) throw new ApiError(response.status, messageOf(response))
  return call.redirect(`${PATHS.stream(call.req.param('id') ?? '')}?done=${done}`, 303)
}

function show(state: ConsoleState, call: Context, page: Page, status: 200 | 400 | 404 | 409 | 422 | 500 = 200) {
  const done = call.req.query('done') ?? ''
  const notice = Object.hasOwn(NOTICES, done) ? { notice: NOTICES[done as Done] } : {}
  return call.html(renderDocument({ state, origin: originOf(call), ...notice }, page), status)
}

/** A page for what went wrong, in the words of the API. */
function toErrorResponse(state: ConsoleState, call: Context, error: Error): Response | Promise<Response> {
  if (!(error instanceof ApiError)) throw error
  const { statusCode, message } = error.body
  const title = statusCode === 404 ? 'Not found' : 'Request failed'
  const main = html`<div class="heading"><div><h1>${title}</h1></div></div><p class="summary" role="alert">${message}</p>
<p><a href="${PATHS.home}">Event streams</a></p>`
  const known = ([400, 404, 409, 500] as const).find((status) => status === statusCode)
  return show(state, call, { title, main }, known ?? 400)
}

function asset(text: string, type: string): Response {
  return new Response(text, { headers: { 'content-type': `${type}; charset=utf-8` } })
}

function streamOf(state: ConsoleState, call: Context): EventStream {
  return findEventStream(state, call.req.param('id') ?? '').stream
}

function typeOf(call: Context): DestinationType {
  const type = DESTINATION_TYPES.find((each) => each === call.req.param('type'))
  if (type === undefined) throw new ApiError(404, 'Unknown destination type.')
  return type
}

async function readForm(call: Context): Promise<URLSearchParams> {
  return new URLSearchParams(await readText(call.req.raw))
}

function originOf(call: Context): string {
  return new URL(call.req.url).origin
}
