/** Exit codes of a process that a signal ended, as shells count: 128 and the signal's number. */
const EXIT_CODES = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const

/**
 * Ends the process on a signal with `process.exit`, so that exit handlers run. Ctrl-C reaches the whole process group: a plugin
 * ignores it, because Terraform decides what to stop and when (StopProvider).
 */
export function handleSignals({ ignoreInterrupt }: { readonly ignoreInterrupt: boolean }): void {
  for (const [signal, code] of Object.entries(EXIT_CODES)) {
    process.on(signal, () => {
      if (signal !== 'SIGINT' || !ignoreInterrupt) process.exit(code)
    })
  }
}
