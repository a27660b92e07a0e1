import { type Emulator, startEmulator } from '../../emulator/index'
import { createWorkspace, describeWithTerraform, type TerraformRun, type Workspace } from '../kit/terraform-cli'
import { credentials, requireProvider, stream, webhook, writesTo } from './configuration'

const METHODS = {
  bearer: 'method = "bearer"\n token_wo = var.secret\n token_wo_version = var.secret_version',
  basic: 'method = "basic"\n username = var.user\n password_wo = var.secret\n password_wo_version = var.secret_version',
  header:
    'method = "custom_header"\n header_key = "X-Key"\n header_value_wo = var.secret\n header_value_wo_version = var.secret_version',
}
const LABELS = Object.keys(METHODS).sort()

function variable(name: string, value: string, more = ''): string {
  return `variable "${name}" {\n type = string\n default = ${value}\n ${more}\n}\n`
}

const CONFIGURATION = [
  requireProvider(),
  variable('secret', 'null', 'ephemeral = true'),
  variable('secret_version', '"1"'),
  variable('prefix', '"a"'),
  variable('status', 'null'),
  variable('endpoint', '"https://example.com/first"'),
  variable('user', '"auth0"'),
  ...Object.entries(METHODS).map(([label, authorization]) =>
    stream({
      label,
      name: `\${var.prefix}-${label}`,
      type: 'webhook',
      body: `status = var.status\n ${webhook(authorization, `\${var.endpoint}`)}`,
    }),
  ),
].join('')

const WITH = '-var=secret=a-secret-of-the-user'

describeWithTerraform('webhook streams whose write-only secret is not at hand', () => {
  let tenant: Emulator
  let workspace: Workspace
  beforeAll(async () => {
    tenant = await startEmulator()
    workspace = await createWorkspace({ files: { 'main.tf': CONFIGURATION }, env: credentials(tenant) })
  })
  afterAll(async () => {
    workspace.remove()
    await tenant.close()
  })
  function summaries({ diagnostics }: TerraformRun) {
    return diagnostics.map(({ summary }) => summary)
  }
  function missing({ diagnostics }: TerraformRun) {
    return diagnostics
      .filter(({ summary, severity }) => summary === 'Missing webhook secret' && severity === 'error')
      .map(({ address = '' }) => address.replace('auth0_event_stream.', ''))
      .sort()
  }
  function actions({ changes }: TerraformRun) {
    return changes.map(({ action }) => action)
  }

  it.each([
    ['not set', []],
    ['empty', ['-var=secret=']],
  ])('cannot be created when it is %s', async (_, args) => {
    const run = await workspace.plan(...args)
    expect([run.exitCode, missing(run)]).toEqual([1, LABELS])
  })

  it('name the arguments, and say what to do, at the line of the method', async () => {
    const { diagnostics } = await workspace.plan('-target=auth0_event_stream.bearer')
    expect(diagnostics).toContainEqual(
      expect.objectContaining({
        code: 'method = "bearer"',
        detail:
          'A new webhook stream needs a secret, but neither token nor token_wo has a value.\n\nSet one of them. If it refers to a variable, give that variable a value in this run.',
      }),
    )
  })

  it('are validated', async () => {
    expect((await workspace.validate()).exitCode).toBe(0)
  })

  it('are created when it is there', async () => {
    expect((await workspace.apply(WITH)).exitCode).toBe(0)
  })

  it.each([
    ['not set', []],
    ['empty', ['-var=secret=']],
    ['another one', ['-var=secret=something-else']],
  ])('plan nothing while nothing changes and it is %s', async (_, args) => {
    const run = await workspace.plan(...args)
    expect([run.exitCode, summaries(run)]).toEqual([0, []])
  })

  it.each([
    ['is only refreshed', ['-refresh-only'], []],
    ['is renamed', ['-var=prefix=b'], ['update', 'update', 'update']],
    ['is disabled', ['-var=status=disabled'], ['update', 'update', 'update']],
    ['is to be destroyed', ['-destroy'], ['delete', 'delete', 'delete']],
  ])('need none for a plan in which each %s', async (_, args, expected) => {
    const run = await workspace.plan(...args)
    expect([actions(run), summaries(run)]).toEqual([expected, []])
  })

  it.each([
    ['new versions', ['-var=secret_version=2'], LABELS],
    ['another endpoint', ['-var=endpoint=https://example.com/second'], LABELS],
    ['another user name', ['-var=user=somebody'], ['basic']],
    ['replacements', LABELS.map((label) => `-replace=auth0_event_stream.${label}`), LABELS],
  ])('need one for %s', async (_, args, labels) => {
    const run = await workspace.plan(...args)
    expect([run.exitCode, missing(run)]).toEqual([1, labels])
  })

  it('apply a saved plan that sends none', async () => {
    await workspace.plan('-var=prefix=b', '-out=rename.plan')
    tenant.tenant.clearRequests()
    const { exitCode } = await workspace.apply('rename.plan')
    expect([exitCode, writesTo(tenant).length]).toEqual([0, 3])
  })

  it('apply a saved plan that sends one only with it', async () => {
    await workspace.plan('-var=prefix=b', '-var=secret_version=2', WITH, '-out=rotate.plan')
    tenant.tenant.clearRequests()
    const without = await workspace.apply('rotate.plan')
    const writes = writesTo(tenant)
    const run = await workspace.apply(WITH, 'rotate.plan')
    expect([without.exitCode, writes, run.exitCode, writesTo(tenant).length]).toEqual([1, [], 0, 3])
  })

  it('warn when one goes out with another change, its version unchanged', async () => {
    const run = await workspace.plan('-var=prefix=b', '-var=secret_version=2', '-var=user=somebody', WITH)
    expect(run.diagnostics).toEqual([
      expect.objectContaining({
        severity: 'warning',
        summary: 'Webhook secret of "b-basic" is sent again',
        detail: expect.stringContaining('password_wo, as it is in the configuration, although password_wo_version'),
      }),
    ])
  })

  it('are destroyed', async () => {
    const { exitCode } = await workspace.destroy('-var=prefix=b', '-var=secret_version=2')
    expect([exitCode, tenant.tenant.eventStreams()]).toEqual([0, []])
  })
})

describeWithTerraform('a webhook stream whose write-only secret comes from another resource', () => {
  let tenant: Emulator
  let workspace: Workspace
  function configuration(input: string) {
    return `${requireProvider()}
resource "terraform_data" "vault" {
  input = ${input}
}
${stream({ label: 'hook', type: 'webhook', body: webhook('method = "bearer"\n token_wo = terraform_data.vault.output\n token_wo_version = 1') })}`
  }
  beforeEach(async () => {
    tenant = await startEmulator()
    workspace = await createWorkspace({ env: credentials(tenant) })
  })
  afterEach(async () => {
    workspace.remove()
    await tenant.close()
  })

  it('is planned while the secret is unknown, and created with it', async () => {
    workspace.write({ 'main.tf': configuration('"a-secret"') })
    const { exitCode } = await workspace.apply()
    expect([exitCode, tenant.tenant.eventStreams().length]).toEqual([0, 1])
  })

  it('is refused before anything is sent when the secret turns out to be empty', async () => {
    workspace.write({ 'main.tf': configuration('""') })
    const { exitCode, diagnostics } = await workspace.apply()
    expect([exitCode, diagnostics.map(({ summary }) => summary), writesTo(tenant)]).toEqual([
      1,
      ['Missing webhook secret'],
      [],
    ])
  })
})
