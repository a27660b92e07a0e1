import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Construct } from 'constructs'
import { requireKind } from './given'
import { memberOf } from './json'
import { refusal } from './refusal'

/**
 * Reads a text file without its byte order mark. A relative path is resolved against the working directory. Throws if the file cannot
 * be read, and if it is not UTF-8 text.
 */
export function readCodeFile(construct: Construct, file: string): string {
  requireKind(construct, 'file', file, 'string')
  if (file === '') throw refusal(construct, 'file', 'the path is empty. Give the path of the file with the code.')
  return decode(construct, file, readBytes(construct, file))
}

function readBytes(construct: Construct, file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (error) {
    throw refusal(construct, 'file', `${JSON.stringify(file)} cannot be read: ${reasonOf(error, file)}`)
  }
}

function decode(construct: Construct, file: string, bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw refusal(construct, 'file', `${JSON.stringify(file)} is not UTF-8 text. Save it with the encoding UTF-8.`)
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
