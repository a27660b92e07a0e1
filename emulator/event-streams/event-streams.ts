import { assertUsableAction, releaseAction } from '../actions/action-binding'
import type { ActionsState } from '../actions/actions-state'
import { assertMayEnable, type FailureState } from '../delivery/failure-limits'
import { conflict, invalidBody, notFound } from '../http/api-error'
import type { Json } from '../json'
import {
  createPartnerEventSource,
  type RequestedDestination,
  SECRET_FIELDS,
  type SplitDestination,
  splitSecrets,
} from './destination'
import { type EventStreamBody, parseEventStreamBody } from './event-stream-body'
import type { EventStream, EventStreamStore, StoredEventStream } from './event-stream-store'

/** What event streams use of a tenant. */
export interface EventStreamsState extends ActionsState, FailureState {
  readonly clock: ActionsState['clock']
  readonly tenantName: string
  /** How many event streams fit. */
  readonly quota: number
}

/** Creates a stream from a request body. Throws `ApiError`: 400 for the body, 409 for a taken name or a full tenant. */
export function createEventStream(state: EventStreamsState, body: Json): EventStream {
  const requested = parseEventStreamBody('create', body, state.switches)
  if (requested.destination === undefined) throw new Error('A body without destination passed the create schema')
  assertNameFree(state, requested.name)
  assertRoom(state)
  const { destination, secrets } = prepareDestination(state, requested.destination)
  const { name, subscriptions = [], status = 'enabled' } = requested
  const named = name === undefined ? {} : { name }
  return state.streams.insert({ status, ...named, subscriptions, destination }, secrets).stream
}

/** Applies a PATCH body. Throws `ApiError`: 400 for the body, 404 for the stream, 409 for a taken name. */
export function updateEventStream(state: EventStreamsState, id: string, body: Json): EventStream {
  const requested = parseEventStreamBody('update', body, state.switches)
  const stored = findEventStream(state, id)
  assertNameFree(state, requested.name, id)
  assertMayEnable(state, stored, requested.status)
  const { destination: sent, ...changes } = requested
  const split = sent === undefined ? undefined : replaceDestination(stored, sent)
  const destination = split === undefined ? {} : { destination: split.destination }
  const updated = state.streams.update(id, { ...changes, ...destination }, split?.secrets)
  return (updated ?? stored).stream
}

/** Deletes a stream, and the action it delivers to. Idempotent: an unknown id is no error. */
export function deleteEventStream(state: EventStreamsState, id: string): void {
  const deleted = state.streams.delete(id)
  if (deleted !== undefined) releaseAction(state, deleted.stream.destination)
}

/** The stream with that id. Throws a 404 `ApiError`. */
export function findEventStream(state: { readonly streams: EventStreamStore }, id: string): StoredEventStream {
  const stored = state.streams.get(id)
  if (stored === undefined) throw notFound('The requested stream does not exist.')
  return stored
}

function prepareDestination(state: EventStreamsState, requested: RequestedDestination): SplitDestination {
  switch (requested.type) {
    case 'webhook':
      return splitSecrets(requested)
    case 'action':
      assertUsableAction(state, requested.configuration.action_id)
      return splitSecrets(requested)
    case 'eventbridge': {
      const aws_partner_event_source = createPartnerEventSource(state.tenantName)
      const { aws_region, aws_account_id } = requested.configuration
      const configuration = { aws_region, aws_account_id, aws_partner_event_source }
      return splitSecrets({ type: requested.type, configuration })
    }
  }
}

/** Only a webhook's destination can change. Auth0's wording for these refusals is not published. */
function replaceDestination(stored: StoredEventStream, sent: RequestedDestination): SplitDestination {
  const { type } = stored.stream.destination
  if (sent.type !== type) throw invalidBody(`The destination type cannot be changed from ${type} to ${sent.type}.`)
  if (sent.type !== 'webhook') throw invalidBody(`The destination of an ${type} event stream cannot be updated.`)
  const split = splitSecrets(sent)
  return Object.keys(split.secrets).length > 0 ? split : { ...split, secrets: keepSecret(stored, split) }
}

/** A webhook destination came without its secret and the switch allows it: the stored one stays if the method does. */
function keepSecret(stored: StoredEventStream, { destination }: SplitDestination): StoredEventStream['secrets'] {
  const before = stored.stream.destination
  if (before.type !== 'webhook' || destination.type !== 'webhook') return {}
  const { method } = destination.configuration.webhook_authorization
  if (method === before.configuration.webhook_authorization.method) return stored.secrets
  throw invalidBody(`The authorization method ${method} needs a ${SECRET_FIELDS[method]}.`)
}

/** Auth0 documents the 409 but not its text. */
function assertNameFree(state: EventStreamsState, name: EventStreamBody['name'], ownId?: string): void {
  if (name === undefined) return
  function fold(text: string) {
    return state.switches.nameUniqueness === 'case-insensitive' ? text.toLowerCase() : text
  }
  const folded = fold(name)
  function isTaken({ stream }: StoredEventStream) {
    return stream.id !== ownId && stream.name !== undefined && fold(stream.name) === folded
  }
  if (state.streams.all().some(isTaken)) throw conflict(`An event stream with the name "${name}" already exists.`)
}

function assertRoom(state: EventStreamsState): void {
  if (state.streams.all().length < state.quota) return
  throw conflict(`The tenant has reached its limit of ${state.quota} event streams.`)
}
