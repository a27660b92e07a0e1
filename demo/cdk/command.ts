import { spawn } from 'node:child_process'
import { expectThat } from '../report'

/** Exit code and output of a command. */
export interface Run {
  readonly exitCode: number | null
  readonly output: string
}

/** Directory and environment of a command. */
export interface Place {
  readonly folder: string
  readonly env: NodeJS.ProcessEnv
}

/** Runs a command without standard input until it exits. */
export function runCommand(command: string, args: readonly string[], { folder, env }: Place): Promise<Run> {
  const child = spawn(command, [...args], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (exitCode) => resolve({ exitCode, output }))
  })
}

/** Runs a command and returns its output. Throws if it fails. */
export async function runWell(command: string, args: readonly string[], place: Place): Promise<string> {
  const { exitCode, output } = await runCommand(command, args, place)
  expectThat(exitCode === 0, `exit code 0 of ${[command, ...args].join(' ')}`, output)
  return output
}
