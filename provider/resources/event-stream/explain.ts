import { type Client, formatPath, type Path, type Subject } from '../../framework/index'
import type { EventStreamMismatch, ManagementError } from '../../management/index'
import { visible } from '../../visible-text'
import { type Attempt, type Explanation, type ResourceExplanations, saidBy, type Words } from '../explanation'
import { destinationPath } from './destinations'

const DIFFERENCES: Readonly<Record<EventStreamMismatch, string>> = {
  destination: 'its destination is another',
  subscriptions: 'its subscriptions are others',
}

/** What event streams are called. */
export const EVENT_STREAM_WORDS: Words = {
  noun: 'event stream',
  short: 'stream',
  dashboard: 'Event Streams',
  listCommand: 'auth0 event-streams list',
  compared: 'destination and subscriptions',
  differences: DIFFERENCES,
}

/** What the failures of calls about event streams mean. */
export const eventStreamExplanations: ResourceExplanations = {
  type: 'auth0_event_stream',
  words: EVENT_STREAM_WORDS,
  explainRefusal,
}

function explainRefusal(failure: ManagementError, attempt: Attempt): Explanation | undefined {
  const { subject, attempted } = attempt
  if (failure.kind !== 'http' || !failure.fromAuth0) return undefined
  const refused = `Auth0 refused to ${attempted} ${saidBy(failure)}`
  if (failure.status === 400) return explainBadRequest(failure, refused, subject)
  return failure.status === 404 ? explainNotFound(failure, refused, attempt) : undefined
}

const WRONG_ID = 'Check the id, and that AUTH0_DOMAIN is the tenant that the stream lives in.'

function explainNotFound(failure: ManagementError, what: string, { subject, client }: Attempt): Explanation {
  const { gone } = failure
  const isOfAction = subject.operation === 'create' && isAboutAction(failure, subject)
  if (typeof gone !== 'string')
    return { what, advice: notFoundAdvice(subject.operation, client), ...(isOfAction && { path: ACTION_ID }) }
  return {
    what: `${what} That does not mean that the stream is gone, since the list of event streams cannot be read either: ${gone}.`,
    advice:
      'The state is as it was. Check that AUTH0_DOMAIN or domain is a tenant of Auth0 that has event streams, and that no proxy or gateway responds in its place.',
  }
}

function notFoundAdvice(operation: Subject['operation'], client: Client): string {
  if (operation === 'create')
    return 'Check what the configuration refers to, such as action_id, and that AUTH0_DOMAIN is the tenant it lives in.'
  if (operation !== 'update') return WRONG_ID
  const then = client.refreshesBeforePlan
    ? 'A plan that reads it first creates it anew, so do not use -refresh=false'
    : `Run ${client.refresh}, which takes it out of the state`
  return `The stream was deleted outside ${client.name}, or AUTH0_DOMAIN is another tenant than the one it lives in. ${then}.`
}

function isWrite({ operation }: Subject): boolean {
  return operation === 'create' || operation === 'update'
}

function explainBadRequest(failure: ManagementError, refused: string, subject: Subject): Explanation {
  if (!isWrite(subject)) return { what: refused, advice: WRONG_ID }
  const path = pathOf(failure.apiMessage ?? '')
  const isOfAction = path === undefined && isAboutAction(failure, subject)
  if (isOfAction) return { what: refused, advice: actionAdvice(failure), path: ACTION_ID }
  return path === undefined
    ? { what: refused, advice: 'Correct the configuration of the stream.' }
    : { what: refused, advice: `Correct ${formatPath(path)}.`, path }
}

const ACTION_ID: Path = ['action_configuration', 0, 'action_id']

function isAboutAction({ usedBy, apiMessage = '' }: ManagementError, { values }: Subject): boolean {
  return values['destination_type'] === 'action' && (usedBy !== undefined || /\bactions?\b/i.test(apiMessage))
}

// Auth0 documents what it refuses of an Action, not its words for it.
function actionAdvice({ usedBy, apiMessage = '' }: ManagementError): string {
  if (usedBy !== undefined)
    return `The event stream ${JSON.stringify(usedBy.name)} with the id ${visible(usedBy.id)} runs this Action, and an Action can be the destination of one stream only. Set action_id to another Action.`
  if (/deploy/i.test(apiMessage))
    return 'Deploy the Action that action_id names: with deploy = true in its auth0_action.'
  if (/trigger/i.test(apiMessage)) return 'Set action_id to an Action with the trigger "event-stream".'
  return 'Check action_id, and that AUTH0_DOMAIN is the tenant that the Action lives in.'
}

// The arguments that stand for the properties that Auth0's messages name: "… on property destination.type (…)".
const PATHS: { readonly [property: string]: Path } = {
  name: ['name'],
  status: ['status'],
  subscriptions: ['subscriptions'],
  'destination.type': ['destination_type'],
}

/** The argument that Auth0's message is about, as far as it names one. */
export function pathOf(apiMessage: string): Path | undefined {
  // A property without a description is followed by the full stop of the sentence.
  const property = / on property (\w+(?:[.[\]]+\w+)*)/.exec(apiMessage)?.[1]
  if (property === undefined) return undefined
  const subscription = /^subscriptions[.[](\d+)/.exec(property)?.[1]
  return subscription === undefined
    ? (PATHS[property] ?? destinationPath(property))
    : ['subscriptions', Number(subscription)]
}
