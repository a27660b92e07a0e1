import { startCore } from '../kit/terraform-core'
import { type StreamState, webhookStream } from './event-stream-config'
import { credentialsOf, PLAIN_NETWORK, refusalOf, setStage } from './stage'

const stage = setStage()

describe('a tenant that cannot be reached', () => {
  async function readFrom(domain: string) {
    const core = await startCore({ env: { ...credentialsOf(stage.emulator), ...PLAIN_NETWORK, AUTH0_DOMAIN: domain } })
    try {
      await core.configure()
      const change = await core.resource<StreamState>('auth0_event_stream').plan({ config: webhookStream() })
      return (await refusalOf(core.resource<StreamState>('auth0_event_stream').apply(change))).diagnostics
    } finally {
      await core.close()
    }
  }

  it('is one error that says what to check when nothing listens', async () => {
    expect(await readFrom('http://127.0.0.1:9')).toEqual([
      expect.objectContaining({ detail: expect.stringMatching(/"users".*ECONNREFUSED.*Nothing listens there/s) }),
    ])
  })

  it('is one error that names the domain when that does not resolve', async () => {
    expect(await readFrom('nonexistent.invalid')).toEqual([
      expect.objectContaining({ detail: expect.stringMatching(/nonexistent\.invalid.*spelling of AUTH0_DOMAIN/s) }),
    ])
  })
})
