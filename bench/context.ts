import type { BuildUnderTest } from './build-under-test'
import type { Workspaces } from './streams'
import type { Terraform } from './terraform'

/** What every benchmark gets. Each gives back the text to print. */
export interface BenchContext {
  /** The build that is measured, and beside it those it is compared with. */
  readonly builds: readonly [BuildUnderTest, ...BuildUnderTest[]]
  /** The package's whole `dist`. */
  readonly dist: string
  readonly runs: number
  /** The numbers of streams at which frugality is counted. */
  readonly streamCounts: readonly number[]
  /** A folder to write into. */
  readonly scratch: string
  /** Undefined when neither Terraform nor OpenTofu is on PATH. */
  readonly planner: { readonly terraform: Terraform; readonly workspaces: Workspaces } | undefined
}

/** What a benchmark says that needs Terraform and has none. */
export const NO_TERRAFORM = 'skipped, since neither terraform nor tofu is on PATH.\n'
