import type { action } from '../../../schema/auth0/index'
import { type ConfigOf, isUnknown, type PlanOf, type StateOf } from '../../../schema/dsl/index'
import type { PlanAdjustment } from '../../framework/index'
import { changesDraft } from './request'
import { unchangedSinceFailure } from './warnings'

type Plan = PlanOf<typeof action>
type State = StateOf<typeof action>

/** A create, which has no prior state, or an update. */
interface Change {
  readonly config: ConfigOf<typeof action>
  readonly plan: Plan
  readonly prior: State | null
}

/**
 * The status changes with each build and the version with each deployment, and with nothing else. An Action whose build failed and
 * that is to be deployed is replaced, as the official provider does it (its pull request 1705).
 */
export function adjustPlan({ config, plan, prior }: Change): PlanAdjustment {
  if (prior === null) return {}
  const isDraftChanged = changesDraft(prior, plan, config)
  if (prior.status === 'failed' && plan.deploy === true)
    return {
      replacements: [{ path: ['status'], reason: 'deploy a draft whose build failed' }],
      diagnostics: isDraftChanged ? [] : [unchangedSinceFailure(prior.name)],
    }
  const isDeployed = willDeploy(prior, plan, isDraftChanged)
  const status = {
    path: ['status'],
    reason: isDraftChanged ? 'the draft changes and is built again' : 'the draft is deployed',
  }
  const version = { path: ['version_id'], reason: 'the draft is deployed' }
  return { unknown: [...(isDraftChanged || isDeployed ? [status] : []), ...(isDeployed ? [version] : [])] }
}

/** Whether an update deploys: when the draft changes, or when what is there was not deployed. */
export function willDeploy(prior: State, { deploy }: Plan, isDraftChanged: boolean): boolean {
  return isUnknown(deploy) || (deploy === true && (isDraftChanged || prior.deploy !== true))
}
