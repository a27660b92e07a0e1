#!/usr/bin/env node
import { visibleLines } from '../provider/visible-text'
import { runCommandLine } from './command-line'

// A reader such as head closes the pipe early.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

// Files, tenants and requests contain untrusted text.
const terminal = {
  out: (text: string) => void process.stdout.write(visibleLines(text)),
  err: (text: string) => void process.stderr.write(visibleLines(text)),
}

runCommandLine(process.argv.slice(2), terminal).then(
  (exitCode) => {
    process.exitCode = exitCode
  },
  (error: unknown) => {
    terminal.err(`auth0-event-streams failed: ${error instanceof Error ? (error.stack ?? error.message) : error}\n`)
    process.exitCode = 1
  },
)
