import type { Logger } from './log'
import { writeStderr } from './stderr'

/**
 * Ends the process on an uncaught error, since its state is unknown then. The stack goes to the log. The last line on stderr
 * begins with the words by which Terraform recognizes a crash: it shows such a line to the user (hashicorp/terraform,
 * internal/logging/panic.go), and otherwise only says that the plugin did not respond.
 */
export function exitOnUncaughtErrors(program: string, logger: Logger): void {
  process.on('uncaughtException', (error: unknown) => {
    const message = logger.masked(error instanceof Error ? error.message : String(error))
    logger.error('uncaught error', { error: message })
    logger.debug('uncaught error came from here', { stack: error instanceof Error ? error.stack : undefined })
    writeStderr(`fatal error: provider bug in ${program}: ${message.replaceAll('\n', ' ')}\n`)
    process.exit(1)
  })
}
