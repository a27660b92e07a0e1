import { type Emulator, startEmulator } from '../../emulator/index'
import { createWorkspace, describeWithTerraform, type TerraformRun, type Workspace } from '../kit/terraform-cli'
import { credentials, eventbridge, requireProvider, stream, webhook } from './configuration'

const SECRET = 'hush-hush-hush'

/** What a file holds besides the secret, and what the error says of it. */
const FILES = [
  ['a line end', `${SECRET}\n`, /ends with a line break/],
  ['a line end of Windows', `${SECRET}\r\n`, /ends with a line break/],
  ['a line break before it', `\n${SECRET}`, /begins with a line break/],
  ['a second line', `${SECRET}\n${SECRET}`, /has a line break in it/],
  ['a header of its own', `${SECRET}\r\nX-Admin: true`, /has a line break in it/],
  ['blanks after it', `${SECRET}  `, /ends with white space/],
  ['a tab before it', `\t${SECRET}`, /begins with white space/],
  ['a control character', `${SECRET}\u0001${SECRET}`, /a control character \(U\+0001\)/],
  ['a byte order mark', `\uFEFF${SECRET}`, /byte order mark/],
  ['letters that no header carries', `${SECRET}日本`, /neither ASCII nor Latin-1/],
] as const

const ARGUMENTS = ['token', 'token_wo', 'header_value', 'header_value_wo'] as const
type Argument = (typeof ARGUMENTS)[number] | 'password' | 'password_wo' | 'username'

const METHODS: Readonly<Record<string, string>> = {
  token: 'method = "bearer"',
  header_value: 'method = "custom_header"\n header_key = "X-Key"',
  password: 'method = "basic"\n username = "u"',
  username: 'method = "basic"\n password = "p"',
}

function authorization(argument: Argument, value: string): string {
  const version = argument.endsWith('_wo') ? `\n ${argument}_version = 1` : ''
  return `${METHODS[argument.replace(/_wo$/, '')]}\n ${argument} = ${value}${version}`
}

function hook(label: string, argument: Argument, value: string): string {
  return stream({ label, type: 'webhook', body: webhook(authorization(argument, value)) })
}

describeWithTerraform('a secret that is read from a file', () => {
  let workspace: Workspace
  let run: TerraformRun
  const cases = ARGUMENTS.flatMap((argument) => FILES.map((file, index) => [argument, index, ...file] as const))
  beforeAll(async () => {
    const files = Object.fromEntries(FILES.map(([, text], index) => [`secret-${index}.txt`, text]))
    const streams = cases.map(([argument, index]) =>
      hook(`${argument}_${index}`, argument, `file("secret-${index}.txt")`),
    )
    workspace = await createWorkspace({ files: { ...files, 'main.tf': requireProvider() + streams.join('') } })
    run = await workspace.validate()
  })
  afterAll(() => workspace.remove())
  function errorsOf(label: string) {
    return run.diagnostics.filter(
      ({ address, severity }) => address === `auth0_event_stream.${label}` && severity === 'error',
    )
  }

  it.each(cases)('is refused as %s (%i) with %s', (argument, index, _, text, words) => {
    const [error, ...others] = errorsOf(`${argument}_${index}`)
    expect([error?.detail, others]).toEqual([expect.stringMatching(words), []])
    expect(error?.detail).toContain(`webhook_authorization[0].${argument}`)
    if (/^\s|\s$/.test(text) && !text.includes('\uFEFF')) expect(error?.detail).toContain('trimspace(')
  })

  it('is never shown', () => {
    expect(run.stdout + run.stderr).not.toContain(SECRET)
  })
})

describeWithTerraform('a user name or a password that is read from a file', () => {
  let workspace: Workspace
  let run: TerraformRun
  const LABELS = ['password', 'password_wo', 'username'] as const
  beforeAll(async () => {
    const streams = LABELS.flatMap((argument) => [
      hook(`${argument}_line`, argument, argument === 'username' ? '"u\\n"' : `"${SECRET}\\n"`),
      hook(`${argument}_nul`, argument, `jsondecode("\\"a\\\\u0001b\\"")`),
      hook(`${argument}_blank`, argument, '"  "'),
      hook(`${argument}_letters`, argument, '"žluťoučký-日本"'),
    ])
    workspace = await createWorkspace({ files: { 'main.tf': requireProvider() + streams.join('') } })
    run = await workspace.validate()
  })
  afterAll(() => workspace.remove())
  function summaries(label: string) {
    return run.diagnostics
      .filter(({ address }) => address === `auth0_event_stream.${label}`)
      .map(({ severity, summary }) => `${severity} ${summary}`)
  }

  it.each(LABELS)('is refused with a line end, a control character, or blank: %s', (argument) => {
    const what = argument === 'username' ? 'user name' : 'password'
    expect(['line', 'nul', 'blank'].map((kind) => summaries(`${argument}_${kind}`))).toEqual([
      [`error Invalid ${what}`],
      [`error Invalid ${what}`],
      [`error Empty ${what}`],
    ])
  })

  it.each(LABELS)('may have any letters, which HTTP basic authentication encodes: %s', (argument) => {
    expect(summaries(`${argument}_letters`)).toEqual([])
  })

  it('is never shown', () => {
    expect(run.stdout + run.stderr).not.toContain(SECRET)
  })
})

describeWithTerraform('a secret that is known only when Terraform plans', () => {
  let workspace: Workspace
  let tenant: Emulator
  beforeAll(async () => {
    tenant = await startEmulator()
    const variables = `variable "kept" {\n  type = string\n  sensitive = true\n}\nvariable "passing" {\n  type = string\n  ephemeral = true\n}\n`
    const streams = hook('kept', 'token', 'var.kept') + hook('passing', 'token_wo', 'var.passing')
    workspace = await createWorkspace({
      files: { 'main.tf': requireProvider() + variables + streams },
      env: credentials(tenant),
    })
  })
  afterAll(async () => {
    workspace.remove()
    await tenant.close()
  })

  it('is refused at plan with a line end, each argument by its name', async () => {
    const { exitCode, diagnostics } = await workspace.plan(`-var=kept=${SECRET}\n`, `-var=passing=${SECRET}\n`)
    expect([exitCode, diagnostics.map(({ address, summary }) => [address, summary]).sort()]).toEqual([
      1,
      [
        ['auth0_event_stream.kept', 'Invalid bearer token'],
        ['auth0_event_stream.passing', 'Invalid bearer token'],
      ],
    ])
  })

  it('is applied as it is without one', async () => {
    const { exitCode, diagnostics } = await workspace.apply(`-var=kept=${SECRET}`, `-var=passing=${SECRET}`)
    expect([exitCode, diagnostics]).toEqual([0, []])
  })
})

describeWithTerraform('a header that cannot carry a secret', () => {
  const REFUSED = [
    'Content-Type',
    'Host',
    'connection',
    'Transfer-Encoding',
    'CONTENT-LENGTH',
    'Keep-Alive',
    'te',
    'Upgrade',
    'Expect',
  ]
  const ACCEPTED = ['Authorization', 'X-Webhook-Key', 'Cookie', 'X-Content-Type', 'hostname']
  let workspace: Workspace
  let run: TerraformRun
  beforeAll(async () => {
    const streams = [...REFUSED, ...ACCEPTED].map((name) =>
      stream({
        label: name,
        type: 'webhook',
        body: webhook(`method = "custom_header"\n header_key = "${name}"\n header_value = "v"`),
      }),
    )
    workspace = await createWorkspace({ files: { 'main.tf': requireProvider() + streams.join('') } })
    run = await workspace.validate()
  })
  afterAll(() => workspace.remove())

  it('is refused in any case of its letters, and no other one is', () => {
    expect(run.diagnostics.map(({ address }) => address?.split('.')[1]).sort()).toEqual([...REFUSED].sort())
  })

  it('is named with its place', () => {
    expect(run.diagnostics.find(({ address }) => address?.endsWith('.Content-Type'))).toMatchObject({
      summary: 'Invalid header name',
      detail: expect.stringContaining('"Content-Type"'),
      code: expect.stringContaining('header_key'),
    })
  })
})

describeWithTerraform('credentials that end with a line break', () => {
  let tenant: Emulator
  let workspace: Workspace
  beforeAll(async () => {
    tenant = await startEmulator()
    workspace = await createWorkspace()
  })
  afterAll(async () => {
    workspace.remove()
    await tenant.close()
  })
  function configure(block = '') {
    return workspace.write({
      'main.tf': requireProvider() + block + stream({ label: 'a', type: 'eventbridge', body: eventbridge() }),
    })
  }
  it.each([
    ['AUTH0_CLIENT_ID', () => ({ ...credentials(tenant), AUTH0_CLIENT_ID: `${tenant.clientId}\n` })],
    ['AUTH0_CLIENT_SECRET', () => ({ ...credentials(tenant), AUTH0_CLIENT_SECRET: `${tenant.clientSecret}\r\n` })],
    ['AUTH0_API_TOKEN', () => ({ AUTH0_DOMAIN: tenant.domain, AUTH0_API_TOKEN: `${tenant.apiToken}\n` })],
  ])('are refused by the name of their variable, and not shown: %s', async (name, envOf) => {
    configure()
    const env = envOf()
    const { exitCode, stdout, stderr } = await workspace.run(['plan'], env)
    expect([exitCode, stdout + stderr]).toEqual([1, expect.stringContaining(name)])
    expect(stdout + stderr).not.toContain((env as Record<string, string>)[name]?.trim())
  })

  it.each(['client_id', 'client_secret', 'api_token'])(
    'are refused at validate in the provider block: %s',
    async (name) => {
      configure(`provider "auth0" {\n  domain = "a.example"\n  ${name} = file("token.txt")\n}\n`)
      workspace.write({ 'token.txt': `${SECRET}\n` })
      const { exitCode, diagnostics, stdout } = await workspace.validate()
      const [error] = diagnostics.filter(({ summary }) => summary.startsWith('Invalid'))
      expect([exitCode, error?.detail]).toEqual([1, expect.stringContaining('trimspace(')])
      expect(stdout).not.toContain(SECRET)
    },
  )

  it('are refused with the cure when there is nothing but the line break', async () => {
    configure()
    const { exitCode, stderr } = await workspace.run(['plan'], { ...credentials(tenant), AUTH0_API_TOKEN: '\n' })
    const told = stderr.replaceAll(/[\s│]+/g, ' ')
    expect([exitCode, told]).toEqual([
      1,
      expect.stringContaining('AUTH0_API_TOKEN is blank. Give it a value, or do not set it.'),
    ])
  })

  it('are refused by name when the line break is inside of an API token, which is not shown', async () => {
    configure()
    const { exitCode, stdout, stderr } = await workspace.run(['plan'], {
      AUTH0_DOMAIN: tenant.domain,
      AUTH0_API_TOKEN: `${SECRET}\n${SECRET}`,
    })
    expect([exitCode, stdout + stderr]).toEqual([1, expect.stringContaining('AUTH0_API_TOKEN')])
    expect(stdout + stderr).not.toContain(SECRET)
  })
})
