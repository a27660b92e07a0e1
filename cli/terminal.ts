/** The output of a command: the streams of the process, or buffers in tests. */
export interface Terminal {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
}

/** An error that the user can fix: shown as one message, without a stack trace. */
export class UsageError extends Error {
  /** 2 for an invalid command line, 1 for a command that failed. */
  readonly exitCode: 1 | 2

  constructor(message: string, exitCode: 1 | 2 = 2) {
    super(message)
    this.name = 'UsageError'
    this.exitCode = exitCode
  }
}
