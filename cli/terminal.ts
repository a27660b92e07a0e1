/** Where a command writes. Tests hand in arrays; the executable hands in its own streams. */
export interface Terminal {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
}

/** A mistake of the person at the keyboard: shown as one sentence, without a stack trace. */
export class UsageError extends Error {
  /** 2 for a command that cannot be meant, 1 for one that could not be done. */
  readonly exitCode: 1 | 2

  constructor(message: string, exitCode: 1 | 2 = 2) {
    super(message)
    this.name = 'UsageError'
    this.exitCode = exitCode
  }
}
