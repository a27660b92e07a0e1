import { execFileSync } from 'node:child_process'
import { readFileSync, readlinkSync } from 'node:fs'
import { basename } from 'node:path'

/**
 * The file name of the program that started this process, such as `terraform` or `tofu`; undefined when it cannot be
 * determined. Starts a process on macOS, so call it only when needed.
 */
export function parentProgram(): string | undefined {
  for (const read of [ofExecutable, ofProcessName, ofProcessList]) {
    const name = tried(read)
    if (name !== undefined && name !== '') return name
  }
  return undefined
}

function tried(read: () => string): string | undefined {
  try {
    return basename(read().trim())
  } catch {
    return undefined
  }
}

// The link is resolved: `terraform` may be an alias of another program. It is readable for the same user alone.
function ofExecutable(): string {
  return readlinkSync(`/proc/${process.ppid}/exe`).replace(/ \(deleted\)$/, '')
}

function ofProcessName(): string {
  return readFileSync(`/proc/${process.ppid}/comm`, 'utf8')
}

function ofProcessList(): string {
  return process.platform === 'darwin'
    ? execFileSync('ps', ['-o', 'comm=', '-p', String(process.ppid)], { encoding: 'utf8', timeout: 2_000 })
    : ''
}
