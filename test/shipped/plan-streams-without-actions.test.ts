import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startCore } from '../kit/terraform-core'

const folder = mkdtempSync(join(tmpdir(), 'without-check-'))
const late = join(folder, 'provider')

beforeAll(() => {
  cpSync('dist', folder, { recursive: true })
  for (const name of readdirSync(late).filter((file) => /^action-code-/.test(file))) rmSync(join(late, name))
})
afterAll(() => rmSync(folder, { recursive: true }))

async function plan(type: string, config: object) {
  const core = await startCore({
    command: join(folder, 'terraform-provider-auth0'),
    env: { AUTH0_DOMAIN: 'tenant.eu.auth0.com', AUTH0_API_TOKEN: 'token' },
  })
  try {
    await core.configure()
    return (await core.resource(type).plan({ prior: null, config: config as never })).action
  } finally {
    await core.close()
  }
}

describe('the file that checks the code of Actions', () => {
  it('is shipped as one that is loaded on demand', () => {
    expect(readdirSync(join('dist', 'provider')).filter((file) => /^action-code-/.test(file))).toHaveLength(1)
  })

  it('is not loaded by a plan of streams alone', async () => {
    const config = {
      name: 'users',
      destination_type: 'eventbridge',
      subscriptions: ['user.created'],
      eventbridge_configuration: [{ aws_account_id: '123456789012', aws_region: 'us-east-1' }],
    }
    expect(await plan('auth0_event_stream', config)).toBe('create')
  })

  it('is loaded by a plan with an Action', async () => {
    const config = {
      name: 'handler',
      code: 'exports.onExecuteEventStream = async () => {}',
      supported_triggers: [{ id: 'event-stream', version: 'v1' }],
    }
    await expect(plan('auth0_action', config)).rejects.toThrow(/action-code-/)
  })
})
