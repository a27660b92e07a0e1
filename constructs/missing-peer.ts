const CONSTRUCTS = 'constructs@10.7'

/**
 * The error for a framework that cannot be loaded: what to install when it, or the package `constructs` that it builds
 * on, is not installed, or else the error as it is.
 */
export function missingPeer(error: unknown, framework: string): unknown {
  if (!isNotFound(error, framework) && !isNotFound(error, 'constructs')) return error
  const other = framework === 'cdktf' ? 'cdktn' : 'cdktf'
  return new Error(
    `"auth0-event-streams/${framework}" needs the packages "${framework}" and "constructs", which are not both installed. Run: npm install ${framework} ${CONSTRUCTS}\n` +
      `For ${other}, import "auth0-event-streams/${other}" instead. The entries "/management" and "/emulator" need neither.`,
    { cause: error },
  )
}

const isNotFound = (error: unknown, name: string): boolean =>
  error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND' && error.message.includes(`'${name}'`)
