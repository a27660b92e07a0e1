import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { permissionFlags } from '../../../emulator/actions/sandbox-process'
import { SANDBOX_SCRIPT } from '../../../emulator/actions/sandbox-script'
import { execute, handler, printed } from './sandbox-kit'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sandbox-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Ways to Node's modules past the action's own `require`, for code that has nothing else. */
const ROADS = {
  'import()': "await import('node:MODULE')",
  'import() in eval': `await (0, eval)("import('node:MODULE')")`,
  'import() in a function': `await new Function("return import('node:MODULE')")()`,
  'import() in eval as a callback': `await Promise.resolve("import('node:MODULE')").then(eval)`,
  'import() in Function as a callback': `await Promise.resolve("return import('node:MODULE')").then(Function).then((f) => f())`,
  'the outer function': "require.constructor('return require')()('node:MODULE')",
  "the process's modules": "process.getBuiltinModule('node:MODULE')",
  'the main module': "process.mainModule.require('node:MODULE')",
  "the module's constructor": "module.constructor._load('node:MODULE')",
  'a global require': "globalThis.require('node:MODULE')",
  'a global module': 'globalThis.MODULE.constructor.name',
  'a binding': "process.binding('MODULE')",
}

describe('an action that looks for a module of Node', () => {
  it.each(Object.entries(ROADS))('does not get it by %s', async (_road, code) => {
    const { error } = await execute(handler(code.replace('MODULE', 'fs')))
    expect(error).toMatch(/import callback|not defined|not a function|undefined|not a constructor|denied/i)
  })

  it.each([
    'fs',
    'fs/promises',
    'child_process',
    'worker_threads',
    'net',
    'os',
    'vm',
    'v8',
    'inspector',
    'module',
    'process',
  ])('is refused %s by require', async (name) => {
    const { error } = await execute(handler(`require('node:${name}')`))
    expect(error).toBe(`Cannot find module 'node:${name}': the local tenant keeps it from actions`)
  })
})

/** What must fail even for code that has every module of Node: the permission model and the hardening by themselves. */
const REACHES: Record<string, string> = {
  'reads a file': "require('fs').readFileSync('/etc/hostname')",
  'reads a file by promises': "await require('fs/promises').readFile('/etc/hostname')",
  'lists a folder': "require('fs').readdirSync('/')",
  'asks for a file': "require('fs').statSync('/etc/hostname')",
  'writes a file': "require('fs').writeFileSync(FOLDER + '/written', 'x')",
  'makes a folder': "require('fs').mkdirSync(FOLDER + '/made')",
  'links a file': "require('fs').symlinkSync('/etc/hostname', FOLDER + '/linked')",
  'reads an environment file': "process.loadEnvFile('/etc/hostname')",
  'starts a process': "require('child_process').execFileSync('/bin/true')",
  'forks itself': "require('child_process').fork('/dev/null')",
  'starts a thread': "new (require('worker_threads').Worker)('1', { eval: true })",
  'loads an addon': "process.dlopen({ exports: {} }, '/lib/x.node')",
  'takes a binding': "process.binding('spawn_sync')",
  'opens the inspector': "require('inspector').open(0)",
  'inspects itself': "new (require('inspector').Session)().connect()",
  'uses WASI': "new (require('wasi').WASI)({ version: 'preview1', preopens: { '/': '/' } })",
  'writes a heap snapshot': "require('v8').writeHeapSnapshot(FOLDER + '/heap')",
  'changes flags of V8': "require('v8').setFlagsFromString('--allow-natives-syntax')",
  'writes a report': "process.report.writeReport(FOLDER + '/report')",
  'writes a trace': "require('trace_events').createTracing({ categories: ['node'] }).enable()",
  'sends a signal': 'process.kill(PARENT, 0)',
  'sends a signal from below': 'process._kill(PARENT, 0)',
  'wakes the debugger of another process': 'process._debugProcess(PARENT)',
  'slows another process': "require('os').setPriority(PARENT, 19)",
  'listens on a local socket': "require('net').createServer().listen(FOLDER + '/listening')",
  'connects to a local socket': "require('net').connect(FOLDER + '/open')",
  'connects by a path on the prototype':
    "Object.prototype.path = FOLDER + '/open'; try { await new Promise((r, j) => require('net').connect(1).on('connect', r).on('error', j)) } finally { delete Object.prototype.path }",
  'connects by a path that appears later':
    "let n = 0; const o = { port: 1, get path() { return n++ ? FOLDER + '/open' : undefined } }; await new Promise((r, j) => require('net').connect(o).on('connect', r).on('error', j))",
  'connects by HTTP to a local socket':
    "await new Promise((r, j) => require('http').get({ socketPath: FOLDER + '/open' }, r).on('error', j))",
  'registers loader hooks': "require('module').register('data:text/javascript,1')",
  'takes another identity': 'process.setuid(1)',
}

/** Tries every reach in one sandbox whose `require` is Node's own, as if the inner wall had fallen. */
function tryReaches(): Record<string, string> {
  const opened = SANDBOX_SCRIPT.replace('function requireModule(id) {', '$& return loadModule(id)').replace(
    'message.slice(0, 2000)',
    'message',
  )
  const code = handler(`
    const results = {}
    for (const [name, reach] of Object.entries(event.reaches)) {
      const names = ['require', 'process', 'FOLDER', 'PARENT', 'return (async () => {' + reach + '})()']
      const attempt = new Function(...names)
      const run = () => attempt(require, require('process'), event.folder, event.parent)
      results[name] = await Promise.resolve().then(run).then(() => 'got through', (error) => error.code ?? error.message)
    }
    throw new Error(JSON.stringify(results))`)
  const event = { reaches: REACHES, folder, parent: process.pid }
  const input = `${JSON.stringify({ code, handler: 'onExecuteEventStream', event })}\n`
  const flags = [...permissionFlags(), '--no-warnings', '--eval', opened]
  const { stdout } = spawnSync(process.execPath, flags, { input, env: {}, cwd: '/', timeout: 20_000, encoding: 'utf8' })
  return JSON.parse(JSON.parse(stdout).message)
}

describe('code that has every module of Node all the same', () => {
  let results: Record<string, string>
  const server = createServer()
  beforeAll(async () => {
    server.listen(join(folder, 'open'))
    await once(server, 'listening')
    results = tryReaches()
  })
  afterAll(() => server.close())

  it.each(Object.keys(REACHES))('is stopped when it %s', (name) => {
    expect(results[name]).toMatch(
      /^ERR_ACCESS_DENIED$|^ERR_DLOPEN_DISABLED$|is not a function|is not iterable|Cannot read properties of undefined/,
    )
  })

  it('leaves no file behind', () => {
    expect(readdirSync(folder)).toEqual(['open'])
  })
})

describe('an action that looks around', () => {
  it.each([
    'loadModule',
    'real',
    'send',
    'fs',
    'net',
    'child_process',
    'os',
    'vm',
    'require.cache',
    'module.constructor._load',
  ])('finds no %s', async (name) => {
    const { error, logs } = await execute(handler(`console.log(typeof ${name})`))
    expect([error, logs]).toEqual([undefined, 'undefined\n'])
  })

  it('finds an empty environment', async () => {
    expect(await printed('console.log(JSON.stringify(process.env), process.argv.length, process.cwd())')).toBe('{} 0 /')
  })

  it('finds nothing of the actions before it', async () => {
    await printed('globalThis.left = 1')
    const left = await Promise.all([1, 2, 3].map(() => printed('console.log(typeof globalThis.left)')))
    expect(left).toEqual(['undefined', 'undefined', 'undefined'])
  })

  it('reaches no handler of the sandbox through a changed Function.prototype.call', async () => {
    const body = `
      let leaked = 'nothing'
      Function.prototype.call = function (...given) { leaked = this.name; return Reflect.apply(this, given[0], given.slice(1)) }
      await new Promise((resolve) => require('http').get('http://127.0.0.1:1').on('error', resolve))
      console.log(leaked === 'connect' ? leaked : 'nothing')`
    expect(await printed(body)).toBe('nothing')
  })
})
