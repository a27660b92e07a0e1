import type { LogFields, Logger } from '../framework/index'
import type { ManagementLog, ManagementLogEntry } from '../management/index'
import { visible } from '../visible-text'

/**
 * Writes the log entries of the API client into Terraform's log. The message is complete, since Terraform prints the fields
 * in an order of its own.
 */
export function toApiLog(log: Logger): ManagementLog {
  return (entry) => {
    const { event, ...fields } = entry
    const message = visible(messageOf(entry))
    if (event === 'request') log.debug(message, bodiesAsText(fields))
    else log.warn(message, fields)
  }
}

function messageOf(entry: ManagementLogEntry): string {
  switch (entry.event) {
    case 'request': {
      const { method, path, status, failure, durationMs, attempt } = entry
      const outcome = `${method} ${path} ${status ?? failure ?? 'failed'} (${Math.round(durationMs)} ms`
      return `${outcome}${attempt > 1 ? `, attempt ${attempt}` : ''})`
    }
    case 'retry':
      return `${entry.method} ${entry.path} will be sent again in ${seconds(entry.waitMs)}, since attempt ${entry.attempt} failed: ${entry.reason}`
    case 'wait':
      return `Requests are waiting: ${entry.waiting}, the first one for ${seconds(entry.waitedMs)}, the last one for about ${seconds(entry.expectedMs)} more, because ${entry.reason}`
    case 'warning':
      return entry.message
  }
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)} s`
}

// Terraform would print a body in Go's own form, which nothing can read back.
function bodiesAsText(fields: object): LogFields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, typeof value === 'object' ? JSON.stringify(value) : value]),
  )
}
