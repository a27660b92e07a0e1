import type { StoredEventStream } from '../event-streams/event-stream-store'
import {
  changePartnerSource,
  type EventBridgeEvent,
  type EventBridgeState,
  type PartnerSource,
  type PartnerSourceState,
  readEvents,
  readPartnerSource,
} from './partner-source'

/** The AWS side of EventBridge destinations, simulated. A source is named by its stream's id or its own name; undefined when there is none that could change. */
export interface EventBridgeControls {
  /** The partner event sources of all streams, in the order of the streams. */
  partnerSources(): PartnerSource[]
  partnerSource(idOrName: string): PartnerSource | undefined
  /** Associates an event bus: from now on events arrive. */
  associatePartnerSource(idOrName: string): PartnerSource | undefined
  /** Takes the event bus away: the source is pending again. */
  dissociatePartnerSource(idOrName: string): PartnerSource | undefined
  /** Deletes the source permanently: deliveries fail. */
  deletePartnerSource(idOrName: string): PartnerSource | undefined
  /** What arrived at the event bus, oldest first, the latest thousand. */
  eventBridgeEvents(idOrName: string): EventBridgeEvent[] | undefined
}

/** The controls of a tenant's EventBridge. */
export function createEventBridgeControls(state: EventBridgeState): EventBridgeControls {
  function change(idOrName: string, next: PartnerSourceState) {
    const stored = findStream(state, idOrName)
    return stored && changePartnerSource(state, stored, next)
  }
  return {
    partnerSources: () => state.streams.all().flatMap((stored) => readPartnerSource(state, stored) ?? []),
    partnerSource(idOrName) {
      const stored = findStream(state, idOrName)
      return stored && readPartnerSource(state, stored)
    },
    associatePartnerSource: (idOrName) => change(idOrName, 'ACTIVE'),
    dissociatePartnerSource: (idOrName) => change(idOrName, 'PENDING'),
    deletePartnerSource: (idOrName) => change(idOrName, 'DELETED'),
    eventBridgeEvents(idOrName) {
      const stored = findStream(state, idOrName)
      return stored && readEvents(state, stored)
    },
  }
}

function findStream(state: EventBridgeState, idOrName: string): StoredEventStream | undefined {
  return state.streams.all().find(({ stream: { id, destination } }) => {
    if (destination.type !== 'eventbridge') return false
    return id === idOrName || destination.configuration.aws_partner_event_source === idOrName
  })
}
