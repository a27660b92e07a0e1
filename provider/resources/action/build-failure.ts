import { type Client, type Diagnostic, error, type Path, warning } from '../../framework/index'
import type { Action, ActionBuildError } from '../../management/index'
import { visible } from '../../visible-text'
import { syntaxFaults } from './check-code'
import { excerptOf, placeIn } from './code-excerpt'

/** What Auth0 says of a build that failed; of a version as long as it is that of the failed build. */
export function errorsOf({ errors, deployed_version }: Action): readonly ActionBuildError[] {
  if (errors !== undefined && errors.length > 0) return errors
  return deployed_version?.status === 'failed' ? (deployed_version.errors ?? []) : []
}

/** The errors in words, each with its place in the code. */
function wordsOf(errors: readonly ActionBuildError[], code: string): string {
  const messages = errors.map(({ msg, id }) => msg ?? id ?? 'an error without a message')
  return messages.map((message) => withExcerpt(visible(message), code)).join('\n\n')
}

function withExcerpt(message: string, code: string): string {
  const place = placeIn(message)
  const excerpt = place === undefined ? '' : excerptOf(code, place)
  if (place === undefined || excerpt === '') return message
  const column = place.column === undefined ? '' : `, column ${place.column}`
  return `${message}\nLine ${place.line}${column} of the code:\n\n${excerpt}`
}

const SILENT =
  'Auth0 does not say why. Most builds that fail cannot install a dependency: check the name and the version of each, and that none is a module of Node.js itself.'

/** A build that failed, and what is known of it. */
export interface FailedBuild {
  readonly action: Action
  readonly errors: readonly ActionBuildError[]
}

const CODE: Path = ['code']

function pathOf({ action, errors }: FailedBuild): Path {
  const isOfCode =
    errors.some(({ msg = '' }) => placeIn(msg) !== undefined) || syntaxFaults(action.code ?? '').length > 0
  return !isOfCode && (action.dependencies ?? []).length > 0 ? ['dependencies'] : CODE
}

function reasonOf({ action, errors }: FailedBuild): string {
  const { code = '' } = action
  if (errors.length > 0) return wordsOf(errors, code)
  const [fault] = syntaxFaults(code)
  return fault === undefined
    ? SILENT
    : `Auth0 does not say why, but the code is not valid JavaScript.\n\n${wordsOf([{ msg: `${fault.message} (action.js:${fault.line}:${fault.column})` }], code)}`
}

/** The error when the build of a draft fails that was to be deployed. */
export function buildFailed(build: FailedBuild, operation: 'create' | 'update', client: Client): Diagnostic {
  const { name, deployed_version } = build.action
  const live =
    deployed_version === undefined || deployed_version === null
      ? 'Nothing is deployed.'
      : `Version ${deployed_version.number}, which was deployed before, goes on running.`
  const next =
    operation === 'create'
      ? `The Action exists and is in the state. Correct the configuration and run ${client.apply} again, which deletes it and creates it anew.`
      : `Correct the configuration and run ${client.apply} again. An Action whose build failed is replaced, and an event stream that refers to it as well; to keep both, apply the corrected configuration with deploy = false first, then with deploy = true.`
  return error(
    `Build of Action ${JSON.stringify(name)} failed`,
    `Auth0 could not build the Action ${JSON.stringify(name)} with the id ${visible(build.action.id)}. ${live}\n\n${reasonOf(build)}\n\n${next}`,
    pathOf(build),
  )
}

/** The warning about an Action whose draft does not build, after a change outside Terraform or an earlier run. */
export function foundFailed(build: FailedBuild): Diagnostic {
  return warning(
    `Build of Action ${JSON.stringify(build.action.name)} has failed`,
    `The draft of the Action ${JSON.stringify(build.action.name)} with the id ${visible(build.action.id)} could not be built.\n\n${reasonOf(build)}\n\nWith deploy = true in the configuration, the plan replaces the Action.`,
    pathOf(build),
  )
}

/** The error when the time for building and deploying is over. */
export function deploymentTimedOut(
  { name, id, status }: Action,
  step: 'build' | 'deploy',
  { operation, timeoutMs }: { operation: 'create' | 'update'; timeoutMs: number },
  client: Client,
): Diagnostic {
  const what =
    step === 'build'
      ? `Auth0 has not finished building it (status ${JSON.stringify(status)})`
      : 'Auth0 has not finished deploying it'
  return error(
    `Action ${JSON.stringify(name)} was not deployed in time`,
    `After ${secondsOf(timeoutMs)} ${what}: the Action ${JSON.stringify(name)} with the id ${visible(id)}.\n\n${goOn(operation, client)} To wait longer, add timeouts { create = "15m" }, which also holds for updates.`,
  )
}

/** The error when Terraform was stopped while Auth0 was building or deploying. */
export function deploymentInterrupted(
  { name, id }: Action,
  operation: 'create' | 'update',
  client: Client,
): Diagnostic {
  return error(
    `Interrupted before Action ${JSON.stringify(name)} was deployed`,
    `The run was interrupted while Auth0 was building the Action ${JSON.stringify(name)} with the id ${visible(id)}.\n\n${goOn(operation, client)}`,
  )
}

/**
 * What to do about an Action that exists and is not deployed. Terraform marks an object as tainted whose create ended with an error,
 * and no provider can prevent that.
 */
export function goOn(operation: 'create' | 'update', client: Client): string {
  return operation === 'create'
    ? taintedAdvice(client)
    : `The state says that it is not deployed: run ${client.apply} again to deploy it.`
}

function taintedAdvice({ program, apply, untaintCommand, importHint }: Client): string {
  return program === 'pulumi'
    ? `The Action exists and is in the state. Run ${apply} again.`
    : `The Action exists and is in the state, marked as tainted: ${apply} deletes it and creates it anew. To keep it and only deploy it, run "${untaintCommand}" first; ${importHint}.`
}

function secondsOf(ms: number): string {
  const seconds = Math.round(ms / 1000)
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`
}
