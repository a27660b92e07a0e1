import { itOnEmulator, openTarget, type Target, webhookStream } from './target'

let target: Target
beforeAll(async () => {
  target = await openTarget()
})
afterAll(() => target.close())

const STREAMS = '/api/v2/event-streams'
async function create(): Promise<string> {
  return (await target.call('POST', STREAMS, webhookStream())).body.id
}
async function page(query: string) {
  return (await target.call('GET', `${STREAMS}${query}`)).body
}
function idsOf({ eventStreams }: { eventStreams: readonly { id: string }[] }) {
  return eventStreams.map(({ id }) => id)
}

describe('the list of event streams', () => {
  itOnEmulator('is empty in a new tenant, without next', 'a real tenant may hold streams', async () => {
    const empty = await openTarget()
    const { body } = await empty.call('GET', STREAMS)
    await empty.close()
    expect(body).toEqual({ eventStreams: [] })
  })

  it('holds each stream as GET answers it', async () => {
    const id = await create()
    const { body: single } = await target.call('GET', `${STREAMS}/${id}`)
    const { eventStreams } = await page('?take=100')
    expect(eventStreams).toContainEqual(single)
  })

  it('gives every stream once when walked page by page', async () => {
    const created = [await create(), await create(), await create()]
    const walked: string[] = []
    for (let next: string | undefined = ''; next !== undefined; ) {
      const answer: { eventStreams: { id: string }[]; next?: string } = await page(`?take=2${next && `&from=${next}`}`)
      walked.push(...idsOf(answer))
      next = answer.next
    }
    expect(walked).toEqual(expect.arrayContaining(created))
    expect(new Set(walked).size).toBe(walked.length)
  })

  itOnEmulator('goes on in the right place when streams come and go', 'others may use the tenant', async () => {
    const fresh = await openTarget()
    async function add(): Promise<string> {
      return (await fresh.call('POST', STREAMS, webhookStream())).body.id
    }
    const [first, second, third, fourth] = [await add(), await add(), await add(), await add()]
    const { body } = await fresh.call('GET', `${STREAMS}?take=2`)
    for (const id of [first, second]) await fresh.call('DELETE', `${STREAMS}/${id}`)
    const fifth = await add()
    const { body: rest } = await fresh.call('GET', `${STREAMS}?take=3&from=${body.next}`)
    await fresh.close()
    expect([idsOf(body), idsOf(rest), rest.next]).toEqual([[first, second], [third, fourth, fifth], undefined])
  })

  itOnEmulator('takes 50 unless told', 'creates 51 streams', async () => {
    const full = await openTarget()
    for (let count = 0; count < 51; count += 1) await full.call('POST', STREAMS, webhookStream())
    const { body } = await full.call('GET', STREAMS)
    await full.close()
    expect([body.eventStreams.length, typeof body.next]).toEqual([50, 'string'])
  })

  it.each(['?take=0', '?take=101', '?take=ten', '?take=1.5'])('refuses %s', async (query) => {
    const { status, body } = await target.call('GET', `${STREAMS}${query}`)
    expect(status).toBe(400)
    expect(body.message).toMatch(/^Query validation error: '.+' on property take \(.+\)\.$/)
  })

  it('refuses a cursor it never gave', async () => {
    const { status } = await target.call('GET', `${STREAMS}?from=nonsense`)
    expect(status).toBe(400)
  })
})
