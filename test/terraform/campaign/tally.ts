import { type CampaignFault, FAULT_KINDS } from './faults'

/** What has happened in a campaign so far. */
export type Tally = {
  readonly faults: CampaignFault[]
  /** How many commands of each name were run. */
  readonly commands: Record<'apply' | 'import' | 'plan', number>
  rounds: number
  steps: number
  kills: number
  interrupts: number
  /** What was not as it should be, with what it takes to see it again. */
  readonly problems: string[]
}

/** Nothing yet. */
export function emptyTally(): Tally {
  return {
    faults: [],
    commands: { apply: 0, import: 0, plan: 0 },
    rounds: 0,
    steps: 0,
    kills: 0,
    interrupts: 0,
    problems: [],
  }
}

const AGAIN =
  'To run a round again: npm run campaign -- --seed N --faults 1, with the seed of the problem. Kills and interrupts fall at moments of time, so what follows one may differ.'

/** The tally for a person to read. */
export function formatTally({ faults, commands, rounds, steps, kills, interrupts, problems }: Tally): string {
  function countOf(what: string) {
    return problems.filter((problem) => problem.includes(what)).length
  }
  const operations = [...new Set(faults.map(({ operation }) => operation))].sort()
  return [
    `${faults.length} faults taken in ${steps} steps of ${rounds} rounds, with ${kills} kills and ${interrupts} interrupts`,
    `  by kind: ${countEach(FAULT_KINDS, (kind) => faults.filter((fault) => fault.kind === kind).length)}`,
    `  by call: ${countEach(operations, (operation) => faults.filter((fault) => fault.operation === operation).length)}`,
    `  commands: ${countEach(['apply', 'import', 'plan'] as const, (name) => commands[name])}`,
    `  orphans ${countOf('an orphan')}, duplicates ${countOf('a duplicate')}, secrets ${countOf('a secret')}, problems ${problems.length}`,
    ...problems,
    ...(problems.length > 0 ? [AGAIN] : []),
  ].join('\n')
}

function countEach<Name extends string>(names: readonly Name[], count: (name: Name) => number): string {
  return names.map((name) => `${name} ${count(name)}`).join(', ')
}
