import { eventBridgeStream, itOnEmulator, openTarget, type Target, webhook, webhookStream } from './target'

let target: Target
beforeAll(async () => {
  target = await openTarget()
})
afterAll(() => target.close())

function post(body: Parameters<Target['call']>[2], headers: Record<string, string> = {}) {
  return target.call('POST', '/api/v2/event-streams', body, headers)
}
const bearer = { method: 'bearer', token: 'hush' }
function eventBridge(configuration: Record<string, string>) {
  return eventBridgeStream({ destination: { type: 'eventbridge', configuration } })
}

describe('the body of an event stream', () => {
  it.each([
    [
      'an empty name',
      webhookStream({ name: '' }),
      "'String is too short (0 chars), minimum 1' on property name (Name of the event stream)",
    ],
    [
      'a name of 129 characters',
      webhookStream({ name: 'n'.repeat(129) }),
      "'String is too long (129 chars), maximum 128' on property name (Name of the event stream)",
    ],
    ['a key that does not exist', webhookStream({ color: 'red' }), "'Additional properties not allowed: color'"],
    ['no destination', { name: 'n' }, "'Missing required property: destination'"],
    [
      'no subscriptions in the list',
      webhookStream({ subscriptions: [] }),
      "'Array is too short (0), minimum 1' on property subscriptions (List of event types subscribed to in this stream)",
    ],
    [
      'subscriptions that are plain texts',
      webhookStream({ subscriptions: ['user.created'] }),
      "'Expected type object but found type string' on property subscriptions.0",
    ],
    [
      'an unknown status',
      webhookStream({ status: 'paused' }),
      "'No enum match for: paused' on property status (Indicates whether the event stream is actively forwarding events)",
    ],
    [
      'an unknown destination type',
      webhookStream({ destination: { type: 'kafka', configuration: {} } }),
      "'No enum match for: kafka' on property destination.type",
    ],
    [
      'a destination without configuration',
      webhookStream({ destination: { type: 'webhook' } }),
      "'Missing required property: configuration' on property destination",
    ],
  ])('refuses %s', async (_case, body, message) => {
    const answer = await post(body)
    expect(answer.body).toEqual({
      statusCode: 400,
      error: 'Bad Request',
      message: `Payload validation error: ${message}.`,
      errorCode: 'invalid_body',
    })
  })

  it.each([
    ['an endpoint without https', webhook(bearer, 'http://example.com'), 'webhook_endpoint'],
    ['an unknown method', webhook({ method: 'digest' }), 'webhook_authorization'],
    ['a bearer without token', webhook({ method: 'bearer' }), 'webhook_authorization'],
    ['a bearer with a username', webhook({ ...bearer, username: 'me' }), 'webhook_authorization'],
    ['a basic without password', webhook({ method: 'basic', username: 'me' }), 'webhook_authorization'],
    [
      'a username of 129 characters',
      webhook({ method: 'basic', username: 'u'.repeat(129), password: 'x' }),
      'username',
    ],
    ['a username with a colon', webhook({ method: 'basic', username: 'a:b', password: 'x' }), 'username'],
    [
      'a header name with a space',
      webhook({ method: 'custom_header', header_key: 'a b', header_value: 'x' }),
      'header_key',
    ],
    ['an empty header name', webhook({ method: 'custom_header', header_key: '', header_value: 'x' }), 'header_key'],
  ])('refuses a webhook with %s', async (_case, destination, property) => {
    const { status, body } = await post(webhookStream({ destination }))
    expect([status, body.errorCode]).toEqual([400, 'invalid_body'])
    expect(body.message).toContain(property)
  })

  it.each([
    ['an account id of 11 digits', { aws_account_id: '12345678901', aws_region: 'us-east-1' }, 'aws_account_id'],
    ['a region that does not exist', { aws_account_id: '123456789012', aws_region: 'mars-1' }, 'aws_region'],
    ['no region', { aws_account_id: '123456789012' }, 'aws_region'],
  ])('refuses an EventBridge destination with %s', async (_case, configuration, property) => {
    const { status, body } = await post(eventBridge(configuration))
    expect(status).toBe(400)
    expect(body.message).toContain(property)
  })

  it('refuses a partner event source from outside', async () => {
    const configuration = { aws_account_id: '123456789012', aws_region: 'us-east-1', aws_partner_event_source: 'mine' }
    const { status } = await post(eventBridge(configuration))
    expect(status).toBe(400)
  })

  it.each(['null', '[]', '"text"', '7'])('refuses %s', async (text) => {
    const { status, body } = await post(text)
    expect([status, body.errorCode]).toEqual([400, 'invalid_body'])
  })

  it('refuses JSON that ends too early', async () => {
    const { status } = await post('{"name":')
    expect(status).toBe(400)
  })

  itOnEmulator('refuses a content type that is not JSON', 'not published', async () => {
    const { status } = await post('name=x', { 'content-type': 'text/plain' })
    expect(status).toBe(415)
  })

  itOnEmulator('refuses more than a mebibyte', 'the bound of a real tenant is not published', async () => {
    const { status } = await post(webhookStream({ name: 'n'.repeat(1_100_000) }))
    expect(status).toBe(413)
  })
})
