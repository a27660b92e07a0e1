import { readdirSync, readFileSync, statSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { join, sep } from 'node:path'
import { preloading } from './build-under-test'
import type { BenchContext } from './context'
import { createClientIdentity, timeStart } from './provider-start'
import { formatTable } from './table'

/** What the handshake needs, and for what. Anything else that is loaded before it delays every process. */
const NEEDED: Readonly<Record<string, string>> = {
  'terraform-provider-auth0': 'the executable itself',
  'node:fs': 'folder of the socket, handshake line',
  'node:path': 'path of the socket',
  'node:os': 'folder for temporary files',
  'node:net': 'socket',
  'node:crypto': 'key and certificate',
}

/** How large the package is, and what a process loads before its handshake. */
export async function benchSize({ builds, dist, scratch }: BenchContext): Promise<string> {
  const loaded = await loadedBeforeHandshake(builds[0].executable, scratch)
  const surplus = loaded.filter((name) => NEEDED[name] === undefined)
  return [
    formatSizes(dist),
    formatTable(
      ['Loaded before the handshake', 'needed for'],
      loaded.map((name) => [name, NEEDED[name] ?? 'NOT NEEDED']),
    ),
    surplus.length === 0
      ? 'Nothing is loaded before the handshake that it does not need.\n'
      : `Not needed: ${surplus.join(', ')}\n`,
  ].join('\n')
}

function formatSizes(dist: string): string {
  const sizes = new Map<string, number>()
  let total = 0
  for (const name of readdirSync(dist, { recursive: true, encoding: 'utf8' })) {
    const stats = statSync(join(dist, name))
    if (!stats.isFile()) continue
    const room = name.split(sep)[0] ?? name
    sizes.set(room, (sizes.get(room) ?? 0) + stats.size)
    total += stats.size
  }
  const lines = [...sizes].sort(([, a], [, b]) => b - a).map(([room, bytes]) => [room, kilobytes(bytes), ''])
  return formatTable(['Size of dist', 'kB', 'target'], [...lines, ['in all', kilobytes(total), '< 2000']])
}

function kilobytes(bytes: number): string {
  return (bytes / 1000).toFixed(1)
}

async function loadedBeforeHandshake(executable: string, scratch: string): Promise<readonly string[]> {
  const file = join(scratch, 'loads.json')
  const client = await createClientIdentity(executable)
  await timeStart(executable, client, { ...preloading('loads', scratch), BENCH_LOADS_FILE: file })
  const loaded = JSON.parse(readFileSync(file, 'utf8')) as readonly string[]
  return loaded.map((name) => (isBuiltin(name) ? `node:${name.replace('node:', '')}` : name))
}
