import {
  type Action,
  type ActionBuildError,
  type Actions,
  type CallOptions,
  isManagementError,
} from '../../management/index'
import { errorsOf } from './build-failure'

/** The versions that are looked through for the errors of a build: the newest ones. */
const NEWEST = { page: 0, per_page: 5 } as const

/** What Auth0 adds to the refusal to deploy a draft that is not built. */
const REFUSAL = /^A draft must be in the .built. state before it can be deployed\.?\s*(?:Its build fails: )?/

/**
 * Why the build of an Action failed, as far as Auth0 says so: with the Action, with its newest version, or in the refusal to deploy
 * it. At most two calls. What they fail with is not thrown, since the build that failed is the news.
 */
export async function readBuildErrors(
  action: Action,
  actions: Pick<Actions, 'versions' | 'deploy'>,
  options: CallOptions,
): Promise<readonly ActionBuildError[]> {
  const known = errorsOf(action)
  if (known.length > 0) return known
  try {
    const { versions } = await actions.versions(action.id, NEWEST, options)
    const failed = versions.find(({ status, number }) => status === 'failed' && number >= deployedNumber(action))
    if (failed?.errors !== undefined && failed.errors.length > 0) return failed.errors
    return action.status === 'failed' ? await refusalOf(action, actions, options) : []
  } catch (thrown) {
    if (isManagementError(thrown)) return []
    throw thrown
  }
}

const deployedNumber = ({ deployed_version }: Action): number => deployed_version?.number ?? 0

async function refusalOf(
  { id }: Action,
  { deploy }: Pick<Actions, 'deploy'>,
  options: CallOptions,
): Promise<readonly ActionBuildError[]> {
  const refusal = await deploy(id, options).catch((thrown: unknown) => thrown)
  if (!isManagementError(refusal) || refusal.status !== 400) return []
  const cause = (refusal.apiMessage ?? '').replace(REFUSAL, '').trim()
  return cause === '' || cause === refusal.apiMessage ? [] : [{ msg: cause }]
}
