import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Construct } from 'constructs'
import { requireKind } from './given'
import { memberOf } from './json'
import { refusal } from './refusal'

/**
 * Reads a file. A relative path is resolved against the working directory. Throws if the file cannot be read.
 */
export function readCodeFile(construct: Construct, file: string): string {
  requireKind(construct, 'file', file, 'string')
  try {
    return readFileSync(file, 'utf8').replace(/^\u{FEFF}/u, '')
  } catch (error) {
    throw refusal(construct, 'file', `${JSON.stringify(file)} cannot be read: ${reasonOf(error, file)}`)
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'this user may not read it.',
  EISDIR: 'it is a folder. Give the path of the file with the code.',
}

function reasonOf(error: unknown, file: string): string {
  const code = String(memberOf(error, 'code'))
  if (code !== 'ENOENT') return REASONS[code] ?? `${memberOf(error, 'message')}.`
  return `there is no file ${resolve(file)}. Give a path that holds wherever the program runs, such as join(__dirname, 'handler.js').`
}
