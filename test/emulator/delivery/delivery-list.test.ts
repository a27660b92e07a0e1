import { STREAMS } from '../tenant-kit'
import { closeAll, deliveryKit, handlerKit } from './delivery-kit'

afterEach(closeAll)

type Listed = { id: string; event: { data: { object: Record<string, string> } } }

async function failedKit(...users: readonly string[]) {
  const handler = await handlerKit()
  handler.reply(400)
  const kit = deliveryKit()
  const id = await kit.addStream(handler.url)
  for (const user of users) {
    await kit.happen(user)
    await kit.clock.advance(60_000)
  }
  async function listUsers(query = '') {
    const { deliveries } = await kit.listFailed(id, query)
    return (deliveries as Listed[]).map(({ event }) => event.data.object['user_id'])
  }
  return { ...kit, handler, id, listUsers }
}

describe('the failed deliveries of a stream', () => {
  it.each([
    ['', ['a', 'b', 'c']],
    ['?take=2', ['a', 'b']],
    ['?event_types=user.deleted,%20user.created', ['a', 'b', 'c']],
    ['?event_types=user.deleted', []],
    ['?statuses=failed,success', ['a', 'b', 'c']],
    ['?statuses=success', []],
    ['?date_from=2026-01-02T03:05:05Z', ['b', 'c']],
    ['?date_to=2026-01-02T03:05:05Z', ['a']],
    ['?date_from=2026-01-02T03:05:05Z&date_to=2026-01-02T03:06:05Z', ['b']],
  ])('are listed by %s', async (query, expected) => {
    const { listUsers } = await failedKit('a', 'b', 'c')
    expect(await listUsers(query)).toEqual(expected)
  })

  it('have a next after every page but the empty one', async () => {
    const { listFailed, id } = await failedKit('a', 'b', 'c')
    const sizes: number[] = []
    let next: string | undefined = ''
    while (next !== undefined && sizes.length < 5) {
      const page: { deliveries: unknown[]; next?: string } = await listFailed(
        id,
        `?take=2${next === '' ? '' : `&from=${next}`}`,
      )
      sizes.push(page.deliveries.length)
      next = page.next
    }
    expect(sizes).toEqual([2, 1, 0])
  })

  it.each(['take=0', 'take=101', 'from=nowhere', 'date_from=2026-01-02T03:04:05.000Z', 'date_to=soon', 'color=red'])(
    'refuse %s',
    async (query) => {
      const { call, id } = await failedKit()
      expect((await call('GET', `${STREAMS}/${id}/deliveries?${query}`)).status).toBe(400)
    },
  )

  it('are those of that stream alone', async () => {
    const { addStream, handler, happen, listFailed } = await failedKit('a')
    const other = await addStream(`${handler.url}/other`)
    await happen('b')
    expect((await listFailed(other)).deliveries).toHaveLength(1)
  })

  it('show all deliveries in mode all', async () => {
    const { tenant, handler, happen, listUsers } = await failedKit('a')
    handler.reply(204)
    await happen('b')
    const failedOnly = await listUsers()
    tenant.setModes({ shownDeliveries: 'all' })
    expect([failedOnly, await listUsers()]).toEqual([['a'], ['a', 'b']])
  })
})

describe('the event of a failed delivery', () => {
  const object = { user_id: 'u', email: 'e', multifactor: ['sample'], identities: [{ user_id: '1', isSocial: false }] }

  async function shownEvent(deliveredEventView: 'trimmed' | 'as-sent') {
    const { tenant, clock, id, listFailed } = await failedKit()
    tenant.setModes({ deliveredEventView })
    await clock.advance(30)
    tenant.publish({ type: 'user.created', object, context: { tenant: { id: 't' } } })
    await clock.advance(0)
    return (await listFailed(id)).deliveries[0].event
  }

  it('is shown as recorded traffic shows it', async () => {
    const event = await shownEvent('trimmed')
    expect(JSON.stringify(event.data)).toBe(
      '{"context":{"tenant":{"id":"t"}},"object":{"email":"e","identities":[{"user_id":"1"}],"user_id":"u"}}',
    )
    expect([event.source, event.time]).toEqual(['urn:auth0:', '2026-01-02T03:04:05.03Z'])
  })

  it('is shown as it was sent in that mode', async () => {
    const event = await shownEvent('as-sent')
    expect([event.source, event.time, event.data.object]).toEqual([
      'urn:auth0:local.localhost',
      '2026-01-02T03:04:05.030Z',
      object,
    ])
  })
})
