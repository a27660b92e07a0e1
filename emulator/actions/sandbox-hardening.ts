/**
 * A second layer of isolation for Actions, as source text of the sandbox's process, run before the action's code. The first is
 * Node's permission model, which refuses files, processes, threads, addons and the inspector; each thing taken away here
 * was tried on Node 20.20 and found open in spite of it. Everything that could lead to them is out of the action's sight
 * as well, so that an action has to break through both.
 */
export const HARDENING = `
const fs = require('node:fs')
const net = require('node:net')
const os = require('node:os')
const vm = require('node:vm')
const nodeModule = require('node:module')
const util = require('node:util')
const { webcrypto } = require('node:crypto')
const real = process
const { apply } = Reflect
const { lookup } = require('node:dns')
const { isArray } = Array
const exit = real.reallyExit.bind(real)
const loadModule = require

function harden() {
  const parent = real.ppid
  setInterval(() => real.ppid === parent || exit(1), 1000).unref()
  restrictSockets()
  removeFrom(os, ['setPriority'])
  removeFrom(require('node:v8'), ['setFlagsFromString', 'setHeapSnapshotNearHeapLimit', 'writeHeapSnapshot'])
  removeFrom(require('node:trace_events'), ['createTracing'])
  hideProcess()
  hideGlobals()
  nodeModule.syncBuiltinESMExports()
}

// Local sockets lead to other processes, and listening on one makes a file; the permission model sees neither.
function restrictSockets() {
  const { connect } = net.Socket.prototype
  const normalize = net._normalizeArgs
  net.Socket.prototype.connect = function (...given) {
    const [options, listener] = normalize(isArray(given[0]) ? given[0] : given)
    const fixed = { __proto__: null, ...options }
    if (fixed.path != null || options.path != null) throw refusal('A connection to a local socket')
    return apply(connect, this, [{ __proto__: null, ...throughGate(fixed), path: undefined }, listener])
  }
  net.Server.prototype.listen = () => {
    throw refusal('Listening')
  }
}

// The tenant's own port has control routes, which give more power over the tenant than its API does. An action gets to
// another port, which has the API alone. \`gate\` is set before the action's code is loaded.
let gate
const loopback = new net.BlockList()
loopback.addSubnet('127.0.0.0', 8)
for (const address of ['0.0.0.0', '::1', '::']) loopback.addAddress(address, address.includes(':') ? 'ipv6' : 'ipv4')
const isLoopback = (address) => net.isIP(address) !== 0 && loopback.check(address, net.isIP(address) === 6 ? 'ipv6' : 'ipv4')

function throughGate(options) {
  if (gate === undefined || Number(options.port) !== gate.port) return options
  const host = String(options.host ?? 'localhost').replace(/^\\[|\\]$/g, '')
  if (/^(.+\\.)?localhost\\.?$/i.test(host) || isLoopback(host)) return { ...options, host: '127.0.0.1', port: gate.openPort }
  return net.isIP(host) === 0 ? { ...options, host, lookup: lookUpElsewhere } : options
}

function lookUpElsewhere(name, options, done) {
  lookup(name, options, (error, found, family) => {
    const addresses = isArray(found) ? found.map(({ address }) => address) : [found]
    if (!error && addresses.some(isLoopback)) done(refusal('The local tenant by another name than localhost'))
    else done(error, found, family)
  })
}

function refusal(what) {
  return Object.assign(new Error(what + ' is not open to actions'), { code: 'ERR_ACCESS_DENIED' })
}

function removeFrom(object, names) {
  for (const name of names) delete object[name]
}

function hideProcess() {
  removeFrom(real, [
    'kill', '_kill', '_debugProcess', '_debugEnd', '_startProfilerIdleNotifier', '_stopProfilerIdleNotifier', 'abort',
    'binding', '_linkedBinding', 'dlopen', 'getBuiltinModule', 'execve', 'report', 'umask', 'chdir', 'loadEnvFile',
    'initgroups', 'setgroups', 'setegid', 'seteuid', 'setgid', 'setuid', 'stdin', 'openStdin',
    '_getActiveHandles', '_getActiveRequests', 'mainModule', '_eval', 'argv', 'execArgv', 'execPath',
  ])
  const silent = { isTTY: false, write: () => true, hasColors: () => false, getColorDepth: () => 1 }
  for (const name of ['stdout', 'stderr']) Object.defineProperty(real, name, { value: silent })
  const { version, versions, platform, arch, nextTick, hrtime, uptime, memoryUsage } = real
  const facade = { version, versions, platform, arch, nextTick, hrtime, uptime, memoryUsage, env: {}, argv: [] }
  globalThis.process = Object.assign(facade, { cwd: () => '/', emitWarning() {}, exit: (code) => exit(code ?? 0) })
}

// A script given on the command line finds every module of Node among its globals; an action must not.
function hideGlobals() {
  const others = ['require', 'module', 'exports', '__filename', '__dirname', 'BroadcastChannel', 'MessageChannel']
  const process = globalThis.process
  removeFrom(globalThis, [...nodeModule.builtinModules, ...others, 'Storage', 'localStorage', 'sessionStorage'])
  Object.assign(globalThis, { process, console: actionConsole })
  Object.defineProperty(globalThis, 'crypto', { value: webcrypto, configurable: true, writable: true })
}
`
