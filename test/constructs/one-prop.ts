import { Destination, type EventStreamProps, WebhookAuthorization } from '../../constructs/index'

/** What JavaScript, or `any`, lets through. */
export function anything(value: unknown) {
  return value as never
}

/** A destination of EventBridge with these props instead. */
export function eventBridge(props: object) {
  return Destination.eventBridge({ awsAccountId: '123456789012', awsRegion: 'us-east-1', ...props })
}

/** A webhook destination with this authorization. */
export function authorized(authorization: unknown) {
  return Destination.webhook({ endpoint: 'https://example.com', authorization: anything(authorization) })
}

/** Props of an event stream with one value of any kind, by where the value stands. */
export const ways: Readonly<Record<string, (value: unknown) => Partial<Record<keyof EventStreamProps, unknown>>>> = {
  name: (name) => ({ name }),
  events: (events) => ({ events }),
  'events[0]': (event) => ({ events: [event] }),
  enabled: (enabled) => ({ enabled }),
  destination: (destination) => ({ destination }),
  provider: (provider) => ({ provider }),
  dependsOn: (dependsOn) => ({ dependsOn }),
  lifecycle: (lifecycle) => ({ lifecycle }),
  forEach: (forEach) => ({ forEach }),
  count: (count) => ({ count }),
  'dependsOn[0]': (dependency) => ({ dependsOn: [dependency] }),
  awsAccountId: (awsAccountId) => ({ destination: eventBridge({ awsAccountId }) }),
  awsRegion: (awsRegion) => ({ destination: eventBridge({ awsRegion }) }),
  actionId: (actionId) => ({ destination: Destination.action({ actionId: anything(actionId) }) }),
  endpoint: (endpoint) => ({
    destination: Destination.webhook({
      endpoint: anything(endpoint),
      authorization: WebhookAuthorization.bearer('${var.a}'),
    }),
  }),
  authorization: (authorization) => ({ destination: authorized(authorization) }),
  token: (token) => ({ destination: authorized(WebhookAuthorization.bearer(anything(token))) }),
  username: (username) => ({
    destination: authorized(WebhookAuthorization.basic({ username: anything(username), password: '${var.a}' })),
  }),
  password: (password) => ({
    destination: authorized(WebhookAuthorization.basic({ username: 'a', password: anything(password) })),
  }),
  value: (value) => ({
    destination: authorized(WebhookAuthorization.customHeader({ name: 'X-A', value: anything(value) })),
  }),
  version: (version) => ({
    destination: authorized(WebhookAuthorization.bearer('${var.a}', { version: anything(version) })),
  }),
  storeInState: (storeInState) => ({
    destination: authorized(WebhookAuthorization.bearer('${var.a}', { storeInState: anything(storeInState) })),
  }),
}
