import { fields, type Part, text } from '../response'

/** An event in its CloudEvents envelope, as Auth0 delivers it. */
export interface Auth0Event {
  /** `evt_` and 22 characters; the same in every attempt, so that a receiver can tell a repetition. */
  readonly id: string
  /** Such as `user.created`. Auth0 adds types about every quarter. */
  readonly type: string
  /** `1.0`. */
  readonly specversion: string
  /** `urn:auth0:` and, where Auth0 gives it, the tenant's host. */
  readonly source: string
  /** RFC 3339, UTC. */
  readonly time: string
  readonly data: {
    /** What the event is about, as it is afterwards. */
    readonly object: Record<string, unknown>
    /** The circumstances, as far as Auth0 tells them. */
    readonly context?: Record<string, unknown>
    /** What it was before, where Auth0 tells it. */
    readonly previous_object?: Record<string, unknown>
  }
  /** The tenant's name. */
  readonly a0tenant: string
  /** The stream that delivers the event; absent from `GET /events`. */
  readonly a0stream?: string
  /** On test events only. */
  readonly a0purpose?: 'test' | (string & {})
}

/** Reads an event. Of its data only that it is there is checked. Throws `ShapeProblem`. */
export function parseEvent(part: Part): Auth0Event {
  const field = fields(part)
  for (const name of ['id', 'type', 'specversion', 'source', 'a0tenant']) text(field(name))
  fields(fields(field('data'))('object'))
  return part.value as Auth0Event
}
