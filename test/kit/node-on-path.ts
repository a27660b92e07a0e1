import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** A value of PATH on which `node` is a shell script. Its `$NODE` is the Node.js that runs the tests. */
export function pathWithNode(folder: string, script: string): string {
  const bin = join(folder, 'bin')
  mkdirSync(bin, { recursive: true })
  const file = join(bin, 'node')
  writeFileSync(file, `#!/bin/sh\nNODE=${process.execPath}\n${script}\n`)
  chmodSync(file, 0o755)
  return [bin, process.env['PATH']].join(delimiter)
}

/** A value of PATH on which `node` runs these lines first. */
export function pathWithPreparedNode(folder: string, lines: string): string {
  const file = join(folder, 'prepare.cjs')
  writeFileSync(file, lines)
  return pathWithNode(folder, `exec "$NODE" --require ${file} "$@"`)
}
