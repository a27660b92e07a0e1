/** Auth0's own name of Node 18. Source: official provider, internal/auth0/action/expand.go. */
const NODE_18 = 'node18-actions'

/** The one trigger whose Actions Auth0 knows as `node18`. */
const PLAIN_NODE_18_TRIGGER = 'custom-token-exchange'

/** A runtime as Auth0 spells it for that trigger. */
export function toApiRuntime(runtime: string, triggerId: string): string {
  return runtime === 'node18' && triggerId !== PLAIN_NODE_18_TRIGGER ? NODE_18 : runtime
}

/** A runtime as the configuration spells it. */
export function fromApiRuntime(runtime: string): string {
  return runtime === NODE_18 ? 'node18' : runtime
}
