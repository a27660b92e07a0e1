import { UsageError } from './terminal'

/** A provider's source address in full. */
export interface ProviderAddress {
  readonly host: string
  readonly namespace: string
  readonly type: string
}

/** The registry that Terraform means when an address names none. */
const DEFAULT_HOST = 'registry.terraform.io'

/** Reads `namespace/type` or `host/namespace/type`. Throws `UsageError` on anything else. */
export function parseProviderAddress(source: string): ProviderAddress {
  const parts = source.toLowerCase().split('/')
  const [host, namespace, type] = parts.length === 2 ? [DEFAULT_HOST, ...parts] : parts
  const named = [namespace, type].every((part) => /^[a-z0-9]+([-_]*[a-z0-9]+)*$/.test(part ?? ''))
  if (parts.length <= 3 && named && isHost(host) && namespace !== undefined && type !== undefined) {
    return { host, namespace, type }
  }
  throw new UsageError(
    `--source cannot be "${source}"; it is namespace/type or host/namespace/type, as in auth0/auth0.`,
  )
}

/** The address as one writes it in `required_providers`: without the host where Terraform adds it. */
export function formatProviderAddress({ host, namespace, type }: ProviderAddress): string {
  return host === DEFAULT_HOST ? `${namespace}/${type}` : `${host}/${namespace}/${type}`
}

function isHost(host: string | undefined): host is string {
  return host !== undefined && /^[a-z0-9-]+(\.[a-z0-9-]+)*(:\d+)?$/.test(host)
}
