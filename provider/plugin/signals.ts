/** Exit codes of a process that a signal ended, as shells count: 128 and the signal's number. */
const EXIT_CODES = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const

/**
 * Lets signals end the process by `process.exit`, so that what is cleaned up at exit is cleaned up then too. Ctrl-C reaches the
 * whole process group: a plugin ignores it, because what to stop and when is Terraform's decision (StopProvider).
 */
export function handleSignals({ ignoreInterrupt }: { readonly ignoreInterrupt: boolean }): void {
  for (const [signal, code] of Object.entries(EXIT_CODES)) {
    process.on(signal, () => {
      if (signal !== 'SIGINT' || !ignoreInterrupt) process.exit(code)
    })
  }
}
