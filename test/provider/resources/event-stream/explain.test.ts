import type { ObjectValue, Subject } from '../../../../provider/framework/index'
import { EVENT_STREAM_WORDS, pathOf } from '../../../../provider/resources/event-stream/explain'
import { describeOperation } from '../../../../provider/resources/explanation'
import { detailOf, explained, http } from '../explained'

describe('the name of a stream in a message', () => {
  it.each<readonly [ObjectValue, string]>([
    [{ name: 'users', id: 'est_1' }, 'read the event stream "users" with the id est_1'],
    [{ name: 'users', id: null }, 'read the event stream "users"'],
    [{ name: null, id: 'est_1' }, 'read the event stream est_1'],
    [{}, 'read the event stream'],
  ])('is the best there is of %j', (values, text) => {
    expect(describeOperation(EVENT_STREAM_WORDS, { operation: 'read', values })).toBe(text)
  })
})

describe('a refusal about a stream', () => {
  it('of a read says to check the id', () => {
    expect(detailOf(http(404), 'read')).toContain('Check the id')
  })

  it('for a taken name is about the name, and says how to take the stream over', () => {
    const conflict = explained(http(409))
    expect([conflict?.path, conflict?.detail]).toEqual([
      ['name'],
      expect.stringContaining("terraform import 'ADDRESS' ID"),
    ])
  })

  it('for a taken name that nobody has any more says what else it may be', () => {
    expect(detailOf(http(409, { nameHolder: null }))).toMatch(
      /No stream of the tenant has the name "users": .* Then run/,
    )
  })

  it.each([
    ['destination', 'its destination is another'],
    ['subscriptions', 'its subscriptions are others'],
    ['age', 'it was created before the request'],
    ['form', 'this version of the provider cannot read it'],
  ] as const)('for a stream that may not be adopted says why: %s', (differs, words) => {
    const conflict = explained({ kind: 'timeout', mayHaveBeenApplied: true, nameHolder: { id: 'est_1', differs } })
    expect(conflict?.path).toEqual(['name'])
    expect(conflict?.detail).toContain(`The stream est_1 has the name "users", but cannot be the one that was to be`)
    expect(conflict?.detail).toContain(words)
    expect(conflict?.detail).toContain("\n\n  terraform import 'ADDRESS' est_1\n\n")
    expect(conflict?.detail).not.toContain('may exist')
  })
})

describe('a refusal that is not about the configuration', () => {
  it.each<readonly [number, Subject['operation']]>([
    [400, 'read'],
    [400, 'delete'],
    [409, 'read'],
    [409, 'delete'],
  ])('points at no argument: %i on %s', (status, operation) => {
    const refused = http(status, { apiMessage: "Payload validation error: 'x' on property name (y)." })
    expect(explained(refused, operation)?.path).toBeUndefined()
  })

  it('does not say that a stream that never was has been deleted', () => {
    expect(detailOf(http(404, { apiMessage: 'That action does not exist.' }))).toContain('such as action_id')
  })
})

describe('the property that Auth0 names', () => {
  const WEBHOOK = ['webhook_configuration', 0]
  const AUTHORIZATION = [...WEBHOOK, 'webhook_authorization', 0]

  it.each([
    ['name', ['name']],
    ['status', ['status']],
    ['subscriptions', ['subscriptions']],
    ['subscriptions.2', ['subscriptions', 2]],
    ['subscriptions.0.event_type', ['subscriptions', 0]],
    ['subscriptions[1].event_type', ['subscriptions', 1]],
    ['destination.type', ['destination_type']],
    ['destination.configuration.aws_account_id', ['eventbridge_configuration', 0, 'aws_account_id']],
    ['destination.configuration.aws_region', ['eventbridge_configuration', 0, 'aws_region']],
    ['destination.configuration.action_id', ['action_configuration', 0, 'action_id']],
    ['destination.configuration.webhook_endpoint', [...WEBHOOK, 'webhook_endpoint']],
    ['destination.configuration.webhook_authorization.token', [...AUTHORIZATION, 'token']],
    ['destination.configuration.webhook_authorization.header_key', [...AUTHORIZATION, 'header_key']],
  ])('is the path of its argument: %s', (property, path) => {
    expect(pathOf(`Payload validation error: 'too long' on property ${property} (What it is).`)).toEqual(path)
  })

  it.each(['name', 'subscriptions.0.event_type'])('is found without a description, too: %s', (property) => {
    expect(pathOf(`Payload validation error: 'too long' on property ${property}.`)?.[0]).toBe(property.split('.')[0])
  })

  it.each(['Payload validation error: x.', '', "'x' on property destination.configuration (The configuration)."])(
    'is no path when there is no such argument: %s',
    (message) => {
      expect(pathOf(message)).toBeUndefined()
    },
  )

  it('is the path of the diagnostic', () => {
    const apiMessage = "Payload validation error: 'too long' on property name (The name)."
    expect(explained(http(400, { apiMessage }))?.path).toEqual(['name'])
  })
})
