import { parseEventStream } from '../../../../provider/management/event-streams/parse-event-stream'
import { parseResponse } from '../../../../provider/management/response'
import { answeredStream, apiRequest } from '../fixtures'

function read(body: unknown) {
  return parseResponse(
    apiRequest(),
    { status: 200, headers: { 'content-type': 'application/json' }, text: JSON.stringify(body) },
    parseEventStream,
  )
}

function webhook(authorization: unknown) {
  return {
    type: 'webhook',
    configuration: { webhook_endpoint: 'https://example.com', webhook_authorization: authorization },
  }
}
const EVENT_BRIDGE = {
  type: 'eventbridge',
  configuration: { aws_region: 'eu-west-1', aws_account_id: '123456789012', aws_partner_event_source: 'aws.partner/x' },
}

describe('an answered event stream', () => {
  it.each([
    ['a bearer webhook', webhook({ method: 'bearer' })],
    ['a basic webhook', webhook({ method: 'basic', username: 'me' })],
    ['a custom header webhook', webhook({ method: 'custom_header', header_key: 'x-key' })],
    ['an EventBridge', EVENT_BRIDGE],
    ['an action', { type: 'action', configuration: { action_id: 'a' } }],
  ])('is read with %s', (_, destination) => {
    expect(read(answeredStream({ destination }))).toEqual(answeredStream({ destination }))
  })

  it('is read without the fields that are not known', () => {
    const destination = { ...EVENT_BRIDGE, later: 1, configuration: { ...EVENT_BRIDGE.configuration, later: 1 } }
    const stream = read(answeredStream({ later: { token: 'x' }, destination }))
    expect(stream).toEqual(answeredStream({ destination: EVENT_BRIDGE }))
  })

  it('is read with a status that is not known', () => {
    expect(read(answeredStream({ status: 'suspended' })).status).toBe('suspended')
  })

  it.each([
    ['no name', { name: undefined }, 'name: expected a string, got nothing'],
    ['a null id', { id: null }, 'id: expected a string, got null'],
    ['no destination', { destination: undefined }, 'destination: expected an object, got nothing'],
    ['a destination list', { destination: [] }, 'destination: expected an object, got a list'],
    ['subscriptions of text', { subscriptions: 'all' }, 'subscriptions: expected a list, got a value of type string'],
    [
      'a subscription of text',
      { subscriptions: [{ event_type: 'a' }, 'b'] },
      'subscriptions[1]: expected an object, got a value of type string',
    ],
    [
      'a destination of another type',
      { destination: { type: 'kinesis', configuration: {} } },
      'destination.type: "kinesis" is not known to this version of the client',
    ],
    [
      'an authorization of another method',
      { destination: webhook({ method: 'oauth' }) },
      'destination.configuration.webhook_authorization.method: "oauth" is not known to this version of the client',
    ],
    [
      'no user name',
      { destination: webhook({ method: 'basic' }) },
      'destination.configuration.webhook_authorization.username: expected a string, got nothing',
    ],
  ])('is refused with %s, and the field named', (_, rest, words) => {
    expect(() => read(answeredStream(rest))).toThrow(
      expect.objectContaining({
        kind: 'shape',
        status: 200,
        message: `Cannot read event stream est_1: ${words}`,
      }),
    )
  })

  it('is refused when it is no object', () => {
    expect(() => read([])).toThrow('expected an object, got a list')
  })
})
