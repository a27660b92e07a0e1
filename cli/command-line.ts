import { parseArgs } from 'node:util'
import type { Command, OptionValues } from './command'
import { COMMANDS } from './commands'
import { explainFileError } from './file-error'
import { readPackageVersion } from './package-root'
import { isParseError, parseErrorMessage, unknownName } from './parse-error'
import { type Terminal, UsageError } from './terminal'

/** Runs the command line and resolves to the exit code: 0 success, 1 failure, 2 invalid usage. */
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
  if (name === '--version') return print(terminal, readPackageVersion())
  if (name === 'help' && rest[0] !== undefined) return dispatch([rest[0], '--help'], terminal)
  if (name === '--help' || name === '-h' || name === 'help') return print(terminal, overview())
  if (name === undefined) throw new UsageError(overview())
  const command = await findCommand(name)
  const values = await parseOptions(name, command, rest)
  return values['help'] === true ? print(terminal, command.help) : run(command, values, terminal)
}

async function findCommand(name: string): Promise<Command> {
  const command = COMMANDS.get(name)
  if (command !== undefined) return command
  const names = [...COMMANDS.keys()]
  const [kind, hint] = name.startsWith('-') ? ['option', ''] : ['command', await unknownName(name, names)]
  throw new UsageError(`Unknown ${kind} "${name}".${hint} Commands: ${names.join(', ')}.`)
}

async function run(command: Command, values: OptionValues, terminal: Terminal): Promise<number> {
  try {
    return await command.run(values, terminal)
  } catch (error) {
    const explained = explainFileError(error, values)
    throw explained === undefined ? error : new UsageError(explained, 1)
  }
}

async function parseOptions(name: string, command: Command, args: readonly string[]): Promise<OptionValues> {
  try {
    const options = { ...command.options, help: { type: 'boolean', short: 'h' } } as const
    const allowPositionals = command.argument !== undefined
    const { values, positionals, tokens } = parseArgs({ args, options, allowPositionals, tokens: true })
    assertOnce(command, tokens)
    return { ...values, ...argumentOf(name, command, positionals, values['help'] === true) }
  } catch (error) {
    if (!isParseError(error)) throw error
    const message = await parseErrorMessage(error, Object.keys(command.options))
    throw new UsageError(`${message} See: auth0-event-streams ${name} --help`)
  }
}

/** Without this, the last value would silently replace the first. */
function assertOnce({ options }: Command, tokens: readonly { kind: string; name?: string }[]): void {
  const names = tokens.flatMap(({ kind, name }) => (kind === 'option' && name !== undefined ? [name] : []))
  const repeated = names.find((name, at) => options[name]?.multiple !== true && names.indexOf(name) !== at)
  if (repeated !== undefined) throw new UsageError(`--${repeated} is given more than once.`)
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
    throw new UsageError(`Expected one argument, ${argument}. See: auth0-event-streams ${name} --help`)
  return { [argument]: value }
}

function overview(): string {
  const commands = [...COMMANDS].map(([name, { summary }]) => `  ${name.padEnd(10)}${summary}`)
  return [
    'Usage: auth0-event-streams <command> [options]',
    '',
    'Commands:',
    ...commands,
    '',
    'auth0-event-streams <command> --help lists the options of a command; --version prints the version.',
    '',
    'Example: auth0-event-streams emulate --port 4000',
  ].join('\n')
}

function print(terminal: Terminal, text: string): number {
  terminal.out(`${text}\n`)
  return 0
}
