import { parseArgs, types } from 'node:util'
import { readPackageVersion } from './package-root'
import { type Terminal, UsageError } from './terminal'
import { type OptionValues, VERBS, type Verb } from './verbs'

/** Does what the arguments say and resolves to the exit code: 0 done, 1 could not be done, 2 not understood. */
export async function runCommandLine(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    return await dispatch(args, terminal)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    terminal.err(`${error.message}\n`)
    return error.exitCode
  }
}

async function dispatch([name, ...rest]: readonly string[], terminal: Terminal): Promise<number> {
  if (name === '--version') return say(terminal, readPackageVersion())
  if (name === '--help' || name === '-h' || name === 'help') return say(terminal, overview())
  if (name === undefined) throw new UsageError(overview())
  const verb = VERBS.get(name)
  if (verb === undefined) throw new UsageError(`There is no verb "${name}"; the verbs are ${verbNames().join(', ')}.`)
  const values = parseOptions(name, verb, rest)
  return values['help'] === true ? say(terminal, verb.help) : verb.run(values, terminal)
}

function parseOptions(name: string, verb: Verb, args: string[]): OptionValues {
  try {
    return parseArgs({ args, options: { ...verb.options, help: { type: 'boolean', short: 'h' } } }).values
  } catch (error) {
    if (!isParseError(error)) throw error
    throw new UsageError(`${error.message.split('. ')[0]}. See: auth0-event-streams ${name} --help`)
  }
}

function isParseError(error: unknown): error is Error {
  return types.isNativeError(error) && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_')
}

function overview(): string {
  const verbs = [...VERBS].map(([name, { summary }]) => `  ${name.padEnd(10)}${summary}`)
  const lines = ['auth0-event-streams <verb> [options]', '', ...verbs, '']
  return [...lines, 'Each verb explains itself with --help. --version prints the version.'].join('\n')
}

function verbNames(): string[] {
  return [...VERBS.keys()]
}

function say(terminal: Terminal, text: string): number {
  terminal.out(`${text}\n`)
  return 0
}
