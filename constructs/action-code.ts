import type { Construct } from 'constructs'
import { EVENT_STREAM_TRIGGER } from '../schema/auth0/action'
import { requireKind } from './given'
import { refusal, warn } from './refusal'

/** The code of an Action, and the names that it may use. */
export interface CheckedCode {
  readonly code: string
  /** The file of the code, for messages. */
  readonly file: string | undefined
  readonly secrets: readonly string[]
  readonly dependencies: readonly string[]
}

/**
 * Throws if the code is empty, does not parse or does not export its handler. Shows a warning for code that would most likely fail
 * at run time. Code that contains tokens is unknown at synth and is not checked.
 */
export function checkCode(construct: Construct, { code, file, secrets, dependencies }: CheckedCode): void {
  requireKind(construct, 'code', code, 'string')
  if (hasToken(code)) return
  if (code.trim() === '')
    throw refusal(construct, 'code', `${file ?? 'it'} is empty. Write the handler, onExecuteEventStream.`)
  for (const { kind, message, hint, line, column } of findFaults(code, secrets, dependencies)) {
    const place = file === undefined ? `line ${line}, column ${column}` : `${file}:${line}:${column}`
    const detail = `${place}: ${message} ${hint}`
    if (kind === 'syntax' || kind === 'handler') throw refusal(construct, 'code', detail)
    warn(construct, 'code', detail)
  }
}

function findFaults(code: string, secrets: readonly string[], dependencies: readonly string[]) {
  // Loaded on demand: most stacks have no Action, and the parser takes a few milliseconds to load.
  const { checkActionCode }: typeof import('../action-code/index') = require('../action-code/index')
  return checkActionCode(code, EVENT_STREAM_TRIGGER, { secrets, dependencies })
}

const TOKEN = /\$\{TfToken\[/

/** Whether the code contains a token, or is a single Terraform expression. */
function hasToken(code: string): boolean {
  return TOKEN.test(code) || /^\$\{.*\}$/s.test(code.trim())
}

/** Escapes `${` and `%{` of JavaScript, which Terraform would read as a template. Tokens are kept. */
export function escapeTemplates(code: string): string {
  return /^\$\{.*\}$/s.test(code.trim())
    ? code
    : code.replace(/\$\{(?!TfToken\[)/g, () => '$${').replaceAll('%{', '%%{')
}

/** Reverses `escapeTemplates`. */
export function unescapeTemplates(text: string): string {
  return text.replaceAll('$${', '${').replaceAll('%%{', '%{')
}
