import type { Hono } from 'hono'
import { jsonResponse } from '../response'
import type { EventBridgeControls } from './eventbridge-controls'

/**
 * Under `/__emulator/`: `GET eventbridge` (every partner event source), and for one, by its stream's id or by its name
 * percent-encoded: `GET eventbridge/{id}`, `POST …/associate`, `POST …/dissociate`, `DELETE eventbridge/{id}`, and
 * `GET …/events`. 404 when there is no such source, or when it is deleted and should change.
 */
export function addEventBridgeControls(app: Hono, controls: EventBridgeControls): void {
  app.get('/eventbridge', () => jsonResponse(200, controls.partnerSources()))
  app.get('/eventbridge/:id', ({ req }) => answer(controls.partnerSource(req.param('id'))))
  app.delete('/eventbridge/:id', ({ req }) => answer(controls.deletePartnerSource(req.param('id'))))
  app.post('/eventbridge/:id/associate', ({ req }) => answer(controls.associatePartnerSource(req.param('id'))))
  app.post('/eventbridge/:id/dissociate', ({ req }) => answer(controls.dissociatePartnerSource(req.param('id'))))
  app.get('/eventbridge/:id/events', ({ req }) => answer(controls.eventBridgeEvents(req.param('id'))))
}

function answer(found: unknown): Response {
  if (found !== undefined) return jsonResponse(200, found)
  return jsonResponse(404, { error: 'Not Found', message: 'The tenant holds no such partner event source' })
}
