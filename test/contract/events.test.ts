import { get, type IncomingMessage } from 'node:http'
import { itOnEmulator, openTarget, type Target, uniqueName } from './target'

const EVENTS = '/api/v2/events'

let target: Target
beforeAll(async () => {
  target = await openTarget()
})
afterAll(() => target.close())

/** The first lines of the stream, up to one that holds something. */
async function readUntil(wanted: string, query: string): Promise<string> {
  const headers = { authorization: `Bearer ${target.emulator?.apiToken}` }
  return await new Promise((resolve, reject) => {
    function onResponse(response: IncomingMessage) {
      let text = ''
      response.on('data', (chunk) => {
        text += chunk
        if (!text.includes(wanted)) return
        response.destroy()
        resolve(text)
      })
    }
    get(`${target.url}${EVENTS}${query}`, { headers }, onResponse).on('error', reject)
  })
}

describe('the events of a tenant', () => {
  it.each(['?from=nonsense', '?event_type=user.flown', '?from_timestamp=yesterday'])(
    'are refused with %s',
    async (query) => {
      const { status, body } = await target.call('GET', `${EVENTS}${query}`)
      expect([status, body.statusCode]).toEqual([400, 400])
    },
  )

  itOnEmulator('begin with a greeting', 'the stream of a real tenant does not end', async () => {
    expect(await readUntil('retry', '')).toBe(':connected\n\nretry: 2000\n\n')
  })

  itOnEmulator('list what happened since a time', 'others may use the tenant', async () => {
    const connection = 'Username-Password-Authentication'
    const email = `${uniqueName()}@example.com`
    await target.call('POST', '/api/v2/users', { connection, email, password: uniqueName() })
    const text = await readUntil(email, '?from_timestamp=2020-01-01T00:00:00Z&event_type=user.created')
    expect(text).toMatch(/event: user\.created\nid: (\S+)\ndata: \{"offset":"\1","event":\{"specversion":"1\.0",/)
  })
})
