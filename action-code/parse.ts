import { type AnyNode, type Program, parse } from 'acorn'
import { type Finding, findingAt } from './finding'

/** The syntax tree of the code, or the syntax error. */
export type Parsed = { readonly program: Program } | { readonly finding: Finding }

/** Parses code as Node.js would parse a CommonJS module, for an Action with that handler. Throws a RangeError for code that is nested too deep. */
export function parseCode(code: string, handler = 'name'): Parsed {
  const asScript = tryParse(code, 'commonjs')
  if ('program' in asScript) return asScript
  const asModule = tryParse(code, 'module')
  if ('program' in asModule) return { finding: moduleFinding(asModule.program, asScript.fault, handler) }
  // The script parser stops at the first import or export, so report the error of the module parser.
  const { fault } = /sourceType/.test(asScript.fault.message) ? asModule : asScript
  return { finding: syntaxFinding(fault, code) }
}

interface SyntaxFault {
  readonly message: string
  readonly pos: number
  readonly loc: { readonly line: number; readonly column: number }
}

type Attempt = { readonly program: Program } | { readonly fault: SyntaxFault }

function tryParse(code: string, sourceType: 'commonjs' | 'module'): Attempt {
  try {
    return { program: parse(code, { ecmaVersion: 'latest', sourceType, locations: true }) }
  } catch (error) {
    if (!isSyntaxFault(error)) throw error
    if (/stack space/.test(error.message)) throw new RangeError(error.message)
    return { fault: error }
  }
}

function isSyntaxFault(error: unknown): error is SyntaxError & SyntaxFault {
  return error instanceof SyntaxError && 'loc' in error && 'pos' in error
}

function syntaxFinding({ message, pos, loc }: SyntaxFault, code: string): Finding {
  const words = message.replace(/ \(\d+:\d+\)$/, '').replace(/^./, (letter) => letter.toLowerCase())
  const hint = looksLikeTypeScript(code, pos)
    ? 'An Action is JavaScript: compile TypeScript first, or remove the types.'
    : 'Correct it, or else Auth0 cannot build the Action.'
  const detail = `The code is not valid JavaScript: ${words}.`
  return { kind: 'syntax', message: detail, hint, line: loc.line, column: loc.column + 1 }
}

/** Whether the syntax error is at a TypeScript type, such as `event: Event` or `interface Event`. */
function looksLikeTypeScript(code: string, pos: number): boolean {
  return (
    /^\??:\s*[A-Za-z]/.test(code.slice(pos, pos + 40)) ||
    /\b(?:interface|type|enum|declare|as|satisfies|import type)\s+$/.test(code.slice(Math.max(0, pos - 20), pos))
  )
}

function moduleFinding({ body }: Program, { loc }: SyntaxFault, handler: string): Finding {
  const found = body.find(isModuleStatement)
  if (found === undefined) {
    return {
      kind: 'syntax',
      message: 'The code is only valid as an ES module, and an Action is a CommonJS module.',
      hint: 'Use await inside of async functions only, such as the handler, and no import.meta.',
      line: loc.line,
      column: loc.column + 1,
    }
  }
  const [keyword, hint] =
    found.type === 'ImportDeclaration'
      ? ['import', "Write const name = require('package') instead."]
      : ['export', `Write exports.${handler} = … instead.`]
  return findingAt(found, 'syntax', `An Action is a CommonJS module, which has no ${keyword} statements.`, hint)
}

function isModuleStatement({ type }: AnyNode): boolean {
  return /^(?:Import|Export)\w*Declaration$/.test(type)
}
