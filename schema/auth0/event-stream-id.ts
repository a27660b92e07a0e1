/**
 * An event stream's id. Source: the format `event-stream-id` of the Management API. Also accepts the characters that Auth0's ids
 * omit (0 O I l), since the strictness of Auth0's own check is not documented.
 */
export const EVENT_STREAM_ID = /^est_[A-Za-z0-9]{22}$/
