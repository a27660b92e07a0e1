import { FLAVORS, type Flavor } from '../../build/generate-l1'
import { type Emulator, startEmulator } from '../../emulator/index'
import { withoutFramework } from '../../test/constructs/sample-app'
import { createReport, expectThat, type Report } from '../report'
import { findAwsMirror } from './aws-plan'
import { runWithCli, seconds, type Times } from './lifecycle'
import { installPackages } from './packages'
import { createProject, type Project } from './project'

const TOKEN = 'demo-token-2f1c9a'
const SERVICE = { url: 'https://service.example.com/demo-9c41', key: 'demo-key-7b20e4' }
const STACKS = ['event-streams', 'aws-events'] as const

function print(line: string) {
  return console.log(line)
}

/** Results of a flavor's example. */
interface Outcome {
  readonly times: Times
  readonly stacks: readonly string[]
}

/** Runs the same app with the CLI of CDKTF, then with that of CDK Terrain, against a local tenant. */
async function main(): Promise<void> {
  const flavors = FLAVORS.filter(runsHere)
  const emulator = await startEmulator()
  try {
    const report = createReport(emulator, print)
    print(`A local Auth0 tenant listens on ${emulator.url}.`)
    const outcomes = new Map<Flavor, Outcome>()
    if (!flavors.includes('cdktf')) print(`Skipped: the CLI of CDKTF does not run on Node.js ${process.versions.node}.`)
    for (const flavor of flavors) outcomes.set(flavor, await runExample(flavor, emulator, report))
    summarize(outcomes)
  } finally {
    await emulator.close()
  }
}

/** The terminal library in cdktf-cli 0.21, which was archived in 2025, has builds for Node.js up to 22. */
function runsHere(flavor: Flavor): boolean {
  return flavor !== 'cdktf' || Number.parseInt(process.versions.node, 10) <= 22
}

async function runExample(flavor: Flavor, emulator: Emulator, report: Report): Promise<Outcome> {
  report.chapter(flavor, `examples/${flavor}`)
  report.note('packages', await installPackages(flavor))
  const inputs = { token: TOKEN, service: SERVICE, awsMirror: findAwsMirror() }
  const project = await createProject(flavor, emulator, inputs)
  try {
    const times = await runWithCli(project, emulator, inputs, report)
    return { times, stacks: STACKS.map((stack) => comparable(project, stack)) }
  } finally {
    project.remove()
  }
}

/** A stack without the version of the framework and without paths of this machine. */
function comparable({ folder, stackJson }: Project, stack: string): string {
  return withoutFramework(stackJson(stack).replaceAll(folder, ''))
}

function summarize(outcomes: ReadonlyMap<Flavor, Outcome>): void {
  const [first, second = first] = [...outcomes.values()].map(({ stacks }) => stacks.join('\n'))
  expectThat(first === second, 'the same stacks from both', `cdktf:\n${first}\ncdktn:\n${second}`)
  print(`\nTimes     ${[...outcomes.keys()].map((flavor) => flavor.padStart(8)).join('')}`)
  const all = [...outcomes.values()].map(({ times }) => times)
  for (const title of all[0]?.keys() ?? []) {
    print(`  ${title.padEnd(8)}${all.map((times) => seconds(times.get(title) ?? 0).padStart(8)).join('')}`)
  }
  const both = outcomes.size > 1 ? ', both synthesized the same stacks' : ''
  print(`\nEvery step was as expected${both}, and the tenant is empty again.`)
}

main().catch((error: unknown) => {
  console.error(`\nThe demo failed: ${error instanceof Error ? error.message : error}`)
  process.exitCode = 1
})
