import { platformOf } from '../../cli/platform'

/** The version of Bun whose run-times a release is made with: the newest when it was tried with every suite of the provider. */
export const BUN_VERSION = '1.4.5'

/** A platform that a release is made for. */
export interface Platform {
  /** As Terraform and its registry name it, such as `linux_amd64`. */
  readonly name: string
  /** As `bun build --target` names it. */
  readonly target: string
  /** The npm package of the run-time, whose version is `BUN_VERSION`. */
  readonly runtime: string
  /** Subresource integrity of that package's tarball: what was tried is what is shipped. */
  readonly integrity: string
  /** What the executable's name ends with. */
  readonly suffix: '' | '.exe'
}

/**
 * The platforms of a release: those that the Terraform Registry advises and Bun has a run-time for. On x86-64 it runs on every
 * processor with SSE 4.2 (README of the package); further instructions are used where they are there.
 */
export const PLATFORMS: readonly Platform[] = [
  {
    name: 'linux_amd64',
    target: 'bun-linux-x64',
    runtime: '@oven/bun-linux-x64',
    integrity: 'sha512-IWX9BELoGHAUtMonkeSaNaZwXzRk+oDw6Mk+HBFXd3KHYIBNBsIGRupMZPcgNoDbJpLu6gAJjIoIVPZtt1aJ1g==',
    suffix: '',
  },
  {
    name: 'linux_arm64',
    target: 'bun-linux-arm64',
    runtime: '@oven/bun-linux-aarch64',
    integrity: 'sha512-4BXmsSKnjOrlGWqZV4x/oWa7AVoR+B6lCXddMzOAXBIm3t50eslg9wb66gmtW1AamEQ1l1CDvmmruysEhqOWMg==',
    suffix: '',
  },
  {
    name: 'darwin_amd64',
    target: 'bun-darwin-x64',
    runtime: '@oven/bun-darwin-x64',
    integrity: 'sha512-qkLPMGHZM9NI6CeHTWwVezzmlo6cC4Ta7yUAjYIWXS366qQcOlcp75t2uZyiuVRBMPS0h9qE0tCcvCHGaFqjJg==',
    suffix: '',
  },
  {
    name: 'darwin_arm64',
    target: 'bun-darwin-arm64',
    runtime: '@oven/bun-darwin-aarch64',
    integrity: 'sha512-4MIFXHmctH2EhAxLXm2/qxNtv17dFtLJylvaOCsrgq6KSqHTs6eW5YSrJjRbJxYUJaR901fsN8JfZOa+CsWpWQ==',
    suffix: '',
  },
  {
    name: 'windows_amd64',
    target: 'bun-windows-x64',
    runtime: '@oven/bun-windows-x64',
    integrity: 'sha512-FNvply651vcE/GHgNWz6mZvhmkwBuu8Hw54oNzA+CQog+HW+542rXQmZqNHRkFxazD9L3xi+iTtvO3engAgJfw==',
    suffix: '.exe',
  },
  {
    name: 'windows_arm64',
    target: 'bun-windows-arm64',
    runtime: '@oven/bun-windows-aarch64',
    integrity: 'sha512-MiPFZnBNDnBXgr1oONc5pizC4fOLjnIOfNkYdFEnWzLmoFTg86naZIG3SvS7d/GglpQSAnCKMAzSjI/TAckiRw==',
    suffix: '.exe',
  },
]

/** The platform of a name such as `linux_amd64`. Throws with the names there are. */
export function platformNamed(name: string): Platform {
  const platform = PLATFORMS.find((candidate) => candidate.name === name)
  if (platform) return platform
  throw new Error(
    `invalid value ${JSON.stringify(name)} for --platform: expected one of ${PLATFORMS.map((known) => known.name).join(', ')}`,
  )
}

/** The platform of this machine, whose run-time compiles for all others. Throws where Bun has none for it. */
export function hostPlatform(): Platform {
  return platformNamed(platformOf({ system: process.platform, processor: process.arch }))
}
