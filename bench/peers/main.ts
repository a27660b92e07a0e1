import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { bundleProvider, compileExecutable } from '../../build/release/executable'
import { hostPlatform } from '../../build/release/platforms'
import { startEmulator } from '../../emulator/index'
import { version } from '../../package.json'
import { createScratchFolder } from '../build-under-test'
import { interleave, type Series, type Subject } from '../measure'
import { createClientIdentity } from '../provider-start'
import { formatReadings, formatTable, type Row } from '../table'
import { findTerraform } from '../terraform'
import { type LifeReadings, type PeersContext, planOnFree, quietSubjects, startSubject, timeLife } from './measures'
import { officialPeer, type Peer, packagePeer, selfContainedPeer } from './peer'
import { compileRunTimeAlone, measureMemory } from './run-time-alone'
import { meetFault, SINGLE_FAULTS } from './single-faults'

/** The commands on many streams take long: a third of the runs, but three. */
function runsOfMany(runs: number): number {
  return Math.max(3, Math.round(runs / 3))
}

const FREE_STREAMS = 100

/**
 * `npm run bench -- peers --official PATH`: this provider, self-contained and as the npm package, beside the official one. All
 * are installed from a mirror, with a lock file, and work on https tenants of this machine.
 */
export async function benchPeers(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { official: { type: 'string' }, runs: { type: 'string' }, streams: { type: 'string' } },
  })
  if (values.official === undefined)
    throw new Error('peers needs --official PATH, the official provider from its release.')
  const terraform = findTerraform()
  if (terraform === undefined) throw new Error('peers needs terraform or tofu on PATH.')
  const runs = Number(values.runs ?? 10)
  const scratch = createScratchFolder()
  const tenant = await startEmulator({ tls: true })
  const peers = [
    officialPeer(values.official, scratch),
    selfContainedPeer(await buildSelfContained(scratch), version, scratch),
    packagePeer(resolve('dist'), version, scratch),
  ]
  const client = await createClientIdentity(resolve('dist', 'terraform-provider-auth0'))
  const context = { terraform, scratch, tenant, client }
  console.log(`${terraform.version}, ${peers.map(({ name }) => name).join(', ')}\n`)
  await compareStart(peers, runs, context)
  await compareSpeed(peers, runs, Number(values.streams ?? 500), context)
  await compareOnFree(peers, context)
  await compareFaults(peers, context)
  await tenant.close()
}

async function buildSelfContained(scratch: string): Promise<string> {
  const path = join(scratch, 'self-contained')
  const executable = compileExecutable(await bundleProvider(), hostPlatform(), join(scratch, 'compile'))
  writeFileSync(path, executable, { mode: 0o755 })
  return path
}

async function compareStart(peers: readonly Peer[], runs: number, context: PeersContext): Promise<void> {
  const alone = compileRunTimeAlone(context.scratch)
  const subjects = [...peers, alone]
  const starts = await interleave(
    subjects.map((subject) => startSubject(subject, context)),
    runs,
  )
  console.log(formatReadings('Spawn to handshake', 'ms', toRows(starts, subjects)))
  const memory = await interleave([() => measureMemory(alone)], runs)
  console.log(formatReadings('Memory of the run-time alone', 'MB', toRows(memory, [alone])))
}

async function compareSpeed(peers: readonly Peer[], runs: number, many: number, context: PeersContext): Promise<void> {
  function print(title: string, unit: string, series: Series) {
    return console.log(formatReadings(title, unit, toRows(series, peers)))
  }
  for (const [count, times] of [
    [1, runs],
    [many, runsOfMany(runs)],
  ] as const) {
    const quiet = await Promise.all(peers.map((peer) => quietSubjects(peer, count, context)))
    for (const command of ['validate', 'plan', 'apply'] as const) {
      const series = await interleave(
        quiet.map((subjects) => subjects[command]),
        times,
      )
      print(`${command} of ${count}, nothing to do`, 'ms', series)
    }
    const lives = await interleaveLives(peers, count, times, context)
    print(`apply of ${count}, created`, 'ms', lives.apply)
    print(`destroy of ${count}`, 'ms', lives.destroy)
    print(`state of ${count}`, 'kB', lives.state)
    print(`largest provider process at ${count}`, 'MB', lives.memory)
  }
}

async function interleaveLives(
  peers: readonly Peer[],
  count: number,
  runs: number,
  context: PeersContext,
): Promise<Readonly<Record<keyof LifeReadings, Series>>> {
  const kinds = ['apply', 'destroy', 'state', 'memory'] as const
  const subjects = peers.map(
    (peer): Subject =>
      async () => {
        const life = await timeLife(peer, count, context)
        return Object.fromEntries(kinds.map((kind) => [`${kind} ${peer.name}`, life[kind][peer.name] ?? Number.NaN]))
      },
  )
  const series = await interleave(subjects, runs, { warmUp: count === 1 })
  function of(kind: string): Series {
    return new Map(peers.map(({ name }) => [name, series.get(`${kind} ${name}`) ?? []]))
  }
  return { apply: of('apply'), destroy: of('destroy'), state: of('state'), memory: of('memory') }
}

function toRows(series: Series, [official, ...others]: readonly Pick<Peer, 'name'>[]): Row[] {
  const base = official && series.get(official.name)
  return [official, ...others].flatMap((peer) => {
    const readings = peer && series.get(peer.name)
    return peer && readings ? [{ name: peer.name, readings, base }] : []
  })
}

async function compareOnFree(peers: readonly Peer[], context: PeersContext): Promise<void> {
  const lines: string[][] = []
  for (const peer of peers) {
    const { seconds, calls, refused } = await planOnFree(peer, FREE_STREAMS, context)
    lines.push([peer.name, seconds.toFixed(1), calls, String(refused)])
  }
  const title = `Plan of ${FREE_STREAMS}, Free plan, 350 ms a call`
  console.log(formatTable([title, 'seconds', 'calls', '429'], lines))
}

async function compareFaults(peers: readonly Peer[], context: PeersContext): Promise<void> {
  const lines: string[][] = []
  for (const fault of SINGLE_FAULTS) {
    const outcomes: string[] = []
    for (const peer of peers) outcomes.push(await meetFault(peer, fault, context))
    lines.push([fault.name, ...outcomes])
  }
  console.log(formatTable(['One fault', ...peers.map(({ name }) => name)], lines))
  function lost(column: number) {
    return lines.filter((line) => line[column + 1]?.includes('OUTSIDE')).length
  }
  console.log(peers.map(({ name }, index) => `${name}: ${lost(index)} of ${lines.length}`).join('; '))
}
