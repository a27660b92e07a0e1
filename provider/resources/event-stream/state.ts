import type { eventStream } from '../../../schema/auth0/index'
import { isUnknown, type PlanOf, type StateOf } from '../../../schema/dsl/index'
import { elementsOf, isObject, type ObjectValue } from '../../framework/index'
import type { EventStream, WebhookAuthorization } from '../../management/index'
import { OPEN_ARGUMENTS, SECRETS } from './webhook-secret'

type Plan = PlanOf<typeof eventStream>
type State = StateOf<typeof eventStream>
type Only<T> = T extends readonly (infer B)[] ? B : never
type WebhookState = Only<State['webhook_configuration']>
type AuthorizationState = Only<WebhookState['webhook_authorization']>

/**
 * The state of a stream in a response. `remembered` is the plan or the prior state: it holds what Auth0 never
 * returns (secrets and their versions) and the user's own way to write what means the same (subscriptions).
 */
export function toState(stream: EventStream, remembered: Plan | State): State {
  const { destination } = stream
  return {
    id: stream.id,
    name: stream.name,
    destination_type: destination.type,
    subscriptions: sameOrReceived(stream, remembered.subscriptions),
    // The client hands on a status that Auth0 may add later; the type knows today's.
    status: stream.status as State['status'],
    created_at: stream.created_at,
    updated_at: stream.updated_at,
    eventbridge_configuration: destination.type === 'eventbridge' ? [destination.configuration] : [],
    webhook_configuration:
      destination.type === 'webhook'
        ? [
            {
              webhook_endpoint: destination.configuration.webhook_endpoint,
              webhook_authorization: [
                toAuthorizationState(destination.configuration.webhook_authorization, remembered),
              ],
            },
          ]
        : [],
    action_configuration: destination.type === 'action' ? [destination.configuration] : [],
  }
}

/** The state without what is secret in it and without the versions of secrets, so that the next plan sends them again. */
export function withoutSecrets(state: State): State {
  return {
    ...state,
    webhook_configuration: state.webhook_configuration.map((webhook) => ({
      ...webhook,
      webhook_authorization: webhook.webhook_authorization.map(({ method, username, header_key }) => ({
        ...NOTHING,
        method,
        username,
        header_key,
      })),
    })),
  }
}

function sameOrReceived(stream: EventStream, remembered: Plan['subscriptions'] | null): readonly string[] {
  const received = stream.subscriptions.map(({ event_type }) => event_type)
  if (remembered === null || isUnknown(remembered)) return received
  const written = remembered.filter((type) => typeof type === 'string')
  const same = received.every((type) => written.includes(type)) && written.every((type) => received.includes(type))
  return same && written.length === remembered.length ? written : received
}

const NOTHING: Omit<AuthorizationState, 'method'> = {
  token: null,
  token_wo: null,
  token_wo_version: null,
  username: null,
  password: null,
  password_wo: null,
  password_wo_version: null,
  header_key: null,
  header_value: null,
  header_value_wo: null,
  header_value_wo_version: null,
}

// A method that was changed elsewhere has a secret that is unknown here, so the remembered one is dropped.
function toAuthorizationState(received: WebhookAuthorization, remembered: Plan | State): AuthorizationState {
  const known = rememberedAuthorization(remembered)
  const secrets = known['method'] === received.method ? secretsOf(known) : {}
  return {
    ...NOTHING,
    ...secrets,
    method: received.method,
    ...openArguments(received),
  }
}

// The types of the API's response name the same fields.
function openArguments(received: WebhookAuthorization): Partial<AuthorizationState> {
  return Object.fromEntries(
    OPEN_ARGUMENTS[received.method].map((name) => [name, (received as Partial<AuthorizationState>)[name] ?? null]),
  )
}

function rememberedAuthorization(remembered: Plan | State): ObjectValue {
  const [webhook] = elementsOf((remembered as ObjectValue)['webhook_configuration'])
  const [authorization] = isObject(webhook) ? elementsOf(webhook['webhook_authorization']) : []
  return isObject(authorization) ? authorization : {}
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
function version(value: unknown): number | bigint | null {
  return typeof value === 'number' || typeof value === 'bigint' ? value : null
}

function secretsOf(known: ObjectValue): Partial<AuthorizationState> {
  return Object.fromEntries(
    Object.values(SECRETS).flatMap((names) => [
      [names.stored, text(known[names.stored])],
      [names.version, version(known[names.version])],
    ]),
  )
}
