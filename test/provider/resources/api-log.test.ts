import { silentLogger } from '../../../provider/framework/index'
import type { ManagementLogEntry } from '../../../provider/management/index'
import { toApiLog } from '../../../provider/resources/api-log'

describe("the API client's log", () => {
  it.each([
    ['retry', 'warn'],
    ['wait', 'warn'],
    ['warning', 'warn'],
    ['request', 'debug'],
  ] as const)('is written by level: %s as %s', (event, level) => {
    const write = jest.fn()
    toApiLog({ ...silentLogger, [level]: write })({ event, detail: 1 } as unknown as ManagementLogEntry)
    expect(write).toHaveBeenCalledWith(expect.any(String), { detail: 1 })
  })
})
