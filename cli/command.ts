import type { ParseArgsConfig } from 'node:util'
import type { Terminal } from './terminal'

/** The options and the argument of a command line, by name. */
export type OptionValues = Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>

/** One command. Its code is loaded when it runs, so that `install` does not load a web server. */
export interface Command {
  readonly summary: string
  readonly help: string
  readonly options: NonNullable<ParseArgsConfig['options']>
  /** Name of the one positional argument, under which it is passed with the options. Default: the command takes none. */
  readonly argument?: string
  /** Runs the command and resolves to the exit code. Throws `UsageError` for an error that the user can fix. */
  readonly run: (values: OptionValues, terminal: Terminal) => Promise<number>
}
