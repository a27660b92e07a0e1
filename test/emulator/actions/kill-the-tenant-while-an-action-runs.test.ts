import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

const onLinux = process.platform === 'linux' ? describe : describe.skip

/** Runs an action that never yields, without the processor or with it, and says so when it has begun. */
function TENANT(body: string) {
  return `
  require('tsx/cjs/api').register()
  const { runAction } = require('./emulator/actions/run-action')
  const cache = { set: () => (console.log('begun'), { type: 'success' }), get() {}, delete() {} }
  const code = ${JSON.stringify(`exports.onExecuteEventStream = async (event, api) => { api.cache.set('a', 'b'); ${body} }`)}
  runAction({ code, handler: 'onExecuteEventStream', event: {} }, { cache, budgetMs: 60000 })`
}

function childrenOf(parent: number): number[] {
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return all.map(Number).filter((pid) => parentOf(pid) === parent)
}

function parentOf(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return undefined
  }
}

function isThere(pid: number) {
  return parentOf(pid) !== undefined
}

onLinux('a tenant that is killed while an action runs', () => {
  it.each([
    ['is blocked without using the processor', 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)'],
    ['waits for ever', 'await new Promise(() => {})'],
    ['never yields', 'for (;;);'],
  ])(
    'takes the action along that %s',
    async (_, body) => {
      const tenant = spawn(process.execPath, ['-e', TENANT(body)], { stdio: ['ignore', 'pipe', 'inherit'] })
      await once(tenant.stdout, 'data')
      const running = childrenOf(Number(tenant.pid))
      expect(running.length).toBeGreaterThan(0)
      tenant.kill('SIGKILL')
      while (running.some(isThere)) await sleep(20)
    },
    20_000,
  )
})
