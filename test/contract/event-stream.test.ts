import { eventBridgeStream, itOnEmulator, openTarget, type Target, UNKNOWN_ID, webhook, webhookStream } from './target'

let target: Target
beforeAll(async () => {
  target = await openTarget()
})
afterAll(() => target.close())

const STREAMS = '/api/v2/event-streams'
function create(body = webhookStream()) {
  return target.call('POST', STREAMS, body)
}
function patch(id: string, body: Parameters<Target['call']>[2]) {
  return target.call('PATCH', `${STREAMS}/${id}`, body)
}
function secretsOf(id: string) {
  return target.emulator?.tenant.secrets(id)
}

describe('creating an event stream', () => {
  it('answers 201 with the keys in order and an enabled stream', async () => {
    const { status, body } = await create()
    const keys = ['id', 'status', 'name', 'subscriptions', 'created_at', 'updated_at', 'destination']
    expect([status, Object.keys(body), body.status]).toEqual([201, keys, 'enabled'])
  })

  it('gives an id of 26 characters and equal times in milliseconds', async () => {
    const { body } = await create()
    expect(body.id).toMatch(/^est_[1-9A-HJ-NP-Za-km-z]{22}$/)
    expect(body.created_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
    expect(body.updated_at).toBe(body.created_at)
  })

  it('honors status disabled', async () => {
    const { body } = await create(webhookStream({ status: 'disabled' }))
    expect(body.status).toBe('disabled')
  })

  it('keeps the order of the subscriptions', async () => {
    const subscriptions = ['user.updated', 'user.created', 'organization.created'].map((event_type) => ({ event_type }))
    const { body } = await create(webhookStream({ subscriptions }))
    expect(body.subscriptions).toEqual(subscriptions)
  })

  it('assigns a partner event source to an EventBridge destination', async () => {
    const { body } = await create(eventBridgeStream())
    expect(Object.keys(body.destination.configuration)).toEqual([
      'aws_region',
      'aws_account_id',
      'aws_partner_event_source',
    ])
    expect(body.destination.configuration.aws_partner_event_source).toMatch(
      /^aws\.partner\/auth0\.com\/.+-[0-9a-f-]{36}\/auth0\.events$/,
    )
  })

  it.each([
    [{ method: 'bearer', token: 'hush' }, { method: 'bearer' }],
    [
      { method: 'basic', username: 'me', password: 'hush' },
      { method: 'basic', username: 'me' },
    ],
    [
      { method: 'custom_header', header_key: 'X-Key', header_value: 'hush' },
      { method: 'custom_header', header_key: 'X-Key' },
    ],
  ])('never answers the secret of %j', async (sent, answered) => {
    const { body, text } = await create(webhookStream({ destination: webhook(sent) }))
    expect(body.destination.configuration.webhook_authorization).toEqual(answered)
    expect(text).not.toContain('hush')
  })

  it('refuses a name that is taken', async () => {
    const { body: first } = await create()
    const { status, body } = await create(webhookStream({ name: first.name }))
    expect([status, body.error]).toEqual([409, 'Conflict'])
  })

  itOnEmulator('refuses one stream too many', 'the quota of a real tenant is not published', async () => {
    const small = await openTarget({ quota: 1 })
    await small.call('POST', STREAMS, webhookStream())
    const { status } = await small.call('POST', STREAMS, webhookStream())
    await small.close()
    expect(status).toBe(409)
  })
})

describe('reading an event stream', () => {
  it('answers what its creation answered', async () => {
    const { body: created } = await create()
    const { status, body } = await target.call('GET', `${STREAMS}/${created.id}`)
    expect([status, body]).toEqual([200, created])
  })

  it('refuses an id of the wrong form', async () => {
    const { body } = await target.call('GET', `${STREAMS}/est_invalid_id_1234567890`)
    const rule = "'Object didn't pass validation for format event-stream-id: est_invalid_id_1234567890'"
    expect(body).toEqual({
      statusCode: 400,
      error: 'Bad Request',
      message: `Path validation error: ${rule} on property id (Unique identifier for the event stream).`,
      errorCode: 'invalid_uri',
    })
  })

  it('answers 404 without an errorCode for an id that belongs to nothing', async () => {
    const { body } = await target.call('GET', `${STREAMS}/${UNKNOWN_ID}`)
    expect(body).toEqual({ statusCode: 404, error: 'Not Found', message: 'The requested stream does not exist.' })
  })
})

describe('changing an event stream', () => {
  it('leaves alone what is not sent', async () => {
    const { body: created } = await create(webhookStream({ status: 'disabled' }))
    const { status, body } = await patch(created.id, { subscriptions: [{ event_type: 'user.deleted' }] })
    const { updated_at, ...before } = created
    expect(status).toBe(200)
    expect(body).toEqual({ ...before, subscriptions: [{ event_type: 'user.deleted' }], updated_at: expect.any(String) })
  })

  it('moves updated_at every time, also when nothing else changes', async () => {
    const { body: created } = await create()
    const { body: first } = await patch(created.id, { name: created.name })
    const { body: second } = await patch(created.id, { name: created.name })
    expect(Date.parse(first.updated_at)).toBeGreaterThan(Date.parse(created.updated_at))
    expect(Date.parse(second.updated_at)).toBeGreaterThan(Date.parse(first.updated_at))
  })

  it('accepts another endpoint and another method at once', async () => {
    const { body: created } = await create()
    const basic = { method: 'basic', username: 'me', password: 'hush' }
    const { body } = await patch(created.id, { destination: webhook(basic, 'https://example.org/other') })
    expect(body.destination.configuration).toEqual({
      webhook_endpoint: 'https://example.org/other',
      webhook_authorization: { method: 'basic', username: 'me' },
    })
  })

  itOnEmulator('keeps what was received of a rotated secret', 'a real tenant never shows secrets', async () => {
    const { body: created } = await create()
    const before = secretsOf(created.id)
    await patch(created.id, { destination: webhook({ method: 'bearer', token: 'second-token' }) })
    expect([before, secretsOf(created.id)]).toEqual([{ token: 'first-token' }, { token: 'second-token' }])
  })

  it('refuses the destination of an EventBridge stream', async () => {
    const { body: created } = await create(eventBridgeStream())
    const configuration = { aws_account_id: '123456789012', aws_region: 'us-east-1' }
    const { status } = await patch(created.id, { destination: { type: 'eventbridge', configuration } })
    expect(status).toBe(400)
  })

  it('refuses another type of destination', async () => {
    const { body: created } = await create(eventBridgeStream())
    const { status } = await patch(created.id, { destination: webhook({ method: 'bearer', token: 'hush' }) })
    expect(status).toBe(400)
  })

  it('answers 404 for an id that belongs to nothing', async () => {
    const { status } = await patch(UNKNOWN_ID, { status: 'disabled' })
    expect(status).toBe(404)
  })

  it('refuses the name of another stream', async () => {
    const [{ body: one }, { body: other }] = [await create(), await create()]
    const { status } = await patch(one.id, { name: other.name })
    expect(status).toBe(409)
  })
})

describe('deleting an event stream', () => {
  it('answers 204 without a body, and again the second time', async () => {
    const { body: created } = await create()
    const first = await target.call('DELETE', `${STREAMS}/${created.id}`)
    const second = await target.call('DELETE', `${STREAMS}/${created.id}`)
    expect([first.status, first.text, second.status]).toEqual([204, '', 204])
  })

  it('removes the stream at once', async () => {
    const { body: created } = await create()
    await target.call('DELETE', `${STREAMS}/${created.id}`)
    const { status } = await target.call('GET', `${STREAMS}/${created.id}`)
    expect(status).toBe(404)
  })

  it('frees the name', async () => {
    const { body: created } = await create()
    await target.call('DELETE', `${STREAMS}/${created.id}`)
    const { status } = await create(webhookStream({ name: created.name }))
    expect(status).toBe(201)
  })

  it('refuses an id of the wrong form', async () => {
    const { status } = await target.call('DELETE', `${STREAMS}/est_short`)
    expect(status).toBe(400)
  })
})
