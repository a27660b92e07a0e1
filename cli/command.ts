import type { ParseArgsConfig } from 'node:util'
import type { Terminal } from './terminal'

/** What was typed after a command, options by name. */
export type OptionValues = Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>

/** One command. Its code is loaded when it is called, so that `install` does not load a web server. */
export interface Command {
  readonly summary: string
  readonly help: string
  readonly options: NonNullable<ParseArgsConfig['options']>
  /** The one argument that is no option, as the help names it; default: there is none. It comes with the options, by this name. */
  readonly argument?: string
  /** Does the work and resolves to the exit code. Throws `UsageError` for what the person can mend. */
  readonly run: (values: OptionValues, terminal: Terminal) => Promise<number>
}
