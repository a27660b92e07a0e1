/** Choices that are the same in every run with the same seed. */
export interface Random {
  /** True so often. */
  chance(probability: number): boolean
  /** A whole number from 0, below the bound. */
  below(bound: number): number
  pick<Item>(items: readonly Item[]): Item
}

/** Choices by mulberry32. */
export function createRandom(seed: number): Random {
  let state = seed
  function next() {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  function below(bound: number) {
    return Math.floor(next() * bound)
  }
  return { chance: (probability) => next() < probability, below, pick: (items) => items[below(items.length)] as never }
}
