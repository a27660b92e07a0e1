import type { LogFields, Logger } from '../framework/index'
import type { ManagementLog } from '../management/index'

/** Writes what the API client has to say into Terraform's log. */
export const toApiLog =
  (log: Logger): ManagementLog =>
  ({ event, ...fields }) => {
    if (event === 'retry') log.warn('waiting before the next try', fields)
    else if (event === 'wait') log.warn('requests are waiting', fields)
    else if (event === 'warning') log.warn('Auth0 Management API', fields)
    else log.debug('Auth0 Management API', bodiesAsText(fields))
  }

// Terraform would print a body in Go's own form, which nothing can read back.
const bodiesAsText = (fields: object): LogFields =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, typeof value === 'object' ? JSON.stringify(value) : value]),
  )
