import type { Schema } from '../../schema/dsl/index'
import type { Client } from './client'
import type { Diagnostic } from './diagnostic'
import type { HandoverMemory } from './handover'
import type { Logger } from './logger'
import type { Operations } from './operations'
import { explainOutcome } from './plan-log'
import { type PlannedChange, type PlanRequest, planResourceChange } from './plan-resource-change'
import type { Provider } from './provider'
import { withoutRepeated } from './repeated-warnings'
import type { Resource } from './resource'
import type { ValueWarnings } from './value-warnings'

/** The run that the plans belong to. */
export interface PlannerOptions {
  readonly provider: Provider
  readonly log: Logger
  readonly client: () => Client
  readonly operations: Operations
  readonly memory: HandoverMemory
  readonly valueWarnings: ValueWarnings
  /** Whether this process has begun to apply changes. */
  readonly isApplying: () => boolean
}

/** Plans one change, with the warnings that were not shown in this run, and logs why it is planned. */
type Planner = (resource: Resource<unknown>, request: PlanRequest) => PlannedChange

/** The planner of a run. */
export function createPlanner({ provider, log, client, isApplying, ...run }: PlannerOptions): Planner {
  const { memory, valueWarnings, operations } = run
  const explainerOf = createExplainers(log)
  return (resource, request) => {
    const { config, prior } = request
    const explain = explainerOf(resource.schema)
    const change = planResourceChange(resource, { ...request, ...(explain && { explain }) }, memory)
    explain?.(explainOutcome(resource.schema, { ...change, prior }))
    const warnings = config === null ? [] : valueWarnings.of(resource.schema, { config, prior })
    const diagnostics = [
      ...change.diagnostics,
      ...warnings,
      ...review({ resource, api: operations.api(), client }, request, change),
    ]
    const planned = { ...resource, config, diagnostics, isApplying: isApplying() }
    return { ...change, diagnostics: withoutRepeated(provider.shownInRun, client, planned) }
  }
}

interface Reviewer {
  readonly resource: Resource<unknown>
  readonly api: unknown
  readonly client: () => Client
}

function review(
  { resource, api, client }: Reviewer,
  request: PlanRequest,
  change: PlannedChange,
): readonly Diagnostic[] {
  if (api === undefined || resource.reviewPlan === undefined) return []
  const { prior, config, completesReplacement = false } = request
  const { planned, replacements } = change
  return resource.reviewPlan({ prior, config, planned, replacements, completesReplacement }, { api, client: client() })
}

/** Where the lines go that explain a plan, with a number for each plan, since Terraform plans several objects at a time. */
function createExplainers(log: Logger): (schema: Schema) => PlanRequest['explain'] {
  let plans = 0
  return ({ type }) => {
    if (!log.isEnabled('debug')) return undefined
    const fields = { resource: type, plan: ++plans }
    return (line) => log.debug(`plan: ${line}`, fields)
  }
}
