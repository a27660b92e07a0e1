import type { Construct } from 'constructs'
import { EVENT_STREAM_TRIGGER } from '../schema/auth0/action'
import { requireKind } from './given'
import { refusal, warn } from './refusal'

/** The code of an Action, and what it is checked against. */
export interface CheckedCode {
  readonly code: string
  /** Where it is from, for messages. */
  readonly file: string | undefined
  readonly secrets: readonly string[]
  readonly dependencies: readonly string[]
}

/**
 * Throws for code that is empty, does not parse or does not export its handler. Shows a warning for what else will most likely
 * fail when it runs. Code that holds tokens is not checked, since only Terraform will know all of it.
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
  // Loaded here, since most stacks have no Action, and the parser takes a few milliseconds.
  const { checkActionCode }: typeof import('../action-code/index') = require('../action-code/index')
  return checkActionCode(code, EVENT_STREAM_TRIGGER, { secrets, dependencies })
}

const TOKEN = /\$\{TfToken\[/

/** Whether text is, or holds, what Terraform replaces: a token, or one expression that is all of the text. */
const hasToken = (code: string): boolean => TOKEN.test(code) || /^\$\{.*\}$/s.test(code.trim())

/** The code as Terraform is to read it: what JavaScript means by `${` is no expression of Terraform's, and `%{` no directive. */
export const escapeTemplates = (code: string): string =>
  /^\$\{.*\}$/s.test(code.trim()) ? code : code.replace(/\$\{(?!TfToken\[)/g, () => '$${').replaceAll('%{', '%%{')

/** What `escapeTemplates` was given. */
export const unescapeTemplates = (text: string): string => text.replaceAll('$${', '${').replaceAll('%%{', '%{')
