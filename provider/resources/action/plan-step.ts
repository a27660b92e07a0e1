import type { action } from '../../../schema/auth0/index'
import { type ConfigOf, isUnknown, type PlanOf, type StateOf, UNKNOWN } from '../../../schema/dsl/index'
import type { Replacement } from '../../framework/index'
import { changesDraft } from './request'

type Plan = PlanOf<typeof action>
type State = StateOf<typeof action>

/** A planned change of an Action, as the declared passes left it. */
export interface PlannedAction {
  readonly prior: State | null
  readonly planned: Plan
  readonly config: ConfigOf<typeof action>
}

/** What only this resource knows of its plans. */
export interface PlanStep {
  readonly planned: Plan
  readonly replacements: readonly Replacement[]
}

/**
 * The version changes with each deployment and the status with each build, and with nothing else. An Action whose build failed and
 * that is to be deployed is replaced, as the official provider does it (its pull request 1705).
 */
export function planStep({ prior, planned, config }: PlannedAction): PlanStep {
  if (prior === null) return { planned, replacements: [] }
  if (prior.status === 'failed' && planned.deploy === true)
    return {
      planned: { ...planned, status: UNKNOWN, version_id: UNKNOWN },
      replacements: [{ path: ['status'], reason: 'be deployed after its build failed' }],
    }
  const isBuilt = changesDraft(prior, planned, config)
  const isDeployed = willDeploy(prior, planned, isBuilt)
  return {
    planned: {
      ...planned,
      version_id: isDeployed ? UNKNOWN : prior.version_id,
      status: isBuilt || isDeployed ? UNKNOWN : prior.status,
    },
    replacements: [],
  }
}

/** Whether an update deploys: when the draft changes, or when what is there was not deployed. */
export const willDeploy = (prior: State, { deploy }: Plan, isDraftChanged: boolean): boolean =>
  isUnknown(deploy) || (deploy === true && (isDraftChanged || prior.deploy !== true))
