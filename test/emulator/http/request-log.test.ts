import { createRequestLog } from '../../../emulator/http/request-log'

function request(path: string) {
  return { at: '2026-01-01T00:00:00.000Z', method: 'GET', path, body: null, headers: {} }
}

describe('the request log', () => {
  it('keeps the order of arrival, not of completion', () => {
    const log = createRequestLog()
    const [finishFirst, finishSecond] = [log.arrive(request('/1')), log.arrive(request('/2'))]
    finishSecond({ status: 200 })
    finishFirst({ status: 404 })
    expect(log.all().map(({ path, status }) => [path, status])).toEqual([
      ['/1', 404],
      ['/2', 200],
    ])
  })

  it('shows a request that is under way without a status', () => {
    const log = createRequestLog()
    log.arrive(request('/slow'))
    expect(log.all()[0]?.status).toBeNull()
  })

  it('goes on counting after it was cleared', () => {
    const log = createRequestLog()
    log.arrive(request('/1'))
    log.clear()
    log.arrive(request('/2'))
    expect(log.all().map(({ sequence }) => sequence)).toEqual([2])
  })

  it('drops the oldest when it is full', () => {
    const log = createRequestLog(2)
    for (const path of ['/1', '/2', '/3']) log.arrive(request(path))
    expect(log.all().map(({ path }) => path)).toEqual(['/2', '/3'])
  })
})
