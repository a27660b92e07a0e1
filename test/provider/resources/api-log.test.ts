import { silentLogger } from '../../../provider/framework/index'
import type { ManagementLogEntry } from '../../../provider/management/index'
import { toApiLog } from '../../../provider/resources/api-log'

const call = { method: 'PATCH', path: '/api/v2/event-streams/est_1' }

const LINES: readonly (readonly [ManagementLogEntry, 'debug' | 'warn', string])[] = [
  [
    { event: 'request', ...call, attempt: 1, durationMs: 2.4, status: 200 },
    'debug',
    'PATCH /api/v2/event-streams/est_1 200 (2 ms)',
  ],
  [
    { event: 'request', ...call, attempt: 2, durationMs: 30_000, failure: 'timeout' },
    'debug',
    'PATCH /api/v2/event-streams/est_1 timeout (30000 ms, attempt 2)',
  ],
  [
    { event: 'retry', ...call, attempt: 1, waitMs: 1500, reason: '503' },
    'warn',
    'PATCH /api/v2/event-streams/est_1 will be sent again in 1.5 s, since attempt 1 failed: 503',
  ],
  [
    { event: 'wait', waitedMs: 10_000, waiting: 12, expectedMs: 40_000, reason: 'the limit is 2' },
    'warn',
    'Requests are waiting: 12, the first one for 10 s, the last one for about 40 s more, because the limit is 2',
  ],
  [{ event: 'warning', message: 'said by\u001b[2J others' }, 'warn', 'said by\\u001b[2J others'],
]

describe("the API client's log", () => {
  it.each(LINES)('tells all in the message: %j', (entry, level, message) => {
    const write = jest.fn()
    toApiLog({ ...silentLogger, [level]: write })(entry)
    const { event, ...fields } = entry
    expect(write.mock.calls).toEqual([[message, fields]])
  })
})
