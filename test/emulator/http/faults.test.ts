import { createFaultQueue, type Fault } from '../../../emulator/http/faults'

function queueOf(...faults: readonly Fault[]) {
  const queue = createFaultQueue()
  for (const fault of faults) queue.next(fault)
  return queue
}
const PATH = '/api/v2/event-streams'

describe('a queue of faults', () => {
  it('gives each fault once, in order', () => {
    const queue = queueOf({ status: 500 }, { status: 503 })
    expect([1, 2, 3].map(() => queue.take('GET', PATH)?.status)).toEqual([500, 503, undefined])
  })

  it('gives a fault as often as it says', () => {
    const queue = queueOf({ status: 500, times: 2 })
    expect([1, 2, 3].map(() => queue.take('GET', PATH)?.status)).toEqual([500, 500, undefined])
  })

  it('lets as many requests pass as it says', () => {
    const queue = queueOf({ status: 500, skip: 2 })
    expect([1, 2, 3, 4].map(() => queue.take('GET', PATH)?.status)).toEqual([undefined, undefined, 500, undefined])
  })

  it('waits for the method and the path', () => {
    const queue = queueOf({ match: { method: 'post', path: PATH }, status: 500 })
    expect(queue.take('GET', PATH)).toBeUndefined()
    expect(queue.take('POST', '/api/v2/actions/actions')).toBeUndefined()
    expect(queue.take('POST', PATH)?.status).toBe(500)
  })

  it('reads a path that begins with ^ as an expression', () => {
    const queue = queueOf({ match: { path: '^/api/v2/event-streams/est_\\w+$' }, status: 500 })
    expect(queue.take('GET', PATH)).toBeUndefined()
    expect(queue.take('GET', `${PATH}/est_1`)?.status).toBe(500)
  })

  it('leaves token requests alone unless they are named', () => {
    expect(queueOf({ status: 500 }).take('POST', '/oauth/token')).toBeUndefined()
    expect(queueOf({ match: { path: '/oauth' }, status: 500 }).take('POST', '/oauth/token')?.status).toBe(500)
  })

  it.each<[string, unknown]>([
    ['status 42', { status: 42 }],
    ['a connection that cannot break so', { connection: 'explode' }],
    ['no times', { times: 0 }],
    ['a broken expression', { match: { path: '^(' } }],
    ['a negative delay', { delayMs: -1 }],
    ['a delay of the body that is a text', { bodyDelayMs: '5' }],
    ['a delay of the body that would end at once', { bodyDelayMs: 2 ** 31 }],
    ['a slow body on a connection that breaks', { bodyDelayMs: 5, connection: 'truncate' }],
    ['a header that HTTP cannot carry', { headers: { 'retry-after': '1\n2' } }],
    ['a content type that HTTP cannot carry', { contentType: 'text/html\n;' }],
  ])('refuses %s', (_case, fault) => {
    expect(() => createFaultQueue().next(fault as Fault)).toThrow()
  })
})
