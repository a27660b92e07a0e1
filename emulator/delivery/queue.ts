/** First in, first out. Taking costs the same however many there are, which an array's `shift` does not promise. */
export interface Queue<T> {
  push(value: T): void
  /** What `take` would give. */
  peek(): T | undefined
  take(): T | undefined
  /** In order. */
  all(): T[]
  readonly size: number
}

/** How many taken places may lie at the front of the array before it is made anew. */
const SLACK = 1024

/** A queue with these values in it. */
export function createQueue<T>(values: readonly T[] = []): Queue<T> {
  let waiting = [...values]
  let front = 0
  return {
    push: (value) => void waiting.push(value),
    peek: () => waiting[front],
    take() {
      const value = waiting[front]
      if (front < waiting.length) front += 1
      if (front >= SLACK && front * 2 >= waiting.length) {
        waiting = waiting.slice(front)
        front = 0
      }
      return value
    },
    all: () => waiting.slice(front),
    get size() {
      return waiting.length - front
    },
  }
}
