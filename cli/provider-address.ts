import { UsageError } from './terminal'

/** A provider's source address in full. */
export interface ProviderAddress {
  readonly host: string
  readonly namespace: string
  readonly type: string
}

/** The registries that Terraform and OpenTofu mean when an address names none. */
export const TERRAFORM_HOST = 'registry.terraform.io'
export const OPENTOFU_HOST = 'registry.opentofu.org'

/**
 * The addresses that a source stands for. Without a host, Terraform and OpenTofu each add their own, so there are two.
 * Throws `UsageError` on anything but `namespace/type` and `host/namespace/type`.
 */
export function parseProviderSource(source: string): readonly ProviderAddress[] {
  const parts = source.toLowerCase().split('/')
  const hosts = parts.length === 2 ? [TERRAFORM_HOST, OPENTOFU_HOST] : parts.slice(0, 1)
  const [namespace = '', type = ''] = parts.slice(-2)
  const named = [namespace, type].every((part) => /^[a-z0-9]+([-_]*[a-z0-9]+)*$/.test(part))
  if ([2, 3].includes(parts.length) && named && hosts.every(isHost)) {
    return hosts.map((host) => ({ host, namespace, type }))
  }
  throw new UsageError(
    `Invalid value "${source}" for --source: expected NAMESPACE/TYPE or HOST/NAMESPACE/TYPE, as in auth0/auth0.`,
  )
}

/** The address as one writes it in `required_providers`: without the host that the program adds by itself. */
export function formatProviderAddress({ host, namespace, type }: ProviderAddress): string {
  const isImplied = host === TERRAFORM_HOST || host === OPENTOFU_HOST
  return isImplied ? `${namespace}/${type}` : `${host}/${namespace}/${type}`
}

/** The address with its host, as in lock files and states. */
export function formatFullAddress({ host, namespace, type }: ProviderAddress): string {
  return `${host}/${namespace}/${type}`
}

function isHost(host: string): boolean {
  return /^[a-z0-9-]+(\.[a-z0-9-]+)*(:\d+)?$/.test(host)
}
