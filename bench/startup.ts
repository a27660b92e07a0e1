import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { rootCertificates } from 'node:tls'
import type { BenchContext } from './context'
import { interleave, type Subject, startClock } from './measure'
import { createClientIdentity, timeStart, type Variables } from './provider-start'
import { formatReadings, toRows } from './table'

const FLOOR = 'exit of node -e 0'
const HANDSHAKE = 'handshake line'

/** Where systems keep the certificates they trust (the list of Go's crypto/x509, root_linux.go). */
const CA_BUNDLES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
]

/** How long a process of the provider takes until Terraform can use it, beside the shortest that any Node process takes. */
export async function benchStartup({ builds, runs, scratch }: BenchContext): Promise<string> {
  const client = await createClientIdentity(builds[0].executable)
  const environments: readonly (readonly [string, Variables])[] = [
    ['', { NODE_EXTRA_CA_CERTS: undefined }],
    [', NODE_EXTRA_CA_CERTS set', { NODE_EXTRA_CA_CERTS: findCaBundle(scratch) }],
  ]
  const subjects = environments.flatMap(([when, env]): Subject[] => [
    async () => ({ [`${FLOOR}${when}`]: await timeFloor(env) }),
    ...builds.map(({ suffix, executable }) => async () => {
      const { handshakeMs, schemaMs } = await timeStart(executable, client, env)
      return { [`${HANDSHAKE}${when}${suffix}`]: handshakeMs, [`first schema answer${when}${suffix}`]: schemaMs }
    }),
  ])
  const rows = toRows(await interleave(subjects, runs), FLOOR)
  const judged = rows.map((row) => (row.name.startsWith(HANDSHAKE) ? { ...row, target: '<= 1.6' } : row))
  return formatReadings('Start: spawn to ...', 'ms', judged)
}

async function timeFloor(env: Variables): Promise<number> {
  const clock = startClock()
  await once(spawn('node', ['-e', '0'], { env: { ...process.env, ...env }, stdio: 'ignore' }), 'exit')
  return clock()
}

function findCaBundle(scratch: string): string {
  const found = CA_BUNDLES.find((path) => existsSync(path))
  if (found !== undefined) return found
  const own = join(scratch, 'ca.pem')
  writeFileSync(own, rootCertificates.join('\n'))
  return own
}
