import { type Emulator, startEmulator } from '../../emulator/index'
import { createWorkspace, describeWithTerraform, type TerraformRun, type Workspace } from '../kit/terraform-cli'
import { credentials, requireProvider, stream, webhook } from './configuration'

const SECRET = 'hush-hush-hush'

function hook(label: string, authorization: string, endpoint?: string): string {
  return stream({ label, type: 'webhook', body: webhook(authorization, endpoint) })
}

const FAULTS: { readonly [label: string]: readonly [authorization: string, named: string] } = {
  misplaced: [`method = "basic"\n username = "u"\n password = "p"\n token = "${SECRET}"`, 'token'],
  doubled: [`method = "bearer"\n token = "${SECRET}"\n token_wo = "${SECRET}"\n token_wo_version = 1`, 'token_wo'],
  unversioned: [`method = "bearer"\n token_wo = "${SECRET}"`, 'token_wo'],
  broken: [`method = "bearer"\n token = "${SECRET}\\n"`, 'token'],
  heredoc: [`method = "custom_header"\n header_key = "X"\n header_value = <<EOT\n${SECRET}\nEOT\n`, 'header_value'],
  typo: [`method = "baerer"\n token = "${SECRET}\\u0001"`, 'token'],
}

describeWithTerraform('a secret that is written in the configuration', () => {
  let workspace: Workspace
  let run: TerraformRun
  beforeAll(async () => {
    const streams = Object.entries(FAULTS).map(([label, [authorization]]) => hook(label, authorization))
    workspace = await createWorkspace({ files: { 'main.tf': requireProvider() + streams.join('') } })
    run = await workspace.validate()
  })
  afterAll(() => workspace.remove())

  it.each(Object.keys(FAULTS))(
    'is not printed with the fault that it has, which names argument and block: %s',
    (label) => {
      const found = run.diagnostics.filter(
        ({ address, summary }) => address?.endsWith(`.${label}`) && summary !== 'Invalid method',
      )
      const [, named] = FAULTS[label] ?? []
      expect(found).toEqual([
        expect.objectContaining({
          code: 'webhook_authorization {',
          detail: expect.stringMatching(new RegExp(`\\b${named}\\b`)),
        }),
      ])
    },
  )

  it('leaves the faults of other arguments where they are', () => {
    const [typo] = run.diagnostics.filter(({ summary }) => summary === 'Invalid method')
    expect(typo?.code).toBe('method = "baerer"')
  })

  it('is nowhere in the output', async () => {
    const shown = await workspace.run(['validate'])
    expect([run.stdout + run.stderr, shown.stdout + shown.stderr].join('')).not.toContain(SECRET)
  })
})

describeWithTerraform('a secret that Auth0 refuses', () => {
  let tenant: Emulator
  let workspace: Workspace
  beforeEach(async () => {
    tenant = await startEmulator()
    workspace = await createWorkspace({ env: credentials(tenant) })
  })
  afterEach(async () => {
    workspace.remove()
    await tenant.close()
  })
  function refuse(property: string) {
    return fetch(`${tenant.url}/__emulator/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        match: { method: 'POST', path: '/api/v2/event-streams' },
        status: 400,
        body: {
          statusCode: 400,
          error: 'Bad Request',
          message: `Payload validation error: 'String is too long (14 chars), maximum 3' on property destination.configuration.${property}.`,
          errorCode: 'invalid_body',
        },
      }),
    })
  }

  it.each([
    [
      'webhook_authorization.token',
      `method = "bearer"\n token = "${SECRET}"`,
      'https://example.com',
      'webhook_authorization {',
    ],
    [
      'webhook_authorization.password',
      `method = "basic"\n username = "u"\n password_wo = "${SECRET}"\n password_wo_version = 1`,
      'https://example.com',
      'webhook_authorization {',
    ],
    [
      'webhook_endpoint',
      'method = "bearer"\n token = "t"',
      `https://user:${SECRET}@example.com`,
      'resource "auth0_event_stream" "a" {',
    ],
  ])('is not printed with the error of the apply: %s', async (property, authorization, endpoint, code) => {
    workspace.write({ 'main.tf': requireProvider() + hook('a', authorization, endpoint) })
    await refuse(property)
    const { exitCode, stdout, diagnostics } = await workspace.apply()
    const errors = diagnostics.filter(({ severity }) => severity === 'error')
    expect([exitCode, errors]).toEqual([1, [expect.objectContaining({ code, summary: 'Cannot create event stream' })]])
    expect(stdout.replace(/"type":"(planned_change|apply_start|change_summary)".*/g, '')).not.toContain(SECRET)
  })
})
