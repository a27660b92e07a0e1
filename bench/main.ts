import { cpus } from 'node:os'
import { resolve } from 'node:path'
import { copyBuilds, createScratchFolder } from './build-under-test'
import { benchConstructs } from './constructs/constructs'
import type { BenchContext } from './context'
import { benchFrugal } from './frugal/frugal'
import { benchLoad } from './load'
import { benchMemory } from './memory'
import { type BenchOptions, type Part, parseOptions } from './options'
import { benchPeers } from './peers/main'
import { benchPlan } from './plan'
import { benchSize } from './size'
import { benchStartup } from './startup'
import { benchStateSize } from './state-size'
import { openWorkspaces } from './streams'
import { findTerraform, type Terraform } from './terraform'

const BENCHES: Readonly<Record<Part, (context: BenchContext) => Promise<string>>> = {
  startup: benchStartup,
  plan: benchPlan,
  memory: benchMemory,
  size: benchSize,
  constructs: benchConstructs,
  load: benchLoad,
  'state-size': benchStateSize,
  frugal: benchFrugal,
}

async function main({ runs, parts, against, streamCounts }: BenchOptions): Promise<void> {
  const dist = resolve('dist')
  const scratch = createScratchFolder()
  const terraform = findTerraform()
  const planner = terraform && { terraform, workspaces: await openWorkspaces(terraform, scratch) }
  const builds = copyBuilds([dist, ...against.map((path) => resolve(path))], scratch)
  console.log(`${describeMachine(terraform)}\n`)
  const context = { builds, dist, runs, streamCounts, scratch, planner }
  for (const part of parts) console.log(await BENCHES[part](context))
  await planner?.workspaces.close()
}

function describeMachine(terraform: Terraform | undefined): string {
  const processors = cpus()
  const planner = terraform?.version ?? 'no terraform'
  const machine = `${process.platform} ${process.arch}, ${processors.length} CPUs (${processors[0]?.model.trim()})`
  return `Node.js ${process.versions.node}, ${planner}, ${machine}`
}

const [first, ...others] = process.argv.slice(2)

Promise.resolve()
  .then(() => (first === 'peers' ? benchPeers(others) : main(parseOptions(process.argv.slice(2)))))
  .then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : error)
      process.exit(1)
    },
  )
