import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { listEndpoints } from './fuzz/endpoints'
import type { FuzzReport } from './fuzz/fuzz'

/** `FUZZ_SEED=7 FUZZ_SECONDS=600 npx jest test/emulator/fuzz` looks elsewhere, and longer. */
const SEED = Number(process.env['FUZZ_SEED'] ?? 20_261_122)
const SECONDS = Number(process.env['FUZZ_SECONDS'] ?? 15)

/** What starting the process and the sockets add to it on a busy machine. */
const OVERHEAD_MS = 120_000

/** Bodies of up to a mebibyte are kept by the request log; a leak of every request would soon be far beyond this. */
const HEAP_GROWTH_MB = 100

describe(`a tenant under random requests (FUZZ_SEED=${SEED})`, () => {
  let report: FuzzReport
  beforeAll(
    async () => {
      const args = ['--expose-gc', '--import', 'tsx', require.resolve('./fuzz/fuzz'), String(SEED), String(SECONDS)]
      const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 64 * 1_048_576 })
      report = JSON.parse(stdout) as FuzzReport
    },
    SECONDS * 1_000 + OVERHEAD_MS,
  )

  it('answers each of them, none with a 5xx, and stays of use', () => {
    expect(report.failures).toEqual([])
  })

  it('has every endpoint tried several times', () => {
    expect(report.requests).toBeGreaterThan(3 * listEndpoints().length)
  })

  it('is not merely refusing: half of its endpoints are reached', () => {
    expect(report.neverReached.length).toBeLessThan(report.endpoints / 2)
  })

  it('keeps its memory', () => {
    expect(report.heapGrowthMb).toBeLessThan(HEAP_GROWTH_MB)
  })
})

describe('the endpoints that are tried', () => {
  it.each([
    'POST /oauth/token',
    'POST /api/v2/event-streams/:id/redeliver',
    'GET /api/v2/events',
    'PATCH /api/v2/actions/actions/:id',
    'PUT /__emulator/clock',
    'POST /__emulator/console/new/:type',
  ])('have %s among them', (endpoint) => {
    expect(listEndpoints().map(({ method, path }) => `${method} ${path}`)).toContain(endpoint)
  })
})
