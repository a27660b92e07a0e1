import { types } from 'node:util'

/** Whether `parseArgs` of Node threw this error. */
export function isParseError(error: unknown): error is Error {
  return types.isNativeError(error) && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_')
}

/** One sentence for an error of `parseArgs`, with a suggestion for a mistyped option. `names` are the known options. */
export async function parseErrorMessage({ message }: Error, names: readonly string[]): Promise<string> {
  const unknown = /^Unknown option '(--?)([^']+)'/.exec(message)
  if (unknown) return `Unknown option "${unknown[1]}${unknown[2]}".${await unknownName(unknown[2] ?? '', names, '--')}`
  const argument = /^Unexpected argument '([^']*)'/.exec(message)?.[1]
  if (argument !== undefined) return `Unexpected argument "${argument}".`
  const option = /^Option '(?:-\w, )?(--[\w-]+)/.exec(message)?.[1]
  if (option === undefined) return message.split('\n', 1)[0] ?? message
  if (message.includes('does not take an argument')) return `${option} does not take a value.`
  const dash = message.includes('ambiguous') ? ` For a value that starts with a dash, write ${option}=VALUE.` : ''
  return `${option} expects a value.${dash}`
}

/** ` Did you mean "port"?` for a mistyped name, else nothing. Loads the tenant's code, which is only needed for this. */
export async function unknownName(name: string, names: readonly string[], prefix = ''): Promise<string> {
  const { closestName } = await import('../emulator/index')
  const meant = closestName(name, names)
  return meant === undefined ? '' : ` Did you mean "${prefix}${meant}"?`
}
