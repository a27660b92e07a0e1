import { connect as connectSocket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { GRPC_STATUS } from '../../../provider/plugin/status'
import { GRPCBrokerDefinition, GRPCStdioDefinition } from '../../../provider/protocol/generated/go-plugin'
import { HealthCheckResponse_ServingStatus, HealthDefinition } from '../../../provider/protocol/generated/health'
import { ProviderDefinition } from '../../../provider/protocol/generated/tfplugin6'
import { GrpcCallError, type GrpcClient } from '../../kit/grpc-client'
import type { PluginProcess } from '../../kit/plugin-process'
import { buildFixture, type Fixture } from './fixture'

const NO_MESSAGE = new Uint8Array()

describe('calls to a plugin', () => {
  let fixture: Fixture
  let plugin: PluginProcess
  let client: GrpcClient

  beforeAll(async () => {
    fixture = buildFixture()
    plugin = await fixture.start({ env: { TF_LOG: 'debug' } })
    client = plugin.client
  })
  afterAll(() => fixture.remove())

  it('answers with a message that was encoded ahead', async () => {
    const schema = await client.call(ProviderDefinition, 'getProviderSchema', {})
    expect(schema.provider?.version).toBe(0)
    expect(schema.serverCapabilities?.getProviderSchemaOptional).toBe(true)
  })

  it('fills the fields a handler leaves out with their defaults', async () => {
    const metadata = await client.call(ProviderDefinition, 'getMetadata', {})
    expect(metadata.resources).toEqual([])
  })

  it('carries 64 MiB in both directions', async () => {
    const bytes = Buffer.alloc(64 * 2 ** 20, 'auth0-')
    const answer = await client.call(ProviderDefinition, 'readResource', { private: bytes })
    expect(bytes.equals(answer.private)).toBe(true)
  })

  it('serves 200 calls at once, each with its own answer', async () => {
    const sent = Array.from({ length: 200 }, (_, index) => Buffer.alloc(10_000, `${index} `))
    const answers = await Promise.all(
      sent.map((bytes) => client.call(ProviderDefinition, 'readResource', { private: bytes })),
    )
    expect(answers.every((answer, index) => sent[index]?.equals(answer.private))).toBe(true)
  })

  it('serves ten calls of 8 MiB at once', async () => {
    const sent = Array.from({ length: 10 }, (_, index) => Buffer.alloc(2 ** 23, `${index} `))
    const answers = await Promise.all(
      sent.map((bytes) => client.call(ProviderDefinition, 'readResource', { private: bytes })),
    )
    expect(answers.every((answer, index) => sent[index]?.equals(answer.private))).toBe(true)
  })

  it('streams answers in order', async () => {
    const names: string[] = []
    for await (const event of client.stream(ProviderDefinition, 'listResource', [{ limit: 100 }]))
      names.push(event.displayName)
    expect(names).toEqual(Array.from({ length: 100 }, (_, index) => `item ${index}`))
  })

  it('reads a stream of requests', async () => {
    const chunks = [{ bytes: Buffer.alloc(70_000) }, { bytes: NO_MESSAGE }, { bytes: Buffer.alloc(5) }]
    for await (const answer of client.stream(ProviderDefinition, 'writeStateBytes', chunks)) {
      expect(answer.diagnostics[0]?.summary).toBe('70005 bytes')
    }
    expect.assertions(1)
  })

  it('ends a stream of requests early when the handler refuses it', async () => {
    const chunk = { meta: { typeName: 'refused', stateId: '' }, bytes: Buffer.alloc(100_000) }
    const answers = client.stream(ProviderDefinition, 'writeStateBytes', Array(50).fill(chunk))
    await expect(answers.next()).rejects.toEqual(
      new GrpcCallError(GRPC_STATUS.invalidArgument, 'not this store', '/tfplugin6.Provider/WriteStateBytes'),
    )
    await client.call(ProviderDefinition, 'getMetadata', {})
  })

  it('answers an unknown method UNIMPLEMENTED, by name', async () => {
    await expect(client.callPath('/tfplugin6.Provider/Dance', NO_MESSAGE)).rejects.toMatchObject({
      code: GRPC_STATUS.unimplemented,
      details: 'unknown method Dance for service tfplugin6.Provider',
    })
  })

  it('answers a method without a handler UNIMPLEMENTED, by name', async () => {
    await expect(client.call(ProviderDefinition, 'planAction', {})).rejects.toMatchObject({
      code: GRPC_STATUS.unimplemented,
      details: 'unknown method PlanAction for service tfplugin6.Provider',
    })
  })

  it('answers an unknown service UNIMPLEMENTED, by name', async () => {
    await expect(client.callPath('/tfplugin5.Provider/GetSchema', NO_MESSAGE)).rejects.toMatchObject({
      code: GRPC_STATUS.unimplemented,
      details: 'unknown service tfplugin5.Provider',
    })
  })

  it('refuses compressed requests', async () => {
    const call = client.callPath('/tfplugin6.Provider/GetMetadata', NO_MESSAGE, {
      headers: { 'grpc-encoding': 'gzip' },
    })
    await expect(call).rejects.toMatchObject({ code: GRPC_STATUS.unimplemented })
  })

  it('refuses a message over the limit of 256 MiB without reading it', async () => {
    const stream = client.session.request({
      ':method': 'POST',
      ':path': '/tfplugin6.Provider/ReadResource',
      'content-type': 'application/grpc',
    })
    const headers = new Promise<Record<string, unknown>>((resolve) => stream.once('response', resolve))
    stream.write(Buffer.from([0, 0x10, 0, 0, 1, 0, 0, 0]))
    expect(await headers).toMatchObject({ 'grpc-status': String(GRPC_STATUS.resourceExhausted) })
  })

  it('answers a request that is no gRPC with an HTTP status', async () => {
    const stream = client.session.request({ ':path': '/' })
    const headers = await new Promise<Record<string, unknown>>((resolve) => stream.once('response', resolve))
    expect(headers[':status']).toBe(415)
  })

  it('ends a call at its deadline, and tells the handler', async () => {
    const call = client.call(ProviderDefinition, 'configureProvider', { terraformVersion: 'hang' }, { timeoutMs: 50 })
    await expect(call).rejects.toMatchObject({ code: GRPC_STATUS.deadlineExceeded })
    await plugin.waitForLog('stopped hanging')
  })

  it('tells the handler when the caller cancels', async () => {
    const own = await fixture.start({ env: { TF_LOG: 'debug' } })
    const abort = new AbortController()
    const call = own.client.call(
      ProviderDefinition,
      'configureProvider',
      { terraformVersion: 'hang' },
      { signal: abort.signal },
    )
    await own.waitForLog('"hanging"')
    abort.abort()
    await expect(call).rejects.toMatchObject({ code: GRPC_STATUS.unavailable })
    await own.waitForLog('stopped hanging')
  })

  it('answers an unexpected error INTERNAL with its first line, and logs its stack', async () => {
    await expect(
      client.call(ProviderDefinition, 'configureProvider', { terraformVersion: 'throw' }),
    ).rejects.toMatchObject({
      code: GRPC_STATUS.internal,
      details: 'provider bug in ConfigureProvider: the handler tripped',
    })
    expect(JSON.parse(await plugin.waitForLog('"stack"'))).toMatchObject({
      '@level': 'debug',
      stack: expect.stringContaining('plugin.js:'),
    })
  })

  it('answers a malformed message INTERNAL and lives on', async () => {
    const call = client.callPath('/tfplugin6.Provider/ReadResource', Buffer.from([0xff, 0xff]))
    await expect(call).rejects.toMatchObject({ code: GRPC_STATUS.internal })
    await client.call(ProviderDefinition, 'getMetadata', {})
  })

  it.each(['', 'plugin'])('reports the service "%s" as serving', async (service) => {
    const { status } = await client.call(HealthDefinition, 'check', { service })
    expect(status).toBe(HealthCheckResponse_ServingStatus.SERVING)
  })

  it('reports the health of other services as not found', async () => {
    const call = client.call(HealthDefinition, 'check', { service: 'other' })
    await expect(call).rejects.toMatchObject({ code: GRPC_STATUS.notFound, details: 'unknown service other' })
  })

  it.each([
    ['stdio', () => client.stream(GRPCStdioDefinition, 'streamStdio', [{}]).next()],
    ['broker', () => client.stream(GRPCBrokerDefinition, 'startStream', []).next()],
  ])('keeps the %s stream open without a message', async (_name, next) => {
    const first = await Promise.race([next(), sleep(100, 'still open')])
    expect(first).toBe('still open')
  })

  it('holds connections and calls that come before the services are loaded', async () => {
    const slow = await fixture.start({ args: ['--slow'] })
    const metadata = await slow.client.call(ProviderDefinition, 'getMetadata', {})
    expect(metadata.serverCapabilities?.getProviderSchemaOptional).toBe(true)
  })

  it('speaks plain HTTP/2 when Terraform turned TLS off', async () => {
    const plain = await fixture.start({ tls: false })
    expect(plain.handshake.certificate).toBe('')
    await plain.client.call(ProviderDefinition, 'getMetadata', {})
  })

  it('listens on loopback TCP within the port range where there are no unix sockets', async () => {
    const taken = await fixture.start({ args: ['--tcp'], env: { PLUGIN_MIN_PORT: '21700', PLUGIN_MAX_PORT: '21799' } })
    const next = await fixture.start({ args: ['--tcp'], env: { PLUGIN_MIN_PORT: '21700', PLUGIN_MAX_PORT: '21799' } })
    expect([taken.handshake.network, next.handshake.network]).toEqual(['tcp', 'tcp'])
    expect(next.handshake.address).not.toBe(taken.handshake.address)
    expect(next.handshake.address).toMatch(/^127\.0\.0\.1:217\d\d$/)
    await next.client.call(ProviderDefinition, 'getMetadata', {})
  })

  it('survives a caller that sends no TLS', async () => {
    const socket = connectSocket(plugin.handshake.address)
    socket.on('error', () => {})
    const closed = new Promise((resolve) => socket.once('close', resolve))
    socket.write('GET / HTTP/1.1\r\n\r\n')
    await closed
    await client.call(ProviderDefinition, 'getMetadata', {})
  })
})
