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
 * Why the build of an Action failed, as far as Auth0 says so: with the Action, or with the newest version of the same code. At most
 * one call. What it fails with is not thrown, since the build that failed is the news.
 */
export async function readBuildErrors(
  action: Action,
  actions: Pick<Actions, 'versions'>,
  options: CallOptions,
): Promise<readonly ActionBuildError[]> {
  const known = errorsOf(action)
  if (known.length > 0) return known
  try {
    const { versions } = await actions.versions(action.id, NEWEST, options)
    return versions.find(({ status, code }) => status === 'failed' && code === action.code)?.errors ?? []
  } catch (thrown) {
    if (isManagementError(thrown)) return []
    throw thrown
  }
}

/**
 * The same for an Action that is to be deployed: then what Auth0 refuses the deployment of the failed draft with may say why, too. Not
 * for a read, since a draft that was mended meanwhile would be deployed.
 */
export async function findBuildErrors(
  action: Action,
  actions: Pick<Actions, 'versions' | 'deploy'>,
  options: CallOptions,
): Promise<readonly ActionBuildError[]> {
  const known = await readBuildErrors(action, actions, options)
  return known.length > 0 || action.status !== 'failed' ? known : refusalOf(action, actions, options)
}

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
