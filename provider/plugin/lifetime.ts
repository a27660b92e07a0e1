import type { ServerEvents } from './server'

/** As long as go-plugin waits for a plugin (hashicorp/go-plugin, `ClientConfig.StartTimeout`): later nobody comes any more. */
const FIRST_CONNECTION_MS = 60_000

/** A dead Terraform is noticed by its broken connection at once; this finds the one that died before it connected. */
const PARENT_CHECK_MS = 5000

/** Ends a plugin when Terraform is gone: `end` is called with the reason, once or more often. */
export function endWithTerraform(end: (reason: string) => void): ServerEvents {
  const first = setTimeout(end, FIRST_CONNECTION_MS, 'nobody connected within a minute')
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent) end('the parent process is gone')
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
