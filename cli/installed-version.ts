import type { ProviderAddress } from './provider-address'
import { UsageError } from './terminal'

/** The official release whose `auth0_event_stream` this provider follows, without its patch number. */
const OFFICIAL_RELEASE = '1.55'

/** Room for this many minor and patch numbers in the patch number of a version under the official address. */
const PLACES = 100

/**
 * The version to install as. Under the official address it is one of the official release that this provider follows,
 * with a patch number made of this package's version: 1.2.3 is 1.55.10203. So `~> 1.55` and `>= 1.0.0` find it, each
 * release has a version of its own, and `terraform init -upgrade` goes from one to the next. (With build metadata,
 * 1.55.0+1.2.3, Terraform orders releases as texts: 1.10.0 comes before 1.9.0.)
 */
export function defaultVersion({ namespace, type }: ProviderAddress, packageVersion: string): string {
  return namespace === 'auth0' && type === 'auth0' ? officialVersion(packageVersion) : packageVersion
}

function officialVersion(packageVersion: string): string {
  const [release = '', ...prerelease] = packageVersion.split('-')
  const number = release.split('.').reduce((sum, part) => sum * PLACES + Number(part), 0)
  return [`${OFFICIAL_RELEASE}.${number}`, ...prerelease].join('-')
}

/** The official version that is asked for by those who pin one, when this version was made of it; else undefined. */
export function pinnedVersion(version: string): string | undefined {
  const isMade = version.startsWith(`${OFFICIAL_RELEASE}.`) && version !== `${OFFICIAL_RELEASE}.0`
  return isMade ? `${OFFICIAL_RELEASE}.0` : undefined
}

/** A version that was typed. Throws `UsageError` unless Terraform can take it. */
export function parseVersion(version: string): string {
  if (/^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?$/.test(version)) return version
  throw new UsageError(`Invalid value "${version}" for --version: expected a version such as 1.55.0.`)
}

/** A constraint that this version meets and the following ones too. A prerelease is met by its own name only. */
export function constraintFor(version: string): string {
  return version.includes('-') ? version : `~> ${version.split('.').slice(0, 2).join('.')}`
}
