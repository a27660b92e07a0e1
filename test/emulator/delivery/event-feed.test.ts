import { toCloudEvent } from '../../../emulator/events/event'
import { createEventFeed } from '../../../emulator/events/event-feed'
import { createMemoryStorage } from '../../../emulator/storage/storage'

function event() {
  return toCloudEvent({ type: 'user.created', object: {} }, { tenantName: 'local', nowMs: 0 })
}

function feedOf(count: number, storage = createMemoryStorage()) {
  const feed = createEventFeed(storage, 3)
  for (let made = 0; made < count; made += 1) feed.append(event())
  return feed
}

describe('the feed of events', () => {
  it('numbers events from 1 and keeps the latest', () => {
    const feed = feedOf(5)
    expect([feed.firstOffset, feed.lastOffset]).toEqual([3, 5])
    expect(feed.after(0, 10).map(({ offset }) => offset)).toEqual([3, 4, 5])
  })

  it('gives as many events behind an offset as are asked for', () => {
    expect(
      feedOf(5)
        .after(3, 1)
        .map(({ offset }) => offset),
    ).toEqual([4])
  })

  it('tells listeners of each event until they stop', () => {
    const feed = feedOf(0)
    const received: number[] = []
    const stop = feed.subscribe(({ offset }) => received.push(offset))
    feed.append(event())
    feed.append(event())
    stop()
    feed.append(event())
    expect(received).toEqual([1, 2])
  })

  it('goes on with the offsets of its storage', () => {
    const storage = createMemoryStorage()
    feedOf(5, storage)
    expect(feedOf(1, storage).lastOffset).toBe(6)
  })

  it('never uses an offset twice, not even when it was cleared', () => {
    const feed = feedOf(2)
    feed.clear()
    expect([feed.after(0, 10), feed.append(event()).offset]).toEqual([[], 3])
  })
})
