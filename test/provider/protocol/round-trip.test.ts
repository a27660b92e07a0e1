import { decodeMsgpack, encodeMsgpack } from '../../../provider/protocol/msgpack-value'
import { randomType, randomValue, seeded } from './random-value'

const SEEDS = Array.from({ length: 40 }, (_, seed) => seed)

describe('a random value of a random type', () => {
  it.each(SEEDS)('survives the wire, seed %i', (seed) => {
    const pick = seeded(seed)
    for (let round = 0; round < 50; round++) {
      const type = randomType(pick, 3)
      const value = randomValue(pick, type)
      expect(decodeMsgpack(type, encodeMsgpack(type, value))).toEqual(value)
    }
  })

  it('comes in every kind', () => {
    const pick = seeded(1)
    const types = Array.from({ length: 500 }, () => JSON.stringify(randomType(pick, 2)))
    const kinds = ['string', 'bool', 'number', 'dynamic', 'list', 'set', 'map', 'tuple', 'object']
    expect(kinds.filter((kind) => !types.some((type) => type.includes(`"${kind}"`)))).toEqual([])
  })
})
