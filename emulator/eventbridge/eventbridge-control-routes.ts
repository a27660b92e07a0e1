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
      summary: 'The partner event sources of all streams.',
      handle: () => jsonResponse(200, controls.partnerSources()),
    },
    {
      method: 'GET',
      path: '/eventbridge/:id',
      summary: "One partner event source, by its stream's id or by its name.",
      handle: respond(controls.partnerSource),
    },
    {
      method: 'POST',
      path: '/eventbridge/:id/associate',
      summary: 'Plays AWS: associates the source with an event bus, so that events arrive.',
      handle: respond(controls.associatePartnerSource),
    },
    {
      method: 'POST',
      path: '/eventbridge/:id/dissociate',
      summary: 'Plays AWS: takes the event bus away; the source is pending again and events are dropped.',
      handle: respond(controls.dissociatePartnerSource),
    },
    {
      method: 'DELETE',
      path: '/eventbridge/:id',
      summary: 'Plays AWS: deletes the source for good; deliveries fail.',
      handle: respond(controls.deletePartnerSource),
    },
    {
      method: 'GET',
      path: '/eventbridge/:id/events',
      summary: 'What arrived at the event bus, oldest first.',
      handle: respond(controls.eventBridgeEvents),
    },
  ]
}

function respond(read: (idOrName: string) => unknown) {
  return ({ params }: ControlCall) => found(read(params['id'] ?? ''), 'partner event source')
}
