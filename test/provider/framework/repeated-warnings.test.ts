import { error, identifyClient, type ObjectValue, warning } from '../../../provider/framework/index'
import { withoutRepeated } from '../../../provider/framework/repeated-warnings'
import { config, sample } from './sample'

const TYPO = warning('Unknown color "gren"', 'Did you mean "green"?')
const LOST = warning('Something will be lost', 'It is gone then.')
const WRONG = error('Invalid color', 'It is none.')

/** One run: each process that plans hears what those before it have told. */
function oneRun(parentProgram: string, isApplying = false) {
  const told = new Set<string>()
  return (planned: ObjectValue | null, ...diagnostics: readonly (typeof TYPO)[]) => {
    const before = new Set(told)
    const shownInRun = {
      wasShown: (text: string) => before.has(text),
      markShown: (text: string) => void told.add(text),
    }
    function client() {
      return identifyClient({ parentProgram })
    }
    return withoutRepeated(shownInRun, client, { schema: sample, config: planned, diagnostics, isApplying })
  }
}

describe('a change that is planned again by the process that applies it', () => {
  it.each(['terraform', 'tofu'])('is warned of once by %s', (program) => {
    const plan = oneRun(program)
    expect(plan(config(), TYPO, LOST)).toEqual([TYPO, LOST])
    expect(plan(config(), TYPO, LOST)).toEqual([])
  })

  it('is warned of once more for what shows only then', () => {
    const plan = oneRun('terraform')
    plan(config(), TYPO)
    expect(plan(config(), TYPO, LOST)).toEqual([LOST])
  })

  it('keeps its errors', () => {
    const plan = oneRun('terraform')
    plan(config(), WRONG, TYPO)
    expect(plan(config(), WRONG, TYPO)).toEqual([WRONG])
  })

  it('is warned of by each process of another client, which may be one of many runs', () => {
    const plan = oneRun('node')
    plan(config(), TYPO)
    expect(plan(config(), TYPO)).toEqual([TYPO])
  })
})

describe('a destruction', () => {
  it('is warned of in each plan, since that of a destroy comes after one that is not shown', () => {
    const plan = oneRun('terraform')
    plan(null, LOST)
    expect(plan(null, LOST)).toEqual([LOST])
  })

  it('is not warned of once changes are being applied: that of a predecessor was told as a replacement', () => {
    expect(oneRun('terraform', true)(null, LOST, WRONG)).toEqual([WRONG])
    expect(oneRun('pulumi', true)(null, LOST)).toEqual([LOST])
  })
})
