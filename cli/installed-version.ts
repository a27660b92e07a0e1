import type { ProviderAddress } from './provider-address'
import { UsageError } from './terminal'

/** The official release that this provider follows, without its patch number. */
const OFFICIAL_RELEASE = '1.55'

/** Minor and patch numbers below this fit into the patch number of a version under the official address. */
const PLACES = 100

/**
 * The version to install as. Under the official address it is a patch release of the official version that this provider follows,
 * whose patch number encodes this package's version: 1.2.3 becomes 1.55.10203. So `~> 1.55` and `>= 1.0.0` accept it, every
 * release has its own version, and `terraform init -upgrade` updates it. (Terraform compares build metadata as text, so that
 * 1.55.0+1.10.0 would sort before 1.55.0+1.9.0.)
 */
export function defaultVersion({ namespace, type }: ProviderAddress, packageVersion: string): string {
  return namespace === 'auth0' && type === 'auth0' ? officialVersion(packageVersion) : packageVersion
}

function officialVersion(packageVersion: string): string {
  const [release = '', ...prerelease] = packageVersion.split('-')
  const number = release.split('.').reduce((sum, part) => sum * PLACES + Number(part), 0)
  return [`${OFFICIAL_RELEASE}.${number}`, ...prerelease].join('-')
}

/** The official version that a pinned configuration requires, if this version was derived from it. */
export function pinnedVersion(version: string): string | undefined {
  const isMade = version.startsWith(`${OFFICIAL_RELEASE}.`) && version !== `${OFFICIAL_RELEASE}.0`
  return isMade ? `${OFFICIAL_RELEASE}.0` : undefined
}

/** A version from the command line. Throws `UsageError` unless Terraform accepts it. */
export function parseVersion(version: string): string {
  if (/^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?$/.test(version)) return version
  throw new UsageError(`Invalid value "${version}" for --version: expected a version such as 1.55.0.`)
}

/** A constraint that this version and its successors meet. A prerelease only matches itself. */
export function constraintFor(version: string): string {
  return version.includes('-') ? version : `~> ${version.split('.').slice(0, 2).join('.')}`
}
