import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import path from 'node:path'

const children: ChildProcess[] = []
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

/** A tenant of the shipped command, and the folder of its certificate. */
async function start() {
  const child = spawn(process.execPath, ['dist/cli/main.js', 'emulate', '--tls', '--json'])
  children.push(child)
  const [line] = await once(child.stdout, 'data')
  return { child, folder: path.dirname(JSON.parse(String(line)).ca) }
}

describe('the folder with the certificate of a tenant', () => {
  it('is removed by the next tenant when it was left by a kill, and kept while its own runs', async () => {
    const [killed, running] = [await start(), await start()]
    killed.child.kill('SIGKILL')
    await once(killed.child, 'exit')
    expect(existsSync(killed.folder)).toBe(true)
    const next = await start()
    expect([killed, running, next].map(({ folder }) => existsSync(folder))).toEqual([false, true, true])
  })
})
