/** SIGN the declarations, one file per thing users see. Data only. */
export { action } from './action'
export { actionData } from './action-data'
export { tokenText } from './credential-text'
export { eventStream } from './event-stream'
export { eventStreamData } from './event-stream-data'
export { EVENT_STREAM_ID } from './event-stream-id'
export { EVENT_TYPES } from './event-type'
export { auth0Provider, PROVIDER_ENVIRONMENT, SIGNING_ALGORITHMS } from './provider'
