import type { BuildUnderTest } from './build-under-test'
import type { Workspaces } from './streams'
import type { Terraform } from './terraform'

/** Input of every benchmark. Each returns the text to print. */
export interface BenchContext {
  /** The build under test, followed by the builds to compare it with. */
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

/** Printed by a benchmark that needs Terraform when there is none. */
export const NO_TERRAFORM = 'skipped, since neither terraform nor tofu is on PATH.\n'
