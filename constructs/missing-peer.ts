const CONSTRUCTS = 'constructs@10.7'

/**
 * Returns an error that says what to install if the framework or its peer `constructs` is not installed. Returns any other error
 * unchanged.
 */
export function missingPeer(error: unknown, framework: string): unknown {
  if (!isNotFound(error, framework) && !isNotFound(error, 'constructs')) return error
  const other = framework === 'cdktf' ? 'cdktn' : 'cdktf'
  return new Error(
    `"auth0-event-streams/${framework}" needs the packages "${framework}" and "constructs", at least one of which is not installed. Run: npm install ${framework} ${CONSTRUCTS}\n` +
      `For ${other}, import "auth0-event-streams/${other}" instead. The entries "/management" and "/emulator" need neither.`,
    { cause: error },
  )
}

function isNotFound(error: unknown, name: string): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    error.code === 'MODULE_NOT_FOUND' &&
    error.message.includes(`'${name}'`)
  )
}
