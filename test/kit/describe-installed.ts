/** Something that has an install of its own, so that the product's stays small. */
export interface Install {
  readonly isInstalled: boolean
  /** What is missing, and the command that installs it. */
  readonly remedy: string
}

/** A suite that needs an install. Without it the suite is skipped, and its name says why; where CI is set it fails. */
export function describeInstalled(name: string, { isInstalled, remedy }: Install, suite: () => void): void {
  if (isInstalled) describe(name, suite)
  else if (process.env['CI'] !== undefined) describe(name, () => it(remedy, () => Promise.reject(new Error(remedy))))
  else {
    // Jest names what is skipped in verbose runs only.
    process.stderr.write(`${name} is skipped: ${remedy}\n`)
    describe.skip(`${name} [${remedy}]`, suite)
  }
}
