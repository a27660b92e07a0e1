import { parseArgs } from 'node:util'
import { passNamesOn } from './pass-names-on'
import { SCENARIOS } from './scenarios'

const LATENCIES_MS = [0, 30, 100, 250]

const USAGE = 'npm run campaign:names -- [--applies N] [--parallelism N] [--only PART-OF-A-TITLE]'

async function main(): Promise<void> {
  const options = { applies: { type: 'string' }, parallelism: { type: 'string' }, only: { type: 'string' } } as const
  const { values } = parseArgs({ args: process.argv.slice(2), options })
  const applies = Number(values.applies ?? 40)
  if (!Number.isSafeInteger(applies) || applies < 1) throw new Error(`--applies is a whole number. ${USAGE}`)
  const args = values.parallelism === undefined ? [] : [`-parallelism=${values.parallelism}`]
  let failed = 0
  for (const { title, ...scenario } of SCENARIOS.filter((one) => one.title.includes(values.only ?? ''))) {
    for (const latencyMs of LATENCIES_MS) {
      const problems = await problemsOf({ title, ...scenario }, latencyMs, applies / LATENCIES_MS.length, args)
      failed += problems.length
      const words = problems.map((problem) => `\n    ${problem}`).join('')
      console.log(
        `${problems.length} failed of ${Math.ceil(applies / LATENCIES_MS.length)} at ${latencyMs} ms: ${title}${words}`,
      )
    }
  }
  console.log(failed === 0 ? 'No stream was lost, and every state was that of the tenant.' : `${failed} applies failed`)
  process.exitCode = failed === 0 ? 0 : 1
}

async function problemsOf(
  scenario: (typeof SCENARIOS)[number],
  latencyMs: number,
  applies: number,
  args: readonly string[],
): Promise<string[]> {
  const found: string[] = []
  for (let index = 0; index < applies; index += 1) {
    const { problems } = await passNamesOn(scenario, latencyMs, ...args)
    if (problems.length > 0) found.push(problems.join('; '))
  }
  return found
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
