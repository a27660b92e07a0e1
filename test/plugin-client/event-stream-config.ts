import type { eventStream } from '../../schema/auth0/index'
import type { StateOf } from '../../schema/dsl/index'
import type { ObjectValue } from '../kit/terraform-core'

/** The state of an event stream. */
export type StreamState = StateOf<typeof eventStream>

/** The secret that every configuration here sends, to be looked for where none may be. */
export const SECRET = 'correct-horse-battery'

/** A stream that posts to a webhook, bearer token in the state, unless told otherwise. */
export function webhookStream(authorization: ObjectValue = bearer(), members: ObjectValue = {}): ObjectValue {
  return {
    name: 'users',
    destination_type: 'webhook',
    subscriptions: ['user.created', 'user.updated'],
    webhook_configuration: [webhook(authorization)],
    ...members,
  }
}

/** A webhook block. */
export function webhook(authorization: ObjectValue = bearer(), endpoint = 'https://example.com/events') {
  return {
    webhook_endpoint: endpoint,
    webhook_authorization: [authorization],
  }
}

/** Bearer authorization with the token in the state. */
export function bearer(token = SECRET): ObjectValue {
  return { method: 'bearer', token }
}

/** Bearer authorization with a write-only token. */
export function bearerWriteOnly(version: number | bigint = 1, token = SECRET): ObjectValue {
  return {
    method: 'bearer',
    token_wo: token,
    token_wo_version: version,
  }
}

/** Every webhook authorization, by what it is called in a test's name. */
export const AUTHORIZATIONS: readonly (readonly [name: string, authorization: ObjectValue])[] = [
  ['bearer', bearer()],
  ['bearer, write-only', bearerWriteOnly()],
  ['basic', { method: 'basic', username: 'auth0', password: SECRET }],
  ['basic, write-only', { method: 'basic', username: 'auth0', password_wo: SECRET, password_wo_version: 1 }],
  ['custom header', { method: 'custom_header', header_key: 'X-Key', header_value: SECRET }],
  [
    'custom header, write-only',
    { method: 'custom_header', header_key: 'X-Key', header_value_wo: SECRET, header_value_wo_version: 1 },
  ],
]

/** A stream to EventBridge. */
export function eventbridgeStream(block: ObjectValue = {}, members: ObjectValue = {}): ObjectValue {
  return {
    name: 'users',
    destination_type: 'eventbridge',
    subscriptions: ['user.created', 'user.updated'],
    eventbridge_configuration: [{ aws_account_id: '012345678901', aws_region: 'eu-central-1', ...block }],
    ...members,
  }
}

/** A stream to an Action. */
export function actionStream(actionId: string, members: ObjectValue = {}): ObjectValue {
  return {
    name: 'users',
    destination_type: 'action',
    subscriptions: ['user.created', 'user.updated'],
    action_configuration: [{ action_id: actionId }],
    ...members,
  }
}
