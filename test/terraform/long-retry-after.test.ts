import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Emulator, startEmulator } from '../../emulator/index'
import { createWorkspace, describeWithTerraform, type Workspace } from '../kit/terraform-cli'
import { applyCleanly, bearer, credentials, requireProvider, stream, webhook } from './configuration'

const STREAMS = ['a', 'b', 'c'].map((label) => stream({ label, type: 'webhook', body: webhook(bearer()) })).join('')

describeWithTerraform('a tenant that asks for a pause of an hour', () => {
  let tenant: Emulator
  let workspace: Workspace
  let shared: string
  beforeEach(async () => {
    tenant = await startEmulator()
    shared = mkdtempSync(join(tmpdir(), 'shared-'))
    const env = { ...credentials(tenant), TMPDIR: shared }
    workspace = await createWorkspace({ files: { 'main.tf': `${requireProvider()}${STREAMS}` }, env })
    await applyCleanly(workspace)
  })
  afterEach(async () => {
    workspace.remove()
    rmSync(shared, { recursive: true, force: true })
    await tenant.close()
  })

  function refuse(path: string, headers: Record<string, string>, status = 429, count = 1) {
    const body = {
      statusCode: status,
      error: 'x',
      message: 'Global limit has been reached',
      errorCode: 'too_many_requests',
    }
    for (let i = 0; i < count; i++) tenant.tenant.faults.next({ match: { path }, status, headers, body })
  }
  function calls() {
    return tenant.tenant.requests().filter(({ path }) => path.startsWith('/api/v2/'))
  }
  const LIST = '/api/v2/event-streams'

  it.each<readonly [string, () => Record<string, string>]>([
    ['Retry-After in seconds', () => ({ 'retry-after': '3600' })],
    ['Retry-After as a date', () => ({ 'retry-after': new Date(Date.now() + 3_600_000).toUTCString() })],
    ['x-ratelimit-reset far ahead', () => ({ 'x-ratelimit-reset': String(Math.floor(Date.now() / 1000) + 3600) })],
  ])('is asked once, and the plan fails at once with what it said: %s', async (_, headers) => {
    const before = calls().length
    refuse(LIST, headers())
    // One read after the other, so that none is under way when the first is refused.
    const { diagnostics } = await workspace.plan('-parallelism=1')
    const details = diagnostics.map(({ detail }) => detail).join('\n')
    expect(calls().length - before).toBe(1)
    expect(details).toMatch(/Auth0 asks for a pause of (59|60) minutes\.|a pause, of which (59|60) min are left/)
    expect(details).not.toContain('parallelism')
  })

  it('is not asked again by the next plan, but by one after half a minute, which goes on', async () => {
    refuse(LIST, { 'retry-after': '3600' })
    await workspace.plan()
    const before = calls().length
    const { exitCode, diagnostics } = await workspace.plan()
    expect([exitCode, calls().length - before]).toEqual([1, 0])
    // Terraform sorts them by their place, so any of the three may be the one that is told in full.
    const details = diagnostics.map(({ detail }) => detail).join('\n')
    expect(details).toMatch(/was not sent: Auth0 asked for a pause, of which (59|60) min are left\./)
    const [folder] = readdirSync(shared).filter((name) => name.startsWith('auth0-event-streams-'))
    const file = join(shared, folder ?? '', readdirSync(join(shared, folder ?? ''))[0] ?? '')
    const state = JSON.parse(readFileSync(file, 'utf8'))
    function older(ms: number) {
      return ms - 31_000
    }
    const reservations = state.reservations.map((one: { atMs: number }) => ({ ...one, atMs: older(one.atMs) }))
    writeFileSync(file, JSON.stringify({ ...state, pausedSinceMs: older(state.pausedSinceMs), reservations }))
    expect((await workspace.plan()).exitCode).toBe(0)
  })

  it('fails the plan at once when it does so with a 503', async () => {
    refuse(LIST, { 'retry-after': '3600' }, 503, 9)
    const { exitCode } = await workspace.plan()
    expect(exitCode).toBe(1)
    expect(calls().filter(({ status }) => status === 503).length).toBeLessThanOrEqual(4)
  })

  it('is told apart when it refuses the token', async () => {
    refuse('/oauth/token', { 'retry-after': '3600' }, 429, 9)
    const { diagnostics } = await workspace.plan()
    expect(diagnostics.map(({ detail }) => detail)).toContainEqual(
      expect.stringMatching(
        /^Auth0 rate-limited the request for an access token \(429\), so the provider could not read/,
      ),
    )
  })

  it('is tried again when it does not say for how long', async () => {
    refuse(LIST, {})
    expect((await workspace.plan()).exitCode).toBe(0)
  })
})
