import { parseArgs } from 'node:util'
import { runCampaign } from './campaign'
import { formatTally } from './tally'

/** Reads the command line. Throws, in a sentence for the person who typed it, when it cannot be meant. */
function parseOptions(args: readonly string[]): { seed: number; faults: number } {
  const { values } = parseArgs({ args: [...args], options: { seed: { type: 'string' }, faults: { type: 'string' } } })
  function number(name: 'seed' | 'faults', otherwise: number) {
    const value = Number(values[name] ?? otherwise)
    if (Number.isSafeInteger(value) && value >= 0) return value
    throw new Error(`--${name} cannot be "${values[name]}"; it is a whole number.`)
  }
  return { seed: number('seed', Math.floor(Math.random() * 1_000_000)), faults: number('faults', 1000) }
}

async function main(): Promise<void> {
  const options = parseOptions(process.argv.slice(2))
  console.log(`seed ${options.seed}, at least ${options.faults} faults`)
  const startedMs = performance.now()
  const tally = await runCampaign({ ...options, report: (line) => console.log(line) })
  console.log(`${formatTally(tally)}\nin ${Math.round((performance.now() - startedMs) / 1000)} s`)
  process.exitCode = tally.problems.length === 0 ? 0 : 1
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
