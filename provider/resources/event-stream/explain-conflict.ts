import type { Client } from '../../framework/index'
import type { ManagementError, NameHolder } from '../../management/index'
import { visible } from '../../visible-text'
import { type Attempt, type Explanation, saidBy } from '../explanation'

/** What a 409 for an event stream means, and what a create or an update means that met another stream with its name. */
export function explainConflict(failure: ManagementError, attempt: Attempt): Explanation {
  const { nameHolder, currentName } = failure
  if (currentName !== undefined) return explainRenamed(failure, currentName, attempt)
  if (nameHolder) return explainNameHolder(failure, nameHolder, attempt)
  return explainRefusal(failure, attempt)
}

const wantedName = ({ subject: { wanted, values } }: Attempt): string => JSON.stringify((wanted ?? values)['name'])

const refusedBy = (failure: ManagementError, { deed }: Attempt): string => `Auth0 refused to ${deed} ${saidBy(failure)}`

function explainRefusal(failure: ManagementError, attempt: Attempt): Explanation {
  const { subject, client } = attempt
  const what = refusedBy(failure, attempt)
  const name = wantedName(attempt)
  if (subject.operation !== 'create' && subject.operation !== 'update') {
    return { what, advice: 'Somebody else may be changing the stream at the same time.' }
  }
  if (failure.nameHolder === null) {
    return {
      what,
      advice: `No stream of the tenant has the name ${name}: either it was deleted a moment ago, or the tenant has reached its event stream limit. Delete streams that are not needed, or ask Auth0 for a higher limit.`,
    }
  }
  const quota = subject.operation === 'create' ? ', or the tenant has reached its event stream limit' : ''
  return {
    what,
    advice: `Another stream of the tenant has the name ${name}${quota}. If that stream is yours, take it over with "${client.importCommand(subject.schema.type, 'ID')}" (${client.importHint}; its id is in the Auth0 Dashboard under Event Streams, or in "auth0 event-streams list"); otherwise choose another name.`,
    path: ['name'],
  }
}

const DIFFERENCES: Readonly<Record<NonNullable<NameHolder['differs']>, string>> = {
  destination: 'its destination is another',
  subscriptions: 'its subscriptions are others',
  age: 'it was created before the request',
  form: 'this version of the provider cannot read it',
}

function explainNameHolder(failure: ManagementError, holder: NameHolder, attempt: Attempt): Explanation {
  const { id, createdAt, differs, relation } = holder
  const stream = `The stream ${visible(id)}${createdAt === undefined ? '' : `, created on ${visible(createdAt)},`} has the name ${wantedName(attempt)}`
  const refused = refusedBy(failure, attempt)
  const path = ['name']
  if (differs !== undefined) {
    const what = `The response to the request to ${attempt.deed} was lost: ${failure.reason}.`
    const such = `${stream}, but cannot be the one that was to be created: ${DIFFERENCES[differs]}`
    return { what, advice: `${such}. ${strangerAdvice(holder, attempt)}`, path }
  }
  if (relation === 'sibling') return { what: refused, advice: siblingAdvice(stream, attempt), path }
  if (relation === 'predecessor') return { what: refused, advice: predecessorAdvice(stream, attempt), path }
  if (relation === 'kept') return { what: refused, advice: keptAdvice(stream, attempt), path }
  return { what: refused, advice: `${stream} already. ${strangerAdvice(holder, attempt)}`, path }
}

const siblingAdvice = (stream: string, { client }: Attempt): string =>
  `${stream}: another resource of this configuration was given it in the same run. Names are unique in a tenant: choose another name for one of the two, then run ${client.apply} again.`

const keptAdvice = (stream: string, { client }: Attempt): string =>
  `${stream} still: the same run was to delete or rename it, and failed. Deal with its own error first, then run ${client.apply} again. Do not import it: it is in the state already.`

const predecessorAdvice = (stream: string, { client }: Attempt): string =>
  `${stream}: it is the stream that is being replaced, and it is to be deleted only after the new one was created. ${OTHER_ORDER[client.program === 'pulumi' ? 'pulumi' : 'others']} Then run ${client.apply} again. Do not import it: it is in the state already.`

const OTHER_ORDER = {
  pulumi: 'Give the new stream another name, or delete the present one first: deleteBeforeReplace: true.',
  others:
    'Give the new stream another name, or delete the present one first: remove create_before_destroy = true from its lifecycle block, or set it to false. A resource that depends on this one and has create_before_destroy = true imposes that order too.',
}

function strangerAdvice({ id, relation }: NameHolder, { subject, client }: Attempt): string {
  const again = `run ${client.apply} again`
  const sameRun = relation === 'waited' ? waitedAdvice(client) : ''
  if (subject.operation !== 'create') {
    const swap = relation === 'waited' ? swapAdvice(client) : ''
    return `${sameRun}${sameRun === '' ? 'Choose' : 'Otherwise choose'} another name, or rename that stream first.${swap} Then ${again}.`
  }
  return `${sameRun}If it is yours, perhaps from a run that was cut off, take it over; ${client.importHint}:\n\n  ${client.importCommand(subject.schema.type, id)}\n\nThen ${again}. If it is not, choose another name.`
}

// Pulumi deletes only after it has created everything, so that running it again does not help.
const waitedAdvice = ({ program, apply }: Client): string =>
  program === 'pulumi'
    ? 'If it belongs to a resource of this program that got another name, say so with the resource option aliases: Pulumi would delete it only after this create. '
    : `The provider waited for it to be deleted or renamed; if this configuration does that, run ${apply} again. `

// With one operation at a time, neither of two streams ever gives up its name while the other waits.
const swapAdvice = ({ program }: Client): string =>
  program === 'pulumi'
    ? ''
    : ' Streams that swap their names need both to be changed at the same time, so not -parallelism=1, or a run in between in which one of them has a third name.'

function explainRenamed(failure: ManagementError, currentName: string, attempt: Attempt): Explanation {
  const { subject, client, deed } = attempt
  const present = JSON.stringify(currentName)
  if (subject.operation === 'delete') {
    return {
      what: `The request to ${deed} was not sent. Another stream is to have its name, and could not be created as long as this one had it.`,
      advice: `So that no stream is lost, this one was kept and is named ${present} now. Run ${client.apply} again: it creates the other stream and deletes this one.`,
    }
  }
  return {
    what: `The provider could not ${deed}: ${failure.reason}.`,
    advice: `It had a temporary name while it swapped names with another stream, and still has it: ${present}. The state says so. Run ${client.apply} again to give it the name ${wantedName(attempt)}.`,
  }
}
