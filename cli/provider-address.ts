import { UsageError } from './terminal'

/** A provider's full source address. */
export interface ProviderAddress {
  readonly host: string
  readonly namespace: string
  readonly type: string
}

/** The default registry host of Terraform. */
export const TERRAFORM_HOST = 'registry.terraform.io'

/** The default registry host of OpenTofu. */
export const OPENTOFU_HOST = 'registry.opentofu.org'

/**
 * The addresses of a source. Without a host there are two, since Terraform and OpenTofu each add their own.
 * Throws `UsageError` for anything but `namespace/type` and `host/namespace/type`.
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
    `Invalid value "${source}" for --source: expected NAMESPACE/TYPE or HOST/NAMESPACE/TYPE, such as auth0/auth0.`,
  )
}

/** The address for `required_providers`: without a default host. */
export function formatProviderAddress({ host, namespace, type }: ProviderAddress): string {
  const isImplied = host === TERRAFORM_HOST || host === OPENTOFU_HOST
  return isImplied ? `${namespace}/${type}` : `${host}/${namespace}/${type}`
}

/** The address with its host, as in lock files and state. */
export function formatFullAddress({ host, namespace, type }: ProviderAddress): string {
  return `${host}/${namespace}/${type}`
}

function isHost(host: string): boolean {
  return /^[a-z0-9-]+(\.[a-z0-9-]+)*(:\d+)?$/.test(host)
}
