import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ProviderDefinition, ReadResource_Response } from '../../provider/protocol/generated/tfplugin6'
import { type PluginProcess, startPluginProcess } from '../kit/plugin-process'

const DIST = join(__dirname, '..', '..', 'dist')

describe('the built provider, when something is wrong that nobody foresaw', () => {
  const folder = mkdtempSync(join(tmpdir(), 'unforeseen-'))
  const executable = join(folder, 'dist', 'terraform-provider-auth0')
  let plugin: PluginProcess
  beforeAll(() => {
    mkdirSync(join(folder, 'dist'))
    for (const name of ['terraform-provider-auth0', 'provider', 'package.json'])
      cpSync(join(DIST, name), join(folder, 'dist', name), { recursive: true })
  })
  beforeEach(async () => {
    plugin = await startPluginProcess({ command: executable })
  })
  afterEach(() => plugin.shutdown())
  afterAll(() => rmSync(folder, { recursive: true }))

  it('answers a request that it cannot read with a diagnostic', async () => {
    const [answer = Buffer.alloc(0)] = await plugin.client.callPath(
      '/tfplugin6.Provider/ReadResource',
      Buffer.from('0affff', 'hex'),
    )
    const [diagnostic] = ReadResource_Response.decode(answer).diagnostics
    expect(diagnostic?.summary).toBe('Provider bug')
    expect(diagnostic?.detail).toMatch(
      /^The provider failed to respond to ReadResource \(.+\)\.\n\nThis is a mistake in the provider/,
    )
  })

  it('answers with a diagnostic when a file of its own is gone, as after an installation in its place', async () => {
    rmSync(join(folder, 'dist', 'provider', 'resources.js'))
    const { diagnostics } = await plugin.client.call(ProviderDefinition, 'configureProvider', {
      terraformVersion: '1.11.4',
    })
    expect(diagnostics).toMatchObject([
      { severity: 1, detail: expect.stringContaining("Cannot find module './provider/resources.js'") },
    ])
  })

  it('makes the answer about its schema itself when the one that was made ahead is gone', async () => {
    cpSync(join(DIST, 'provider'), join(folder, 'dist', 'provider'), { recursive: true })
    rmSync(join(folder, 'dist', 'provider', 'schema.bin'))
    const { resourceSchemas } = await plugin.client.call(ProviderDefinition, 'getProviderSchema', {})
    expect(Object.keys(resourceSchemas)).toContain('auth0_event_stream')
  })
})
