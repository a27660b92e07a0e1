import type { ServerEvents } from './server'

/** As long as go-plugin waits for a plugin (hashicorp/go-plugin, `ClientConfig.StartTimeout`): no connection comes later. */
const FIRST_CONNECTION_MS = 60_000

/** Detects a Terraform that exited before it connected; later, its closed connection is enough. */
const PARENT_CHECK_MS = 5000

/** Ends a plugin when Terraform has exited: calls `end` with the reason, once or more. */
export function endWithTerraform(end: (reason: string) => void): ServerEvents {
  const first = setTimeout(end, FIRST_CONNECTION_MS, 'no connection within a minute')
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent) end('the parent process has exited')
  }, PARENT_CHECK_MS).unref()
  let open = 0
  return {
    opened() {
      clearTimeout(first)
      open += 1
    },
    closed() {
      open -= 1
      if (open === 0) end('the last connection closed')
    },
  }
}
