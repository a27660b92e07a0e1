/**
 * An event stream's id. Source: the format `event-stream-id` of the Management API. The letters that Auth0's ids leave
 * out (0 O I l) are let through, since how strict its own check is has never been documented.
 */
export const EVENT_STREAM_ID = /^est_[A-Za-z0-9]{22}$/
