import { type Emulator, startEmulator } from '../../emulator/index'
import { startCore } from '../kit/terraform-core'
import { eventbridgeStream, type StreamState } from './event-stream-config'
import { credentialsOf, refusalOf } from './stage'

let emulator: Emulator

beforeAll(async () => {
  emulator = await startEmulator({ tls: true })
})
afterAll(() => emulator.close())

async function createWith(caFile: string | undefined) {
  const core = await startCore({ env: { ...credentialsOf(emulator), NODE_EXTRA_CA_CERTS: caFile } })
  try {
    await core.configure()
    const stream = core.resource<StreamState>('auth0_event_stream')
    return await stream.apply(await stream.plan({ config: eventbridgeStream() }))
  } finally {
    await core.close()
  }
}

describe('a tenant whose certificate is signed by an authority of its own', () => {
  it('is trusted when NODE_EXTRA_CA_CERTS names that authority', async () => {
    expect((await createWith(emulator.caFile)).state.name).toBe('users')
  })

  it.each([
    ['is not set', undefined],
    ['names a file that is not there', '/nonexistent/ca.pem'],
  ])('is refused with one next step when NODE_EXTRA_CA_CERTS %s', async (_, caFile) => {
    const { diagnostics } = await refusalOf(createWith(caFile))
    expect(diagnostics).toEqual([expect.objectContaining({ detail: expect.stringContaining('NODE_EXTRA_CA_CERTS') })])
  })
})
