import { parseArgs, types } from 'node:util'
import { COMMANDS, type Command, type OptionValues } from './commands'
import { explainFileError } from './file-error'
import { readPackageVersion } from './package-root'
import { type Terminal, UsageError } from './terminal'

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
  const command = COMMANDS.get(name)
  if (command === undefined) throw new UsageError(`Unknown command "${name}". Commands: ${commandNames()}.`)
  const values = await parseOptions(name, command, rest)
  return values['help'] === true ? say(terminal, command.help) : run(command, values, terminal)
}

async function run(command: Command, values: OptionValues, terminal: Terminal): Promise<number> {
  try {
    return await command.run(values, terminal)
  } catch (error) {
    const explained = explainFileError(error, values)
    throw explained === undefined ? error : new UsageError(explained, 1)
  }
}

async function parseOptions(name: string, command: Command, args: string[]): Promise<OptionValues> {
  try {
    const options = { ...command.options, help: { type: 'boolean', short: 'h' } } as const
    const allowPositionals = command.argument !== undefined
    const { values, positionals, tokens } = parseArgs({ args, options, allowPositionals, tokens: true })
    assertOnce(command, tokens)
    return { ...values, ...argumentOf(name, command, positionals, values['help'] === true) }
  } catch (error) {
    if (!isParseError(error)) throw error
    const hint = await optionHint(error.message, Object.keys(command.options))
    const [first = ''] = error.message.replaceAll('\n', ' ').split(/\. (?=If|To)/)
    throw new UsageError(`${first.replace(/\.$/, '')}.${hint} See: auth0-event-streams ${name} --help`)
  }
}

/** The last of two values would win, and the first vanish. */
function assertOnce({ options }: Command, tokens: readonly { kind: string; name?: string }[]): void {
  const names = tokens.flatMap(({ kind, name }) => (kind === 'option' && name !== undefined ? [name] : []))
  const repeated = names.find((name, at) => options[name]?.multiple !== true && names.indexOf(name) !== at)
  if (repeated !== undefined) throw new UsageError(`--${repeated} is given more than once.`)
}

/** Loads what it needs only for a mistake. */
async function optionHint(message: string, names: readonly string[]): Promise<string> {
  const unknown = /^Unknown option '--?([^']+)'/.exec(message)?.[1]
  const { closestName } = await import('../emulator/index')
  const meant = unknown === undefined ? undefined : closestName(unknown, names)
  return meant === undefined ? '' : ` Did you mean "--${meant}"?`
}

function argumentOf(
  name: string,
  { argument }: Command,
  positionals: readonly string[],
  isOptional: boolean,
): Readonly<Record<string, string>> {
  if (argument === undefined || (isOptional && positionals.length === 0)) return {}
  const [value] = positionals
  if (value === undefined || positionals.length > 1)
    throw new UsageError(`Expected one ${argument}. See: auth0-event-streams ${name} --help`)
  return { [argument]: value }
}

function isParseError(error: unknown): error is Error {
  return types.isNativeError(error) && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_')
}

function overview(): string {
  const commands = [...COMMANDS].map(([name, { summary }]) => `  ${name.padEnd(10)}${summary}`)
  const lines = ['auth0-event-streams <command> [options]', '', ...commands, '']
  return [...lines, 'auth0-event-streams <command> --help lists the options. --version prints the version.'].join('\n')
}

function commandNames(): string {
  return [...COMMANDS.keys()].join(', ')
}

function say(terminal: Terminal, text: string): number {
  terminal.out(`${text}\n`)
  return 0
}
