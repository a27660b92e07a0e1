import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { execute, handler, printed } from './sandbox-kit'

describe('an action that runs', () => {
  it('succeeds when its handler returns', async () => {
    expect(await execute(handler(''))).toEqual({ logs: '', durationMs: expect.any(Number) })
  })

  it('may be a handler that is not asynchronous', async () => {
    const { error } = await execute('exports.onExecuteEventStream = () => 1')
    expect(error).toBeUndefined()
  })

  it('may replace its exports', async () => {
    const { error } = await execute('module.exports = { onExecuteEventStream: async () => {} }')
    expect(error).toBeUndefined()
  })

  it('gets the event with its message and secrets', async () => {
    expect(await printed('console.log(event.message.type, event.secrets.API_KEY)')).toBe('user.created hush')
  })

  it('has its console cut at 256 characters', async () => {
    const { logs } = await execute(handler("for (let n = 0; n < 100; n += 1) console.error('0123456789')"))
    expect(logs).toBe('0123456789\n'.repeat(100).slice(0, 256))
  })

  it.each([
    ["console.table([['a', 1]])", "'a' │ 1"],
    ["console.group('a'); console.log('b')", 'a\n  b'],
    ["console.assert(false, 'wrong')", 'Assertion failed: wrong'],
    ["console.count('tries')", 'tries: 1'],
    ["console.time('all'); console.timeEnd('all')", 'all: '],
    ['console.dir({ a: 1 })', '{ a: 1 }'],
  ])('has the whole console: %s', async (code, words) => {
    expect(await printed(code)).toContain(words)
  })

  it.each(['crypto', 'node:crypto', 'util', 'url', 'querystring', 'buffer', 'events', 'https', 'stream/promises'])(
    'can require %s',
    async (name) => {
      expect(await printed(`console.log(typeof require('${name}'))`)).toMatch(/object|function/)
    },
  )

  it('can speak HTTP', async () => {
    const server = createServer((_request, response) => response.end('received')).listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const byFetch = await printed(`console.log(await (await fetch('${url}')).text())`)
    const byModule = await printed(
      `await new Promise((r) => require('http').get('${url}', (a) => a.on('data', (d) => r(console.log(String(d))))))`,
    )
    server.close()
    expect([byFetch, byModule]).toEqual(['received', 'received'])
  })

  it('leaves nothing running when its handler has returned', async () => {
    const startedMs = performance.now()
    await execute(handler('setInterval(() => {}, 10)'))
    expect(performance.now() - startedMs).toBeLessThan(5_000)
  })
})

describe('an action that fails', () => {
  it.each([
    ['throws', handler("throw new Error('no luck')"), 'no luck'],
    ['rejects', 'exports.onExecuteEventStream = () => Promise.reject(new Error("no luck"))', 'no luck'],
    ['throws what is no error', handler("throw 'no luck'"), 'no luck'],
    ['throws nothing', handler('throw undefined'), 'undefined'],
    ['calls api.message.fail', handler("api.message.fail('no luck')"), 'no luck'],
    ['calls api.message.fail without a reason', handler('api.message.fail()'), 'The action called api.message.fail()'],
    [
      'throws later',
      handler("setTimeout(() => { throw new Error('late') }); await new Promise((r) => setTimeout(r, 5000))"),
      'late',
    ],
    [
      'forgets a rejection',
      handler("Promise.reject(new Error('lost')); await new Promise((r) => setTimeout(r, 5000))"),
      'lost',
    ],
    ['throws while it loads', "throw new Error('not ready')", 'not ready'],
    ['has no handler', '', 'The action does not export the function onExecuteEventStream'],
    [
      'has a handler of another trigger',
      'exports.onExecutePostLogin = () => {}',
      'The action does not export the function onExecuteEventStream',
    ],
    ['is no JavaScript', 'let a = ;', "SyntaxError: Unexpected token ';'"],
    [
      'wants an npm package',
      "require('axios')",
      "Cannot find module 'axios': the local tenant installs no npm packages",
    ],
    [
      'ends its process',
      handler('process.exit(3)'),
      "The action's process ended before the action was done (exit code 3)",
    ],
  ])('says why when it %s', async (_way, code, message) => {
    const { error } = await execute(code)
    expect(error).toBe(message)
  })

  it('is cut off when it does not yield', async () => {
    const { error } = await execute(handler('for (;;);'), { budgetMs: 300 })
    expect(error).toBe('The action did not finish within 0.3 s')
  })

  it('is cut off when it waits too long', async () => {
    const { error } = await execute(handler('await new Promise((r) => setTimeout(r, 60_000))'), { budgetMs: 300 })
    expect(error).toBe('The action did not finish within 0.3 s')
  })

  it('is called off by the signal', async () => {
    const controller = new AbortController()
    setTimeout(() => controller.abort(), 100)
    const { error } = await execute(handler('for (;;);'), { signal: controller.signal })
    expect(error).toBe('The execution was called off')
  })

  it('ends when its heap is full', async () => {
    const { error } = await execute(handler('const all = []; for (;;) all.push(new Array(1000).fill(1))'))
    expect(error).toBe('The action ran out of memory')
  })

  it('keeps what it printed before', async () => {
    const { logs } = await execute(handler("console.log('so far'); throw new Error('no luck')"))
    expect(logs).toBe('so far\n')
  })
})

const onLinux = process.platform === 'linux' ? it : it.skip

onLinux('an action that fills memory outside its heap fails [Linux only: no other system limits it]', async () => {
  const { error } = await execute(handler('Buffer.alloc(2e9).fill(1)'))
  expect(error).toMatch(/allocation failed|process ended/)
})
