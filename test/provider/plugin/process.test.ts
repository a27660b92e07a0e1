import { spawn, spawnSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createCertificate } from '../../../provider/plugin/certificate'
import { toPem } from '../../../provider/plugin/pem'
import { ProviderDefinition } from '../../../provider/protocol/generated/tfplugin6'
import { connectGrpc } from '../../kit/grpc-client'
import type { PluginProcess } from '../../kit/plugin-process'
import { buildFixture, type Fixture } from './fixture'

const COOKIE = 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2'

/** What a plugin must not need before its handshake line; each costs milliseconds at every start. */
const LATE_MODULES = ['http2', 'tls', '_tls_wrap', 'https', 'http', 'tty', 'child_process', 'worker_threads', 'zlib']

let fixture: Fixture
beforeAll(() => {
  fixture = buildFixture()
})
afterAll(() => fixture.remove())

function socketFolder(plugin: PluginProcess) {
  return dirname(plugin.handshake.address)
}

describe('starting a plugin', () => {
  it('answers with one line: unix socket, gRPC and a certificate for localhost', async () => {
    const { handshake } = await fixture.start()
    expect(handshake.line).toMatch(/^1\|6\|unix\|\/[^|]+\|grpc\|[A-Za-z0-9+/]+$/)
    expect(new X509Certificate(Buffer.from(handshake.certificate, 'base64')).subjectAltName).toBe('DNS:localhost')
  })

  it('puts its socket into a folder that only its user may enter', async () => {
    const plugin = await fixture.start()
    expect(statSync(socketFolder(plugin)).mode & 0o777).toBe(0o700)
  })

  it('puts its socket where Terraform wants it', async () => {
    const plugin = await fixture.start({ env: { PLUGIN_UNIX_SOCKET_DIR: fixture.folder } })
    expect(plugin.handshake.address.startsWith(`${fixture.folder}/`)).toBe(true)
  })

  it('takes another folder when the path would be too long for a socket', async () => {
    const long = join(fixture.folder, 'x'.repeat(100))
    mkdirSync(long)
    const plugin = await fixture.start({ env: { PLUGIN_UNIX_SOCKET_DIR: long, TMPDIR: long } })
    expect(plugin.handshake.address).toMatch(/^\/tmp\/plugin-/)
  })

  it('ends with code 1 and a sentence for a person who starts it', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [fixture.path], { encoding: 'utf8', env: {} })
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(/^terraform-provider-fixture is a Terraform provider/)
  })

  it('says in one line of stdout why it cannot start, for Terraform to show', async () => {
    const start = fixture.start({ env: { PLUGIN_PROTOCOL_VERSIONS: '5' } })
    await expect(start).rejects.toThrow(
      'not a handshake line: terraform-provider-fixture cannot start: it requires plugin protocol 6, but this Terraform offers only 5.',
    )
  })

  it.each(['/nonexistent', '/proc', '/dev/null'])('takes another folder when TMPDIR is %s', async (folder) => {
    const plugin = await fixture.start({ env: { PLUGIN_UNIX_SOCKET_DIR: folder, TMPDIR: folder } })
    expect(plugin.handshake.address).toMatch(/^\/tmp\/plugin-/)
  })

  it('loads nothing before the handshake that it does not need', () => {
    const hook = join(fixture.folder, 'hook.js')
    const list = join(fixture.folder, 'modules.json')
    writeFileSync(hook, recordModulesAtHandshake(list))
    const env = {
      ...process.env,
      TF_PLUGIN_MAGIC_COOKIE: COOKIE,
      PLUGIN_CLIENT_CERT: toPem(createCertificate(new Date()).der),
    }
    spawnSync(process.execPath, ['-r', hook, fixture.path], { env })
    const loaded: string[] = JSON.parse(readFileSync(list, 'utf8'))
    expect(loaded).toContain('crypto')
    expect(LATE_MODULES.filter((module) => loaded.includes(module))).toEqual([])
  })
})

/** Ends the process at its handshake and leaves the names of Node's modules that were loaded by then. */
function recordModulesAtHandshake(file: string): string {
  return `const fs = require('node:fs'); const { writeSync, writeFileSync } = fs
fs.writeSync = (fd, ...rest) => {
  if (fd !== 1) return writeSync(fd, ...rest)
  writeFileSync(${JSON.stringify(file)}, JSON.stringify(process.moduleLoadList.map((name) => name.replace('NativeModule ', ''))))
  process.exit(0)
}`
}

describe('a caller', () => {
  function connectAs(plugin: PluginProcess, other: { key: string; cert: string }) {
    return connectGrpc(plugin.handshake.network, plugin.handshake.address, {
      serverCert: toPem(Buffer.from(plugin.handshake.certificate, 'base64')),
      ...other,
    })
  }

  it("is refused with another certificate than Terraform's", async () => {
    const plugin = await fixture.start()
    const { der, privateKey } = createCertificate(new Date())
    const outsider = { key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), cert: toPem(der) }
    await expect(connectAs(plugin, outsider)).rejects.toThrow()
    await plugin.client.call(ProviderDefinition, 'getMetadata', {})
  })

  it('is refused without a certificate', async () => {
    const plugin = await fixture.start()
    await expect(connectAs(plugin, { key: '', cert: '' })).rejects.toThrow()
    await plugin.client.call(ProviderDefinition, 'getMetadata', {})
  })

  it('is let in a second time with the right certificate', async () => {
    const plugin = await fixture.start()
    const again = await connectGrpc(plugin.handshake.network, plugin.handshake.address, plugin.tls)
    await again.call(ProviderDefinition, 'getMetadata', {})
    again.close()
    await plugin.client.call(ProviderDefinition, 'getMetadata', {})
  })
})

describe('ending a plugin', () => {
  it.each([
    ['Terraform asks for it', (plugin: PluginProcess) => plugin.shutdown(), { code: 0, signal: null }],
    ['the last connection closes', (plugin: PluginProcess) => plugin.client.close(), { code: 0, signal: null }],
    ['it is told to terminate', (plugin: PluginProcess) => plugin.kill('SIGTERM'), { code: 143, signal: null }],
    ['its terminal closes', (plugin: PluginProcess) => plugin.kill('SIGHUP'), { code: 129, signal: null }],
  ])('leaves no process and no file when %s', async (_reason, end, exit) => {
    const plugin = await fixture.start()
    expect(existsSync(plugin.handshake.address)).toBe(true)
    end(plugin)
    expect(await plugin.exited).toEqual(exit)
    expect(existsSync(socketFolder(plugin))).toBe(false)
  })

  it('is left to Terraform on Ctrl-C', async () => {
    const plugin = await fixture.start()
    plugin.kill('SIGINT')
    await sleep(50)
    await plugin.client.call(ProviderDefinition, 'getMetadata', {})
    expect(await plugin.shutdown()).toEqual({ code: 0, signal: null })
  })

  it('happens by itself when the parent died before it connected', async () => {
    const env = { ...process.env, TF_PLUGIN_MAGIC_COOKIE: COOKIE }
    const parent = spawn('sh', ['-c', `"${process.execPath}" "${fixture.path}" & sleep 1`], {
      env,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const line = await new Promise<string>((resolve) => parent.stdout.once('data', (data) => resolve(String(data))))
    // The pipe stays open as long as the orphan lives.
    await new Promise((resolve) => parent.stdout.resume().once('close', resolve))
    expect(existsSync(line.split('|')[3] ?? '')).toBe(false)
  })

  it('names the bug in one line when an error reaches nobody', async () => {
    const plugin = await fixture.start()
    const call = plugin.client.call(ProviderDefinition, 'configureProvider', { terraformVersion: 'crash' })
    await call.catch(() => {})
    expect(await plugin.exited).toEqual({ code: 1, signal: null })
    expect(plugin.stderr).toEqual(['fatal error: provider bug in terraform-provider-fixture: nobody catches this'])
    expect(existsSync(socketFolder(plugin))).toBe(false)
  })
})

describe("a plugin's output", () => {
  it('has stray lines on stderr, not on stdout', async () => {
    const plugin = await fixture.start({ args: ['--noisy'] })
    await plugin.client.call(ProviderDefinition, 'getMetadata', {})
    await plugin.waitForLog('a stray line')
    await plugin.shutdown()
    expect(plugin.stdout).toEqual([])
  })

  it('is silent unless a log level is set', async () => {
    const plugin = await fixture.start({ env: { TF_LOG: undefined, TF_LOG_PROVIDER: undefined } })
    await plugin.client.call(ProviderDefinition, 'configureProvider', { terraformVersion: 'log' })
    await plugin.shutdown()
    expect(plugin.stderr).toEqual([])
  })

  it('logs JSON lines without secrets', async () => {
    const plugin = await fixture.start({ env: { TF_LOG: 'info' } })
    await plugin.client.call(ProviderDefinition, 'configureProvider', { terraformVersion: 'log' })
    expect(JSON.parse(await plugin.waitForLog('configured'))).toMatchObject({
      '@level': 'info',
      '@message': 'configured with ***',
      '@module': 'fixture',
      request: { password: '***' },
    })
  })
})

describe('a plugin started with --debug', () => {
  it('prints how to attach Terraform, outlives its callers, and ends on Ctrl-C', async () => {
    const child = spawn(process.execPath, [fixture.path, '--debug'], { stdio: ['ignore', 'pipe', 'inherit'] })
    const text = await new Promise<string>((resolve) => child.stdout.once('data', (data) => resolve(String(data))))
    const providers = JSON.parse(/TF_REATTACH_PROVIDERS='(.*)'/.exec(text)?.[1] ?? '')
    const provider = providers['registry.terraform.io/test/fixture']
    expect(provider).toMatchObject({ Protocol: 'grpc', ProtocolVersion: 6, Pid: child.pid, Test: true })
    for (const _command of ['plan', 'apply']) {
      const client = await connectGrpc(provider.Addr.Network, provider.Addr.String)
      await client.call(ProviderDefinition, 'getMetadata', {})
      client.close()
    }
    child.kill('SIGINT')
    await new Promise((resolve) => child.once('close', resolve))
    expect(existsSync(dirname(provider.Addr.String))).toBe(false)
  })
})
