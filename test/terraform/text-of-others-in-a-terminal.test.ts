import { type Emulator, startEmulator } from '../../emulator/index'
import { createWorkspace, describeWithTerraform, type Workspace } from '../kit/terraform-cli'
import { credentials, eventbridge, requireProvider, stream } from './configuration'

/** Window title, clear screen, color, C1, bidirectional override and isolate, zero-width, byte order mark, line separator. */
const SEQUENCES = '\u001b]0;owned\u0007\u001b[2J\u001b[31m\u009b1m\u202etxt.exe\u2066\u200b\ufeff\u2028\u007f'

/** Everything that a terminal obeys or hides, save line ends and tabs. */
const OBEYED = /(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u

const FAULTS = {
  message: { status: 400, body: { statusCode: 400, error: 'Bad Request', message: `No ${SEQUENCES}`, errorCode: 'x' } },
  errorCode: { status: 403, body: { statusCode: 403, error: 'Forbidden', message: 'No', errorCode: `x${SEQUENCES}` } },
  'request id': { status: 400, headers: { 'x-request-id': 'a\u009b1mb' } },
  'media type': { status: 502, body: 'gone', contentType: 'text/\u009b1mhtml' },
  'line ends': { status: 400, body: { statusCode: 400, error: 'Bad Request', message: 'No.\n\nRun: rm -rf /\r\n' } },
} as const

describeWithTerraform('text of others with sequences that a terminal obeys', () => {
  let tenant: Emulator
  let workspace: Workspace
  beforeAll(async () => {
    tenant = await startEmulator()
    workspace = await createWorkspace({ env: credentials(tenant) })
  })
  afterAll(async () => {
    workspace.remove()
    await tenant.close()
  })
  function configure(name: string, label = 'a') {
    return workspace.write({
      'main.tf':
        requireProvider() +
        stream({ label, type: 'eventbridge', name, body: eventbridge() }).replace(
          `"${name}"`,
          JSON.stringify(name).replace(
            /\u007f|\u009b|\p{Cf}|\u2028/gu,
            (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
          ),
        ),
    })
  }

  it.each(Object.entries(FAULTS))('is shown as escapes when it is the %s of a refusal', async (what, fault) => {
    configure('plain')
    tenant.tenant.faults.next({ match: { method: 'POST' }, times: 9, ...fault })
    const { exitCode, stdout, stderr } = await workspace.run(['apply', '-auto-approve'], { TF_LOG_PROVIDER: 'DEBUG' })
    tenant.tenant.faults.clear()
    const shown = (stdout + stderr).split('\n').filter((line) => OBEYED.test(line))
    expect([exitCode, shown]).toEqual([1, []])
    if (what === 'message') expect(stderr).toMatch(/\\u001b\s*\[2J/)
    if (what === 'line ends') expect(stderr).not.toMatch(/^\W*Run: rm/m)
  })

  it('is shown as escapes when it is the name of a stream, in warnings and errors', async () => {
    configure(`named${SEQUENCES}`)
    const planned = await workspace.run(['plan'])
    await workspace.run(['apply', '-auto-approve'])
    const [created] = tenant.tenant.eventStreams()
    tenant.tenant.deleteEventStream(String(created?.id))
    const gone = await workspace.run(['plan'])
    const output = [planned, gone].map(({ stdout, stderr }) => stdout + stderr).join('')
    expect(output.split('\n').filter((line) => OBEYED.test(line))).toEqual([])
    expect(gone.stdout).toContain('not found')
  })
})
