import { startEmulator } from '../../../emulator/index'
import { createRandom, type Random } from '../../kit/random'
import { createWorkspace } from '../../kit/terraform-cli'
import { credentials } from '../configuration'
import { type ConfiguredStream, changeStream, makeStream } from './configured-stream'
import { makeFaults } from './faults'
import { type Stage, type Step, takeStep } from './step'
import { makeStrike } from './strike'
import { emptyTally, type Tally } from './tally'

/** How large a campaign is. */
export interface CampaignOptions {
  /** Of the first round; the next round has the next whole number, so that each can be run alone. */
  readonly seed: number
  /** No round begins once so many faults were taken; 1 runs a single round, for instance to see a problem again. */
  readonly faults: number
  /** Told a line after every round. */
  readonly report?: (line: string) => void
}

/** Changes of the configuration in a round; the last takes every stream away. */
const STEPS = 6

/** Streams that a round begins with. */
const FIRST_STREAMS = 12

/** Rounds that fail before the campaign gives up: more say nothing new. */
const FAILED_ROUNDS = 5

/** Much of a round is waiting, so two at a time take little longer than one. */
const ROUNDS_AT_ONCE = 2

/** Runs rounds until enough faults were taken. */
export async function runCampaign({ seed, faults, report = () => {} }: CampaignOptions): Promise<Tally> {
  const tally = emptyTally()
  let begun = 0
  let failed = 0
  async function runRounds() {
    while (begun === 0 || (tally.faults.length < faults && failed < FAILED_ROUNDS)) {
      begun += 1
      if (!(await runRound(seed + begun - 1, tally))) failed += 1
      tally.rounds += 1
      report(`${tally.rounds} rounds, ${tally.faults.length} faults taken, ${tally.problems.length} problems`)
    }
  }
  const atOnce = faults > 1 ? ROUNDS_AT_ONCE : 1
  await Promise.all(Array.from({ length: atOnce }, runRounds))
  return tally
}

/** A tenant and a workspace of its own, changed step by step. False when it ended with a problem. */
async function runRound(seed: number, tally: Tally): Promise<boolean> {
  const emulator = await startEmulator()
  const workspace = await createWorkspace({ env: credentials(emulator) })
  const random = createRandom(seed)
  try {
    let streams: readonly ConfiguredStream[] = []
    for (let index = 0; index < STEPS; index += 1) {
      const step = makeStep(random, { emulator, workspace }, streams, index)
      const problems = await takeStep({ emulator, workspace }, step, tally)
      tally.steps += 1
      tally.problems.push(...problems.map((problem) => `seed ${seed}, step ${index}${describe(step)}: ${problem}`))
      if (problems.length > 0) return false
      streams = step.streams
    }
    return true
  } finally {
    workspace.remove()
    await emulator.close()
  }
}

function describe({ strike }: Step): string {
  return strike === undefined ? '' : ` (${strike.kind} ${strike.afterMs} ms after call ${strike.afterCalls})`
}

function makeStep(random: Random, stage: Stage, before: readonly ConfiguredStream[], index: number): Step {
  const isLast = index === STEPS - 1
  const kept = isLast ? [] : before.filter(() => random.chance(0.75))
  const changed = kept.map((stream) => (random.chance(0.6) ? changeStream(random, stream) : stream))
  const added = isLast ? [] : addStreams(random, stage, index, index === 0 ? FIRST_STREAMS : 3 + random.below(6))
  const streams = [...changed, ...added]
  const updates = changed.filter((stream, at) => stream !== kept[at]).length
  const expected = {
    create: added.length,
    update: updates,
    delete: before.length - kept.length,
    read: before.length,
  }
  const strike = random.chance(0.5) ? makeStrike(random, added.length + updates + expected.delete) : undefined
  return {
    streams,
    faults: makeFaults(random, expected, strike !== undefined),
    strike,
    isTraced: random.chance(0.25),
  }
}

function addStreams(random: Random, { emulator }: Stage, index: number, count: number): ConfiguredStream[] {
  function addAction() {
    return String(emulator.tenant.addAction({ name: `action ${random.below(2 ** 31)}` })['id'])
  }
  return Array.from({ length: count }, (_, at) => makeStream(random, `s${index}_${at}`, addAction))
}
