import { actionStream } from '../actions/action-kit'
import { STREAMS, tenantKit, webhookDestination, webhookStream } from '../tenant-kit'

function endpoint(webhook_endpoint: string) {
  const { configuration } = webhookDestination({ method: 'bearer', token: 't' }) as { configuration: object }
  return webhookStream({ destination: { type: 'webhook', configuration: { ...configuration, webhook_endpoint } } })
}

describe('a webhook on this machine', () => {
  it.each(['http://localhost:3000', 'http://127.0.0.1:3000/hook', 'http://[::1]:3000'])(
    'is refused with both ways to have it: %s',
    async (address) => {
      const { status, body } = await tenantKit().call('POST', STREAMS, endpoint(address))
      expect(status).toBe(400)
      expect(body.message).toContain(`String does not match pattern ^https://.*: ${address}`)
      expect(body.message).toContain('--mode httpEndpoints=loopback')
      expect(body.message).toContain(`--webhook-override https://example.com=${new URL(address).origin}`)
    },
  )

  it('is accepted in that mode', async () => {
    const { call } = tenantKit({ modes: { httpEndpoints: 'loopback' } })
    expect((await call('POST', STREAMS, endpoint('http://localhost:3000'))).status).toBe(201)
  })

  it.each(['http://example.com', 'http://192.168.1.5:3000/hook', 'http://host.docker.internal:3000'])(
    'can be reached in another way elsewhere: %s',
    async (address) => {
      const { body } = await tenantKit({ modes: { httpEndpoints: 'loopback' } }).call(
        'POST',
        STREAMS,
        endpoint(address),
      )
      expect(body.message).toContain(
        `To deliver there, keep an https address in the stream and start with --webhook-override https://example.com=${new URL(address).origin}.`,
      )
    },
  )

  it('has no such advice in the refusal of something else', async () => {
    const body = { ...endpoint('http://localhost:3000'), status: 'off' }
    const answer = await tenantKit({ modes: { httpEndpoints: 'loopback' } }).call('POST', STREAMS, body)
    expect([answer.status, answer.body.message]).toEqual([400, expect.not.stringContaining('--webhook-override')])
  })

  it.each(['http://example.com', 'localhost:3000', 'ftp://localhost'])(
    'does not mention modes that do not help: %s',
    async (address) => {
      const { body } = await tenantKit().call('POST', STREAMS, endpoint(address))
      expect(body.message).not.toContain('--mode')
    },
  )
})

describe('an unchanged webhook destination that is sent back, as the deploy CLI does', () => {
  it.each([
    [{ method: 'bearer', token: 't' }, { method: 'bearer' }],
    [
      { method: 'basic', username: 'u', password: 'p' },
      { method: 'basic', username: 'u' },
    ],
    [
      { method: 'custom_header', header_key: 'k', header_value: 'v' },
      { method: 'custom_header', header_key: 'k' },
    ],
  ])('is refused with the mode that keeps the secret: %j', async (created, exported) => {
    const { call, tenant } = tenantKit()
    const { body: stream } = await call('POST', STREAMS, webhookStream({ destination: webhookDestination(created) }))
    const unchanged = { destination: webhookDestination(exported) }
    const refused = await call('PATCH', `${STREAMS}/${stream.id}`, unchanged)
    expect([refused.status, refused.body.message]).toEqual([
      400,
      expect.stringContaining('--mode webhookPatchWithoutSecret=keep'),
    ])
    tenant.setModes({ webhookPatchWithoutSecret: 'keep' })
    expect((await call('PATCH', `${STREAMS}/${stream.id}`, unchanged)).status).toBe(200)
  })
})

describe('other refusals of which Auth0 may think otherwise', () => {
  it('name their mode: an unknown query parameter', async () => {
    const { body } = await tenantKit().call('GET', `${STREAMS}?color=red`)
    expect(body.message).toContain('--mode unknownQueryParameters=ignore')
  })

  it('name their mode: an action with two streams', async () => {
    const { call, tenant } = tenantKit()
    const { id } = tenant.addAction()
    await call('POST', STREAMS, actionStream(String(id)))
    const { body } = await call('POST', STREAMS, actionStream(String(id), { name: 'other' }))
    expect(body.message).toContain('--mode sharedAction=accept')
  })

  it('are left as they are when no mode would help', async () => {
    const { body } = await tenantKit().call('POST', STREAMS, actionStream('none'))
    expect(body.message).toBe('The action none does not exist.')
  })
})
