import type { ProviderAddress } from './provider-address'

/** What an installation depends on besides the options. */
export interface InstallEnvironment {
  readonly packageRoot: string
  readonly system: string
  readonly processor: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** Linux without glibc, on which the executables of a release do not start. */
  readonly lacksGlibc: boolean
}

/** Layouts of a mirror: a folder that Terraform searches, or one that a web server serves. */
export const LAYOUTS = ['filesystem', 'network'] as const

/** One of them. */
export type Layout = (typeof LAYOUTS)[number]

/** A planned installation. */
export interface Installation {
  /** One for each program that the source serves. */
  readonly addresses: readonly ProviderAddress[]
  readonly version: string
  /** The `version` for `required_providers`. */
  readonly constraint: string
  readonly platforms: readonly string[]
  readonly mirror: string
  readonly layout: Layout
  /** Whether Terraform and OpenTofu search the mirror by default. */
  readonly isImplied: boolean
  /** Whether the contents, and so the checksum, differ by platform. */
  readonly isSelfContained: boolean
  /** The archive of a platform. The script gets the given name; the executables of a release keep theirs. */
  readonly archiveFor: (platform: string, executableName: string) => Uint8Array
}
