import { actions } from './actions/noun'
import { deliveries, eventStreams } from './event-streams/noun'
import { events } from './events/noun'

/** The nouns of the client, each with its calls. The only place that names them all. */
export const NOUNS = { eventStreams, deliveries, events, actions }
