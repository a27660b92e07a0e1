import { LIMIT_PRESETS, type LimitPreset } from '../../../../emulator/http/token-bucket'
import { type Scene, seeded, simulate } from './simulation'

function scene(preset: LimitPreset, over: Partial<Scene> = {}): Scene {
  return {
    limits: LIMIT_PRESETS[preset],
    rules: { headroomPercent: 20 },
    processes: 5,
    callers: 10,
    durationMs: 30_000,
    latencyMs: [20, 120],
    random: seeded(1),
    ...over,
  }
}

const SLOW_PLANS = ['free', 'professional', 'enterprise', 'enterprise-non-production', 'private-cloud-dev'] as const

describe('five programs of ten callers each that share a budget', () => {
  it.each(SLOW_PLANS.flatMap((preset) => [1, 2, 3].map((seed) => [preset, seed] as const)))(
    'are refused nothing on the plan %s and use its rate (seed %d)',
    (preset, seed) => {
      const { refused, perSecond, longestPauseMs } = simulate(scene(preset, { random: seeded(seed) }))
      expect(refused).toBe(0)
      expect(perSecond / LIMIT_PRESETS[preset].perSecond).toBeGreaterThan(0.85)
      expect(longestPauseMs).toBeLessThan(1500)
    },
  )

  it.each(['private-cloud-100', 'private-cloud-500', 'private-cloud-1500'] as const)(
    'are refused nothing on the plan %s',
    (preset) => {
      const { refused, perSecond } = simulate(scene(preset, { durationMs: 3000 }))
      expect(refused).toBe(0)
      // Fifty callers with 140 ms there and back cannot send more than some 350 per second.
      expect(perSecond).toBeGreaterThan(Math.min(200, 0.75 * LIMIT_PRESETS[preset].perSecond))
    },
  )

  it.each(SLOW_PLANS)('are refused nothing on the plan %s when the network is slow and answers overtake', (preset) => {
    const { refused, perSecond } = simulate(scene(preset, { latencyMs: [50, 400], random: seeded(7) }))
    expect(refused).toBe(0)
    expect(perSecond / LIMIT_PRESETS[preset].perSecond).toBeGreaterThan(0.6)
  })

  it('leave others on the tenant what they need', () => {
    const { refused, othersRefused, perSecond } = simulate(scene('enterprise', { othersPerSecond: 4 }))
    expect([refused, othersRefused]).toEqual([0, 0])
    expect(perSecond).toBeGreaterThan(10)
  })

  it('wait out a custom policy that is slower than any plan', () => {
    const { refused, sent } = simulate(
      scene('free', { limits: { burst: 2, perSecond: 0.2 }, durationMs: 120_000, rules: { headroomPercent: 0 } }),
    )
    expect(sent).toBeGreaterThan(12)
    expect(refused).toBeLessThan(5)
  })
})
