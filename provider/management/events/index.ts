export type { Auth0Event } from './auth0-event'
export type { EventMessage, Events, EventsQuery, SubscribeOptions } from './events'
