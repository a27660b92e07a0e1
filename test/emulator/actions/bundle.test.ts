import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundleChunks } from '../../../build/chunks'

let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bundle-'))
  await bundleChunks({ index: 'emulator/index.ts' }, folder)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Delivers one event to an action, with nothing but the bundle. */
const PROGRAM = `
const { createTenant } = require(process.argv[1])
async function main() {
  const tenant = createTenant()
  const code = "exports.onExecuteEventStream = async ({ message }) => console.log('ran on', message.type)"
  const { id } = tenant.addAction({ code })
  const headers = { authorization: 'Bearer ' + tenant.apiToken, 'content-type': 'application/json' }
  const destination = { type: 'action', configuration: { action_id: id } }
  const body = JSON.stringify({ name: 'users', subscriptions: [{ event_type: 'user.created' }], destination })
  await tenant.request('/api/v2/event-streams', { method: 'POST', headers, body })
  tenant.publish({ type: 'user.created', object: {} })
  while (tenant.actionExecutions(id).length === 0) await new Promise((resolve) => setTimeout(resolve, 20))
  process.stdout.write(tenant.actionExecutions(id)[0].logs)
}
main()`

it('runs actions from the shipped bundle, and ends with nothing left running', () => {
  const output = execFileSync(process.execPath, ['--eval', PROGRAM, join(folder, 'index.js')], { timeout: 20_000 })
  expect(String(output)).toBe('ran on user.created\n')
})
