import { createQueue } from '../../../emulator/delivery/queue'

describe('a queue', () => {
  it('gives what it was given in order, however long it gets and in between', () => {
    const queue = createQueue<number>([0])
    const taken: (number | undefined)[] = []
    for (let value = 1; value <= 5_000; value += 1) {
      queue.push(value)
      if (value % 3 > 0) taken.push(queue.take())
    }
    while (queue.size > 0) taken.push(queue.take())
    expect(taken).toEqual(Array.from({ length: 5_001 }, (_, value) => value))
  })

  it('shows the first without taking it, and all that wait', () => {
    const queue = createQueue(['a', 'b', 'c'])
    queue.take()
    expect([queue.peek(), queue.all(), queue.size]).toEqual(['b', ['b', 'c'], 2])
  })

  it('gives nothing when it is empty', () => {
    const queue = createQueue<string>()
    expect([queue.take(), queue.peek(), queue.size]).toEqual([undefined, undefined, 0])
  })
})
