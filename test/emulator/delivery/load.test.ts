import { runLoad } from './load'

describe('a tenant under load', () => {
  it('delivers every event to a handler in another process, each once', async () => {
    const { published, delivered, repeated, failed } = await runLoad({ eventsPerSecond: 300, seconds: 1, streams: 20 })
    expect([published, delivered, repeated, failed]).toEqual([300, 300, 0, 0])
  })
})
