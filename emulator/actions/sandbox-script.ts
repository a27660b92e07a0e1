import { HARDENING } from './sandbox-hardening'
import { ACTION_MODULES } from './sandbox-modules'

/**
 * How the sandbox's process and the tenant communicate: a line of JSON each way. The process reads its job, asks the tenant for
 * what lies there (`api.cache`), and says how the action ended. It reads and writes synchronously, so that `api.cache` responds
 * at once, as Auth0 documents it, and so that nothing of the conversation is within the action's reach.
 */
const PROTOCOL = String.raw`
const chunk = Buffer.alloc(65536)
let unread = Buffer.alloc(0)

function receive() {
  for (;;) {
    const end = unread.indexOf(10)
    if (end >= 0) {
      const line = unread.toString('utf8', 0, end)
      unread = unread.subarray(end + 1)
      return parse(line)
    }
    const count = fs.readSync(0, chunk)
    if (count === 0) exit(0)
    unread = Buffer.concat([unread, chunk.subarray(0, count)])
  }
}

const { parse, stringify } = JSON
function send(message) {
  fs.writeSync(1, stringify(message) + '\n')
}

function callTenant(request) {
  send(request)
  return receive().reply
}
`

const RUNNING = `
let failure
const room = { left: 256 }
const written = {
  write(text) {
    if (room.left <= 0) return
    const part = String(text).slice(0, room.left)
    room.left -= part.length
    send({ type: 'log', text: part })
  },
}
const actionConsole = new console.Console({ stdout: written, stderr: written, ignoreErrors: false, colorMode: false })

const api = Object.freeze({
  cache: Object.freeze({
    get: (key) => callTenant({ type: 'cache.get', key }),
    set: (key, value, options) => callTenant({ type: 'cache.set', key, value, options }),
    delete: (key) => callTenant({ type: 'cache.delete', key }),
  }),
  message: Object.freeze({
    fail(reason) {
      failure = failure ?? (reason === undefined ? 'The action called api.message.fail()' : String(reason))
    },
  }),
})

const allowed = new Set(MODULES)
// Code that Actions share, loaded once each; it finds its secrets in "actions.secrets".
const shared = new Map()
let sharedModules = []
function requireShared(id) {
  if (shared.has(id)) return shared.get(id).exports
  const found = sharedModules.find(({ name }) => 'actions:' + name === id)
  if (found === undefined) {
    throw Object.assign(new Error("Cannot find module '" + id + "': the Action does not list it"), { code: 'MODULE_NOT_FOUND' })
  }
  const module = { exports: {} }
  shared.set(id, module)
  evaluate(found.code, id, module, { actions: Object.freeze({ secrets: Object.freeze(found.secrets) }) })
  return module.exports
}

function requireModule(id) {
  if (String(id).startsWith('actions:')) return requireShared(String(id))
  const name = String(id).replace(/^node:/, '')
  if (allowed.has(name)) return loadModule('node:' + name)
  const reason = nodeModule.builtinModules.includes(name)
    ? 'the local tenant keeps it from actions'
    : 'the local tenant installs no npm packages'
  throw Object.assign(new Error("Cannot find module '" + id + "': " + reason), { code: 'MODULE_NOT_FOUND' })
}

function describe(error) {
  if (error === null || typeof error !== 'object') return String(error)
  return error instanceof SyntaxError ? 'SyntaxError: ' + error.message : String(error.message || error)
}

function end(message) {
  send(message === undefined ? { type: 'done' } : { type: 'failed', message: message.slice(0, 2000) })
  exit(0)
}

function evaluate(code, filename, module, extra) {
  const scope = { exports: module.exports, require: requireModule, module, ...extra }
  const body = vm.compileFunction(code, Object.keys(scope), { filename })
  apply(body, module.exports, Object.values(scope))
}

function load(code) {
  const module = { exports: {} }
  evaluate(code, 'action.js', module, {})
  return module.exports
}

async function run({ code, handler, event, modules, gate: ports }) {
  gate = ports
  sharedModules = modules ?? []
  const handle = load(code)[handler]
  if (typeof handle !== 'function') throw new Error('The action does not export the function ' + handler)
  await handle(event, api)
}

real.on('uncaughtException', (error) => end(describe(error)))
harden()
// A promise that nothing will ever resolve keeps no process alive; the tenant ends it when its time is over.
setInterval(() => {}, 1 << 30)
run(receive()).then(() => end(failure), (error) => end(describe(error)))
`

/**
 * The whole program of a sandbox's process, which Node gets on its command line: no file has to be read for it. It is one
 * function, since what stands at the top of such a program is global, and so within the action's reach.
 */
export const SANDBOX_SCRIPT = [
  "(() => {\n'use strict'",
  HARDENING,
  PROTOCOL,
  `const MODULES = ${JSON.stringify(ACTION_MODULES)}`,
  RUNNING,
  '})()',
].join('\n')
