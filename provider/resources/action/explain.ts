import { formatPath, type Path, type Subject } from '../../framework/index'
import type { ManagementError } from '../../management/index'
import { visible } from '../../visible-text'
import { type Attempt, type Explanation, type ResourceExplanations, saidBy } from '../explanation'
import { explainConflict } from './explain-conflict'

/** What the failures of calls about Actions mean. */
export const actionExplanations: ResourceExplanations = {
  type: 'auth0_action',
  noun: 'Action',
  describe: describeOperation,
  explainRefusal,
  afterLostCreate,
}

/** What was attempted, in the user's words: the Action by its name where it has one, and by its id. */
export function describeOperation({ operation, values }: Pick<Subject, 'operation' | 'values'>): string {
  const { name, id } = values as { readonly name?: unknown; readonly id?: unknown }
  const withId = typeof id === 'string' ? visible(id) : undefined
  if (typeof name !== 'string') return `${operation} the Action${withId === undefined ? '' : ` ${withId}`}`
  return `${operation} the Action ${JSON.stringify(name)}${withId === undefined ? '' : ` with the id ${withId}`}`
}

function explainRefusal(failure: ManagementError, attempt: Attempt): Explanation | undefined {
  const { deed } = attempt
  if (failure.nameHolder) return explainConflict(failure, attempt)
  if (failure.kind !== 'http' || !failure.fromAuth0) return undefined
  const refused = `Auth0 refused to ${deed} ${saidBy(failure)}`
  if (failure.status === 400) return explainBadRequest(failure, refused, attempt)
  if (failure.status === 404) return explainNotFound(failure, refused, attempt)
  if (failure.status === 403 && failure.errorCode === 'too_many_entities')
    return {
      what: refused,
      advice: 'Delete Actions that are not needed, or ask Auth0 for a higher limit.',
    }
  return failure.status === 409 ? explainConflict(failure, attempt) : undefined
}

function afterLostCreate({ subject: { values, schema }, client }: Attempt, failure?: ManagementError): string {
  const name = JSON.stringify(values['name'])
  if (failure?.nameHolder === null)
    return `No Action of the tenant had the name ${name} afterwards, so it was most likely not created. Run ${client.apply} again.`
  return `The Action may exist all the same. Look for ${name} in the Auth0 Dashboard under Actions > Library, or with "auth0 actions list". If it is there, take it over with "${client.importCommand(schema.type, 'ID')}" (${client.importHint}), since its name is taken; if not, run ${client.apply} again.`
}

const WRONG_ID = 'Check the id, and that AUTH0_DOMAIN is the tenant that the Action lives in.'

function explainNotFound({ gone }: ManagementError, what: string, { subject, client }: Attempt): Explanation {
  if (typeof gone === 'string')
    return {
      what: `${what} That does not mean that the Action is gone, since the list of Actions cannot be read either: ${gone}.`,
      advice:
        'The state is as it was. Check that AUTH0_DOMAIN or domain is a tenant of Auth0, and that no proxy or gateway answers in its place.',
    }
  if (subject.operation !== 'update' && subject.operation !== 'create') return { what, advice: WRONG_ID }
  const then = client.refreshesBeforePlan
    ? 'A plan that reads it first creates it anew, so do not use -refresh=false'
    : `Run ${client.refresh}, which takes it out of the state`
  return {
    what,
    advice: `The Action was deleted outside ${client.name}, or together with the event stream that ran it; or AUTH0_DOMAIN is another tenant than the one it lives in. ${then}.`,
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
