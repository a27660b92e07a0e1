import { AUTHORIZATIONS, SECRET, webhook, webhookStream } from './event-stream-config'
import { setStage } from './stage'

const stage = setStage({ TF_LOG: 'TRACE', AUTH0_DEBUG: 'true' })

/** The log of creating and moving a stream, and of a create that Auth0 refuses with the request quoted. */
async function logOf(authorization: (typeof AUTHORIZATIONS)[number][1]): Promise<string> {
  const { stderr } = stage.core.plugin
  const before = stderr.length
  const moved = { webhook_configuration: [webhook(authorization, 'https://example.com/moved')] }
  const state = await stage.create(webhookStream(authorization))
  await stage.change(state, webhookStream(authorization, moved))
  await stage.stream.read(state)
  const change = await stage.stream.plan({ config: webhookStream(authorization, { name: 'other' }) })
  stage.tenant.faults.next({ status: 400, body: { statusCode: 400, error: 'Bad', message: `no: ${SECRET}` } })
  await stage.stream.apply(change).catch(() => {})
  return stderr.slice(before).join('\n')
}

describe.each(AUTHORIZATIONS)('the log at TRACE with bodies (%s)', (_, authorization) => {
  it('shows the bodies without the secret', async () => {
    const log = await logOf(authorization)
    expect([log.includes('https://example.com/moved'), log.includes(SECRET)]).toEqual([true, false])
  })

  it('shows neither the client secret nor a token', async () => {
    expect(await logOf(authorization)).not.toMatch(new RegExp(`${stage.emulator.clientSecret}|eyJ[\\w-]{10}`))
  })
})

describe('a refusal that quotes the secret', () => {
  it.each(AUTHORIZATIONS)('is shown without it (%s)', async (_, authorization) => {
    const change = await stage.stream.plan({ config: webhookStream(authorization) })
    stage.tenant.faults.next({ status: 400, body: { statusCode: 400, error: 'Bad', message: `no: ${SECRET}` } })
    await expect(stage.stream.apply(change)).rejects.toThrow(/no: \*\*\*/)
  })
})

describe('the log', () => {
  it('consists of lines in the JSON form of hclog', async () => {
    await stage.create(webhookStream())
    const lines = stage.core.plugin.stderr.map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(lines.every((line) => typeof line['@level'] === 'string' && typeof line['@message'] === 'string')).toBe(true)
  })

  it('has bodies as JSON text', async () => {
    await stage.create(webhookStream())
    const line = await stage.core.plugin.waitForLog('"path":"/api/v2/event-streams"')
    const { requestBody, responseBody } = JSON.parse(line) as Record<string, string>
    expect([requestBody, responseBody].map((body) => JSON.parse(body ?? ''))).toEqual([
      expect.objectContaining({ name: 'users', subscriptions: expect.any(Array) }),
      expect.objectContaining({ id: expect.stringMatching(/^est_/), name: 'users' }),
    ])
  })
})
