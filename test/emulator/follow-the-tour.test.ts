import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'

const folder = mkdtempSync(join(tmpdir(), 'tour-'))
const running: ChildProcess[] = []
afterAll(() => {
  for (const child of running) if (child.pid !== undefined) process.kill(-child.pid)
  rmSync(folder, { recursive: true })
})

/** What a reader types: the blocks of the tour, with ports that are free here. */
function readTour(ports: Readonly<Record<string, number>>): string[] {
  const readme = readFileSync('emulator/README.md', 'utf8')
  const tour = /## Five-minute tour\n([\s\S]+?)\n## /.exec(readme)?.[1] ?? ''
  const blocks = [...tour.matchAll(/```sh\n([\s\S]+?)```/g)].map(([, block = '']) => block)
  return blocks.map((block) => block.replace(/\b(4010|4011)\b/g, (port) => String(ports[port])))
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((done) => server.once('listening', done))
  const address = server.address()
  await new Promise((done) => server.close(done))
  return typeof address === 'object' && address !== null ? address.port : 0
}

/** A terminal in which `npx auth0-event-streams` is the built command. */
const env = { ...process.env, PATH: `${folder}${delimiter}${process.env['PATH'] ?? ''}` }
writeFileSync(join(folder, 'npx'), `#!/bin/sh\nshift\nexec node '${resolve('dist/cli/main.js')}' "$@"\n`)
chmodSync(join(folder, 'npx'), 0o755)

/** Leaves a block running, in a group of processes of its own; gives what it has printed so far. */
function leaveRunning(block: string): () => string {
  const child = spawn('/bin/sh', ['-c', block], { env, detached: true, stdio: ['ignore', 'pipe', 'inherit'] })
  running.push(child)
  let output = ''
  child.stdout?.on('data', (chunk) => {
    output += chunk
  })
  return () => output
}

function run(block: string) {
  return execFileSync('/bin/sh', ['-c', block], { env, encoding: 'utf8', timeout: 20_000 })
}

async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; !isSo() && tries < 400; tries += 1) await new Promise((done) => setTimeout(done, 25))
}

it("gets what the emulator's README promises, command by command", async () => {
  const [tenant = '', receiver = '', create = '', fail = '', ...others] = readTour({
    4010: await freePort(),
    4011: await freePort(),
  })
  expect(others).toEqual([])
  const printed = leaveRunning(tenant)
  await until(() => printed().includes('is listening on'))
  const received = leaveRunning(receiver)
  await until(() => isListening(receiver))
  expect(run(create)).toContain('"status":"enabled"')
  await until(() => received().includes('ada@example.com'))
  expect(received()).toContain('"type":"user.created"')
  expect(run(fail)).toMatch(
    /"status":503[\s\S]*"statusCode":503[\s\S]*"eventStreams":\[[\s\S]*"status":503[\s\S]*"status":200/,
  )
})

/** Whether the port at the end of the block accepts connections. */
function isListening(block: string): boolean {
  const port = /listen\((\d+)\)/.exec(block)?.[1] ?? ''
  try {
    execFileSync('curl', ['-s', '-o', '/dev/null', '-d', '', `http://127.0.0.1:${port}`])
    return true
  } catch {
    return false
  }
}
