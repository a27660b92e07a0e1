import { countCalls, formatCalls } from '../../bench/frugal/calls'
import type { RecordedRequest } from '../../emulator/index'

const STREAMS = '/api/v2/event-streams'

let sequence = 0
function request(method: string, path: string, status: number | null = 200): RecordedRequest {
  sequence += 1
  return { sequence, at: '2026-01-01T00:00:00.000Z', method, path, body: null, status, headers: {} }
}

describe('the calls of a request log', () => {
  it('are counted by kind, in order of appearance', () => {
    const calls = countCalls([
      request('GET', STREAMS),
      request('PATCH', `${STREAMS}/est_1`),
      request('GET', `${STREAMS}/est_1`),
      request('GET', STREAMS),
    ])
    expect(formatCalls(calls)).toBe('2 list, 1 PATCH, 1 GET')
  })

  it('are those let through, and apart from them those refused by the limit', () => {
    const calls = countCalls([request('POST', STREAMS, 429), request('POST', STREAMS, 429), request('POST', STREAMS)])
    expect([formatCalls(calls), calls.refused]).toEqual(['1 POST', 2])
  })

  it('hold those that failed otherwise, or were never answered', () => {
    expect(formatCalls(countCalls([request('POST', STREAMS, 500), request('POST', STREAMS, null)]))).toBe('2 POST')
  })

  it('leave out what is outside the limit', () => {
    expect(formatCalls(countCalls([request('POST', '/oauth/token')]))).toBe('none')
  })
})
