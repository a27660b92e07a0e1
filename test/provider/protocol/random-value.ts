import { parseNumber } from '../../../provider/protocol/number'
import { type Decimal, Dynamic, type Type, UNKNOWN, Unknown, type Value } from '../../../schema/dsl/index'

/** Gives numbers from 0 up to below `below`, the same ones for the same seed (a linear congruential generator). */
export function seeded(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

type Pick = (below: number) => number

function one<T>(pick: Pick, choices: readonly [T, ...T[]]): T {
  return choices[pick(choices.length)] ?? choices[0]
}
function some<T>(pick: Pick, make: () => T): T[] {
  return Array.from({ length: pick(4) }, make)
}

const NAMES = ['a', 'b', 'name', 'webhook_configuration', 'ü', ''] as const
const PRIMITIVES = ['string', 'bool', 'number'] as const

/** A type of at most the given depth. */
export function randomType(pick: Pick, depth: number): Type {
  if (depth === 0) return one<Type>(pick, [...PRIMITIVES, 'dynamic'])
  function inner() {
    return randomType(pick, depth - 1)
  }
  return one<() => Type>(pick, [
    () => one(pick, PRIMITIVES),
    () => [one(pick, ['list', 'set', 'map']), inner()],
    () => ['tuple', some(pick, inner)],
    () => ['object', Object.fromEntries(some(pick, () => [one(pick, NAMES), inner()]))],
  ])()
}

/** A value of the type: now and then null, unknown, or unknown with a refinement. */
export function randomValue(pick: Pick, type: Type): Value {
  const luck = pick(12)
  if (luck === 0) return null
  if (luck === 1) return UNKNOWN
  if (luck === 2) return new Unknown({ isNull: false })
  if (type === 'string') return one(pick, ['', 'a', 'ü😀', '"\\\n', 'x'.repeat(pick(400))])
  if (type === 'bool') return pick(2) === 0
  if (type === 'number') return randomNumber(pick)
  if (type === 'dynamic') return randomDynamic(pick)
  if (type[0] === 'tuple') return type[1].map((element) => randomValue(pick, element))
  if (type[0] === 'object')
    return Object.fromEntries(Object.entries(type[1]).map(([name, field]) => [name, randomValue(pick, field)]))
  const [kind, element] = type
  const elements = some(pick, () => randomValue(pick, element))
  return kind === 'map' ? Object.fromEntries(elements.map((value, index) => [`k${index}`, value])) : elements
}

function digits(pick: Pick): string {
  return String(1 + pick(10 ** 9))
}

function randomNumber(pick: Pick): number | bigint | Decimal {
  return one<() => number | bigint | Decimal>(pick, [
    () => pick(256) - 128,
    () => (pick(2 ** 32) - 2 ** 31) * 3,
    () => parseNumber(`-${digits(pick)}${digits(pick)}${digits(pick)}`),
    () => pick(1000) / 8,
    () => parseNumber(`${digits(pick)}.${digits(pick)}`),
  ])()
}

function randomDynamic(pick: Pick): Dynamic {
  const type = randomType(pick, 1)
  return new Dynamic(type, type === 'dynamic' ? null : randomValue(pick, type))
}
