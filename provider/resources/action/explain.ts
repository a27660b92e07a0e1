import { formatPath, type Path, type Subject } from '../../framework/index'
import type { ActionMismatch, ManagementError } from '../../management/index'
import { visible } from '../../visible-text'
import {
  type Attempt,
  type Explanation,
  type ResourceExplanations,
  type StepAfterWrite,
  saidBy,
  type Words,
} from '../explanation'
import { goOn } from './build-failure'

const DIFFERENCES: Readonly<Record<ActionMismatch, string>> = {
  code: 'its code is another',
  triggers: 'its trigger is another',
  runtime: 'its runtime is another',
  dependencies: 'its dependencies are others',
  modules: 'its modules are others',
  secrets: 'its secrets are others',
}

/** What Actions are called. */
export const ACTION_WORDS: Words = {
  noun: 'Action',
  short: 'Action',
  dashboard: 'Actions > Library',
  listCommand: 'auth0 actions list',
  compared: 'code, trigger, dependencies, modules and names of secrets',
  deletedWith: 'the event stream that ran it',
  differences: DIFFERENCES,
}

/** What the failures of calls about Actions mean. */
export const actionExplanations: ResourceExplanations = {
  type: 'auth0_action',
  words: ACTION_WORDS,
  explainRefusal,
  stepAfterWrite,
}

/** The deployment, and the reads while Auth0 builds and deploys. Before a create nothing is read by its id. */
function stepAfterWrite({ operation: call }: ManagementError, { operation }: Subject): StepAfterWrite | undefined {
  if (operation !== 'create' && operation !== 'update') return undefined
  if (call.startsWith('deploy ')) return { verb: 'deploy', next: (client) => goOn(operation, client) }
  const isWatching = operation === 'create' && call.startsWith('read ')
  return isWatching ? { verb: 'read', next: (client) => goOn(operation, client) } : undefined
}

function explainRefusal(failure: ManagementError, attempt: Attempt): Explanation | undefined {
  const { attempted, subject } = attempt
  if (failure.kind !== 'http' || !failure.fromAuth0 || failure.currentName !== undefined) return undefined
  const refused = `Auth0 refused to ${attempted} ${saidBy(failure)}`
  if (subject.operation === 'delete' && (failure.status === 409 || failure.usedBy !== undefined))
    return explainInUse(failure, refused, attempt)
  if (failure.status === 400) return explainBadRequest(failure, refused, attempt)
  if (failure.status === 404) return explainNotFound(failure, refused, attempt)
  return failure.errorCode === 'too_many_entities'
    ? { what: refused, advice: 'Delete Actions that are not needed, or ask Auth0 for a higher limit.' }
    : undefined
}

function explainInUse({ usedBy }: ManagementError, refused: string, { client }: Attempt): Explanation {
  if (usedBy === undefined)
    return {
      what: refused,
      advice:
        'Something still uses the Action, such as the binding of a trigger. Remove that first, in an apply of its own.',
    }
  return {
    what: `${refused} The event stream ${JSON.stringify(usedBy.name)} with the id ${visible(usedBy.id)} runs this Action.`,
    advice: `Delete the event stream first: remove it from the configuration that manages it and run ${client.apply}, or run "auth0 event-streams delete ${visible(usedBy.id)}". Auth0 deletes the Action together with its stream.`,
  }
}

const WRONG_ID = 'Check the id, and that AUTH0_DOMAIN is the tenant that the Action lives in.'

function explainNotFound({ gone }: ManagementError, what: string, { subject, client }: Attempt): Explanation {
  if (typeof gone === 'string')
    return {
      what: `${what} That does not mean that the Action is gone, since the list of Actions cannot be read either: ${gone}.`,
      advice:
        'The state is as it was. Check that AUTH0_DOMAIN or domain is a tenant of Auth0, and that no proxy or gateway responds in its place.',
    }
  if (subject.operation !== 'update' && subject.operation !== 'create') return { what, advice: WRONG_ID }
  const then = client.refreshesBeforePlan
    ? 'A plan that reads it first creates it anew, so do not use -refresh=false'
    : `Run ${client.refresh}, which takes it out of the state`
  return {
    what,
    advice: `The Action was deleted outside ${client.name}, or together with ${ACTION_WORDS.deletedWith}; or AUTH0_DOMAIN is another tenant than the one it lives in. ${then}.`,
  }
}

function explainBadRequest(failure: ManagementError, refused: string, { subject }: Attempt): Explanation {
  if (subject.operation !== 'create' && subject.operation !== 'update') return { what: refused, advice: WRONG_ID }
  const path = pathOf(failure.apiMessage ?? '', subject)
  if (path === undefined) return { what: refused, advice: 'Correct the configuration of the Action.' }
  return { what: refused, advice: `Correct ${formatPath(path)}.`, path }
}

const PLACES: readonly (readonly [RegExp, Path])[] = [
  [/\bruntime\b/i, ['runtime']],
  [/\btriggers?\b/i, ['supported_triggers', 0, 'id']],
  [/\bmodules?\b/i, ['modules']],
  [/\bdependenc/i, ['dependencies']],
  [/\bcode\b/i, ['code']],
]

/** The argument that Auth0's message is about, as far as it names one. Of secrets the block, since its lines hold values. */
export function pathOf(apiMessage: string, { values, wanted }: Pick<Subject, 'values' | 'wanted'>): Path | undefined {
  const property = / on property (\w+)/.exec(apiMessage)?.[1]
  if (property === 'name' || property === 'code' || property === 'runtime') return [property]
  if (property === 'secrets' || /\bsecrets?\b/i.test(apiMessage)) {
    const written = (wanted ?? values)['secrets_wo']
    return [Array.isArray(written) && written.length > 0 ? 'secrets_wo' : 'secrets']
  }
  return PLACES.find(([words]) => words.test(property ?? apiMessage))?.[1]
}
