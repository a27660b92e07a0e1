import { type ControlCall, type ControlRoute, found } from '../controls/control-route'
import { jsonResponse } from '../http/response'
import type { EventBridgeControls } from './eventbridge-controls'

/**
 * The control routes of partner event sources. A source is named by its stream's id or by its own name, percent-encoded.
 * 404 when there is no such source, or when it is deleted and should change.
 */
export function eventBridgeControlRoutes(controls: EventBridgeControls): ControlRoute[] {
  return [
    {
      method: 'GET',
      path: '/eventbridge',
      summary: 'Lists the partner event sources of all streams.',
      handle: () => jsonResponse(200, controls.partnerSources()),
    },
    {
      method: 'GET',
      path: '/eventbridge/:id',
      summary: 'Returns a partner event source by stream ID or by source name.',
      handle: respond(controls.partnerSource),
    },
    {
      method: 'POST',
      path: '/eventbridge/:id/associate',
      summary: 'Simulates AWS: associates the source with an event bus, so that events are delivered.',
      handle: respond(controls.associatePartnerSource),
    },
    {
      method: 'POST',
      path: '/eventbridge/:id/dissociate',
      summary: 'Simulates AWS: removes the event bus. The source is pending again, and events are dropped.',
      handle: respond(controls.dissociatePartnerSource),
    },
    {
      method: 'DELETE',
      path: '/eventbridge/:id',
      summary: 'Simulates AWS: deletes the source permanently. Deliveries then fail.',
      handle: respond(controls.deletePartnerSource),
    },
    {
      method: 'GET',
      path: '/eventbridge/:id/events',
      summary: 'Lists the events that reached the event bus, oldest first.',
      handle: respond(controls.eventBridgeEvents),
    },
  ]
}

function respond(read: (idOrName: string) => unknown) {
  return ({ params }: ControlCall) => found(read(params['id'] ?? ''), 'partner event source')
}
