import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ProviderDefinition } from '../../provider/protocol/generated/tfplugin6'
import { pathWithNode } from '../kit/node-on-path'
import { type PluginProcess, startPluginProcess } from '../kit/plugin-process'
import { PROVIDER_UNDER_TEST } from '../kit/provider-under-test'
import { createWorkspace, describeWithTerraform } from '../kit/terraform-cli'
import { answeredStream } from '../provider/management/fixtures'
import { json, startTenant, type Tenant } from '../provider/management/tenant'
import { readOneStream } from './read-one-stream'

/** Only the script sorts the options of Node.js; a self-contained provider does not look at them. */
const SCRIPT = join(__dirname, '..', '..', 'dist', 'terraform-provider-auth0')

const folder = mkdtempSync(join(tmpdir(), 'node settings-'))
const chatty = join(folder, 'chatty.cjs')
const hook = join(folder, 'hook.mjs')
writeFileSync(chatty, "process.stdout.write('set up\\n')")
writeFileSync(hook, "console.log('set up')")
afterAll(() => rmSync(folder, { recursive: true }))

/** What a user's own program may need, by what it does to the plugin. */
const OPTIONS = [
  '--import tsx',
  '--import=tsx',
  '--loader ts-node/esm',
  '--require ./setup.js',
  '-r dotenv/config',
  `--require "${chatty}"`,
  `--import "file://${hook}"`,
  '--inspect',
  '--inspect-brk=0',
  '--input-type=module',
  '--experimental-default-type=module',
  '--disable-proto=throw',
  '--frozen-intrinsics',
  '--experimental-permission',
  '--throw-deprecation --pending-deprecation',
  '--trace-warnings --trace-exit',
  '--no-such-option',
  '--max-old-space-size=4096 --import tsx --no-warnings',
  '--max-old-space-size=4g',
  '--use-system-ca',
  '*',
]

const VARIABLES = {
  NODE_DEBUG: 'http,http2,net,tls,module',
  NODE_DEBUG_NATIVE: 'HTTP2',
  NODE_V8_COVERAGE: join(folder, 'coverage'),
  NODE_PATH: folder,
  NODE_PENDING_DEPRECATION: '1',
  NODE_COMPILE_CACHE: join(folder, 'cache'),
  NODE_REPL_EXTERNAL_MODULE: chatty,
  NODE_REDIRECT_WARNINGS: join(folder, 'warnings'),
  NODE_PRESERVE_SYMLINKS_MAIN: '1',
  NODE_CHANNEL_FD: '3',
  NODE_UNIQUE_ID: '1',
  NODE_TEST_CONTEXT: 'child-v8',
  NODE_NO_WARNINGS: '1',
  NODE_ENV: 'test',
  ELECTRON_RUN_AS_NODE: '1',
  FORCE_COLOR: '3',
} as const

describe("the provider, started with the settings of the user's own Node.js programs", () => {
  const started: PluginProcess[] = []
  afterEach(async () => {
    for (const plugin of started.splice(0)) await plugin.shutdown()
  })
  async function answers(env: Readonly<Record<string, string>>) {
    const plugin = await startPluginProcess({ command: PROVIDER_UNDER_TEST, env, cwd: folder })
    started.push(plugin)
    const { provider } = await plugin.client.call(ProviderDefinition, 'getProviderSchema', {})
    return { answered: provider !== undefined, stdout: plugin.stdout, stderr: plugin.stderr }
  }
  const SILENT = { answered: true, stdout: [], stderr: [] }

  it.each(OPTIONS)('answers in silence with NODE_OPTIONS=%j', async (options) => {
    expect(await answers({ NODE_OPTIONS: options })).toEqual(SILENT)
  })

  it.each(Object.entries(VARIABLES))('answers in silence with %s=%s', async (name, value) => {
    expect(await answers({ [name]: value })).toEqual(SILENT)
  })

  it('answers in silence with all of them', async () => {
    expect(await answers({ ...VARIABLES, NODE_OPTIONS: OPTIONS.join(' ') })).toEqual(SILENT)
  })
})

describe('NODE_OPTIONS for the provider', () => {
  const path = pathWithNode(folder, `echo "\${NODE_OPTIONS-none} \${NODE_USE_SYSTEM_CA-}"`)
  function kept(options: string) {
    const { stdout } = spawnSync(SCRIPT, { env: { PATH: path, NODE_OPTIONS: options }, encoding: 'utf8' })
    return stdout.trim()
  }

  it.each([
    '--max-old-space-size=4096',
    '--max_old_space_size=4096',
    '--max-semi-space-size=16',
    '--use-openssl-ca',
    '--use-bundled-ca',
    '--openssl-config=/etc/fips.cnf',
    '--force-fips',
    '--tls-min-v1.3',
    '--tls-cipher-list=TLS_AES_256_GCM_SHA384',
    '--dns-result-order=ipv4first',
    '--no-network-family-autoselection',
    '--network-family-autoselection-attempt-timeout=500',
  ])('keep %s, which is about the machine and its network', (option) => {
    expect(kept(`--import tsx ${option} --require=./x.js`)).toBe(option)
  })

  it.each([
    ['--dns-result-order ipv4first', '--dns-result-order=ipv4first'],
    ['--tls-cipher-list ECDHE --import tsx', '--tls-cipher-list=ECDHE'],
  ])('keep %s with its value', (options, expected) => {
    expect(kept(options)).toBe(expected)
  })

  it.each([
    '--max-old-space-size=',
    '--max-old-space-size=4g',
    '--dns-result-order=none',
    '--tls-min-v1.0',
    '--import tsx',
    ' ',
  ])('lose %j', (options) => {
    expect(kept(options)).toBe('none')
  })

  it('become a variable where Node.js 20 would refuse the option', () => {
    expect(kept('--use-system-ca --max-old-space-size=4096')).toBe('--max-old-space-size=4096 1')
  })
})

const PLAN = readOneStream('est_1234567890abcdefghijkm')

describeWithTerraform("terraform plan with the settings of the user's own Node.js programs", () => {
  let tenant: Tenant
  beforeAll(async () => {
    tenant = await startTenant({ api: json(200, answeredStream()) })
  })
  afterAll(() => tenant.close())

  it.each([
    ['--import tsx', { NODE_OPTIONS: '--import tsx' }],
    ['a preload that prints', { NODE_OPTIONS: `--require "${chatty}"` }],
    ['a preload that is not there', { NODE_OPTIONS: '--require ./setup.js' }],
    ['all that there is', { ...VARIABLES, NODE_OPTIONS: OPTIONS.join(' ') }],
  ])('reads the tenant: %s', async (_, env) => {
    const settings = { AUTH0_DOMAIN: tenant.domain, AUTH0_API_TOKEN: 'a-token', ...env }
    const workspace = await createWorkspace({ files: { 'main.tf': PLAN }, env: settings })
    const { exitCode, stdout } = await workspace.run(['plan'])
    workspace.remove()
    expect([exitCode, stdout]).toEqual([0, expect.stringMatching(/\+ name += "users"/)])
  })
})
