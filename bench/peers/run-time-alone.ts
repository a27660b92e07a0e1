import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { compileExecutable } from '../../build/release/executable'
import { hostPlatform } from '../../build/release/platforms'
import type { Readings } from '../measure'
import { NEUTRAL } from '../neutral-environment'
import { peakBytesOf } from './peak-memory'

// What every plugin has to do: make a key, listen, print a line, and load TLS and HTTP/2 for what comes.
const SCRIPT = `
const { generateKeyPairSync } = require('node:crypto')
const { mkdtempSync, rmSync, writeSync } = require('node:fs')
const { createServer } = require('node:net')
generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
const folder = mkdtempSync('/tmp/plugin-')
createServer().listen(folder + '/plugin', () => {
  rmSync(folder, { recursive: true })
  writeSync(1, '1|6|unix|plugin|grpc|\\n')
  require('node:tls').createServer({ ca: [] })
  require('node:http2').createServer()
})`

/** Until the modules are loaded after the line. */
const LOADING_MS = 100

/** A program in the run-time of the self-contained provider that does no more than that. */
export interface RunTimeAlone {
  readonly name: string
  readonly executable: string
}

/** Compiles it as the provider is compiled. */
export function compileRunTimeAlone(scratch: string): RunTimeAlone {
  const executable = join(scratch, 'run-time-alone')
  const script = { text: SCRIPT, inputs: [] }
  writeFileSync(executable, compileExecutable(script, hostPlatform(), join(scratch, 'compile-alone')), { mode: 0o755 })
  return { name: 'run-time alone', executable }
}

/** Starts it once: the megabytes that were resident at most. Linux only. */
export async function measureMemory({ name, executable }: RunTimeAlone): Promise<Readings> {
  const child = spawn(executable, [], { env: { ...process.env, ...NEUTRAL }, stdio: ['ignore', 'pipe', 'ignore'] })
  await once(child.stdout, 'data')
  await sleep(LOADING_MS)
  const peak = peakBytesOf(String(child.pid))
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
  return { [name]: peak / 1e6 }
}
