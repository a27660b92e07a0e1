import { createSteppedClock } from '../../../emulator/clock'
import { tenantKit } from '../tenant-kit'
import { actionStream, STREAMS } from './action-kit'
import { handler } from './sandbox-kit'

/** The action of the documentation that forwards an event to a service. */
const FORWARDING = `
exports.onExecuteEventStream = async (event, api) => {
  const message = event.message;

  try {
    await fetch(event.secrets.URL, {
      method: 'POST',
      headers: {
        'X-API-Key': event.secrets.API_KEY,
      },
      body: JSON.stringify(message),
    });
  } catch (err) {
    throw new Error('External service failure');
  }

  return;
};`

/** The action of the documentation that fails without data. */
const CHECKING = `
exports.onExecuteEventStream = async (event, api) => {
  const eventType = event.message.type;
  const eventData = event.message.data;

  console.log(\`Received event: \${eventType}\`);

  if (!eventData) {
     throw new Error('No data received');
  }
};`

/** A tenant with a stream that delivers to an action, and a way to let an event happen and run its course. */
async function streamTo(code: string, secrets: readonly { name: string; value: string }[] = []) {
  const clock = createSteppedClock(Date.UTC(2026, 0, 1))
  const { tenant, call } = tenantKit({ clock })
  const actionId = String(tenant.addAction({ code, secrets })['id'])
  const { body: stream } = await call('POST', STREAMS, actionStream(actionId))
  async function happen() {
    const event = tenant.publish({ type: 'user.created', object: { user_id: 'auth0|1' } })
    await clock.advance(7_000)
    return event
  }
  return { tenant, call, clock, actionId, stream, happen, executions: () => tenant.actionExecutions(actionId) }
}

describe('a stream that delivers to an action', () => {
  it('runs the documented handler on the event', async () => {
    const { tenant, stream, happen, executions } = await streamTo(CHECKING)
    await happen()
    expect(tenant.deliveries(stream.id)).toMatchObject([{ status: 'success', attempts: [{ status: 'success' }] }])
    expect(executions()).toMatchObject([{ status: 'succeeded', logs: 'Received event: user.created\n', version: 1 }])
  })

  it('fails with the message of the documented handler when the service is away', async () => {
    const { tenant, stream, happen } = await streamTo(FORWARDING, [
      { name: 'URL', value: 'http://127.0.0.1:1/' },
      { name: 'API_KEY', value: 'hush' },
    ])
    await happen()
    const [delivery] = tenant.deliveries(stream.id)
    expect(delivery?.attempts.map(({ error_message }) => error_message)).toEqual(
      Array(4).fill('External service failure'),
    )
  })

  it('hands the action the fields of the event that are documented', async () => {
    const { happen, executions } = await streamTo(
      handler('console.log(Object.keys(event.message).join(), Object.keys(event).join())'),
    )
    await happen()
    expect(executions()[0]?.logs).toBe(
      'id,type,source,specversion,time,data,a0stream,a0tenant message,secrets,configuration\n',
    )
  })

  it('tries four times when the action calls api.message.fail', async () => {
    const { tenant, stream, happen } = await streamTo(handler("api.message.fail('not today')"))
    await happen()
    expect(tenant.deliveries(stream.id)).toMatchObject([
      { status: 'failed', attempts: Array(4).fill({ error_message: 'not today' }) },
    ])
  })

  it('delivers at a later attempt when the action remembers the first in its cache', async () => {
    const body = "if (!api.cache.get('tried')) { api.cache.set('tried', 'yes'); throw new Error('first') }"
    const { tenant, stream, happen } = await streamTo(handler(body))
    await happen()
    expect(tenant.deliveries(stream.id)).toMatchObject([
      { status: 'success', attempts: [{ status: 'failed' }, { status: 'success' }] },
    ])
  })

  it('runs what is deployed, not the draft', async () => {
    const { call, actionId, happen, executions } = await streamTo(handler("console.log('deployed')"))
    await call('PATCH', `/api/v2/actions/actions/${actionId}`, { code: handler("console.log('draft')") })
    await happen()
    expect(executions()[0]?.logs).toBe('deployed\n')
  })

  it('fails when its action was deleted by force', async () => {
    const { tenant, call, actionId, stream, happen } = await streamTo(CHECKING)
    await call('DELETE', `/api/v2/actions/actions/${actionId}?force=true`)
    await happen()
    const [delivery] = tenant.deliveries(stream.id)
    expect(delivery?.attempts[0]?.error_message).toBe('The action of the event stream does not exist')
  })

  it('tells of executions through the control routes', async () => {
    const { call, actionId, happen } = await streamTo(CHECKING)
    const { event } = await happen()
    const { body } = await call('GET', `/__emulator/actions/${actionId}/executions`)
    expect(body).toMatchObject([{ event_id: event.id, status: 'succeeded' }])
  })
})

describe('testing an action', () => {
  it('runs its draft on the payload', async () => {
    const { call, actionId } = await streamTo(CHECKING)
    const path = `/api/v2/actions/actions/${actionId}/test`
    const fine = await call('POST', path, { payload: { event: { message: { type: 'user.created', data: {} } } } })
    const failing = await call('POST', path, { payload: { event: { message: { type: 'user.created' } } } })
    expect([fine.status, fine.body.payload.error]).toEqual([200, undefined])
    expect(failing.body.payload.error.message).toBe('No data received')
  })

  it('needs a payload', async () => {
    const { call, actionId } = await streamTo(CHECKING)
    const { status, body } = await call('POST', `/api/v2/actions/actions/${actionId}/test`, {})
    expect([status, body.message]).toEqual([400, "Payload validation error: 'Missing required property: payload'."])
  })
})
