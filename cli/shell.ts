/** How a shell writes what a user copies into it. */
export interface Shell {
  /** A value as the shell reads it back. */
  readonly quote: (value: string) => string
  /** The line that sets an environment variable for the programs started from the shell. */
  readonly setVariable: (name: string, value: string) => string
  /** curl's program; plain `curl` is another command in Windows PowerShell. */
  readonly curl: string
}

function isPlain(value: string): boolean {
  return /^[\w./:@%+,=-]+$/.test(value)
}

const POSIX: Shell = {
  quote: (value) => (isPlain(value) ? value : `'${value.replaceAll("'", "'\\''")}'`),
  setVariable: (name, value) => `export ${name}=${POSIX.quote(value)}`,
  curl: 'curl',
}

const POWERSHELL: Shell = {
  quote: (value) => `'${value.replaceAll("'", "''")}'`,
  setVariable: (name, value) => `$env:${name} = ${POWERSHELL.quote(value)}`,
  curl: 'curl.exe',
}

/** The shell that a user of the system has: PowerShell on Windows (`win32`, as Node.js names it), else a POSIX one. */
export function shellOf(system: string): Shell {
  return system === 'win32' ? POWERSHELL : POSIX
}
