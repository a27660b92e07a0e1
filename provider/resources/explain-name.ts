import type { Client } from '../framework/index'
import type { ManagementError, NameHolder } from '../management/index'
import { visible } from '../visible-text'
import { type Attempt, type Explanation, saidBy, type Words, whereToLook } from './explanation'

/**
 * What a 409 means, and what it means that a create or an update met another object with its name; undefined for a failure
 * that is not about a name.
 */
export function explainName(failure: ManagementError, attempt: Attempt, words: Words): Explanation | undefined {
  const { nameHolder, currentName } = failure
  if (currentName !== undefined) return explainRenamed(failure, currentName, attempt, words)
  if (nameHolder) return explainNameHolder(failure, nameHolder, attempt, words)
  return failure.kind === 'http' && failure.fromAuth0 && failure.status === 409
    ? explainRefusal(failure, attempt, words)
    : undefined
}

function wantedName({ subject: { wanted, values } }: Attempt): string {
  return JSON.stringify((wanted ?? values)['name'])
}

function refusedBy(failure: ManagementError, { attempted }: Attempt): string {
  return `Auth0 refused to ${attempted} ${saidBy(failure)}`
}

function explainRefusal(failure: ManagementError, attempt: Attempt, words: Words): Explanation {
  const { noun, short } = words
  const { subject, client } = attempt
  const what = refusedBy(failure, attempt)
  const name = wantedName(attempt)
  if (subject.operation !== 'create' && subject.operation !== 'update') {
    return { what, advice: `Somebody else may be changing the ${short} at the same time.` }
  }
  if (failure.nameHolder === null) {
    return {
      what,
      advice: `No ${short} of the tenant has the name ${name}: either it was deleted a moment ago, or the tenant has reached its ${noun} limit. Delete ${short}s that are not needed, or ask Auth0 for a higher limit.`,
    }
  }
  const quota = subject.operation === 'create' ? `, or the tenant has reached its ${noun} limit` : ''
  return {
    what,
    advice: `Another ${short} of the tenant has the name ${name}${quota}. If that ${short} is yours, take it over with "${client.importCommand(subject.schema.type, 'ID')}" (${client.importHint}; look its id up ${whereToLook(words)}); otherwise choose another name.`,
    path: ['name'],
  }
}

/** What differs in an object of any kind. */
const COMMON_DIFFERENCES: Readonly<Record<string, string>> = {
  age: 'it was created before the request',
  form: 'this version of the provider cannot read it',
}

function differenceOf({ differences }: Words, differs: string): string {
  return COMMON_DIFFERENCES[differs] ?? differences[differs] ?? `its ${visible(differs)} is another`
}

function explainNameHolder(failure: ManagementError, holder: NameHolder, attempt: Attempt, words: Words): Explanation {
  const { id, createdAt, differs, relation } = holder
  const { short } = words
  const object = `The ${short} ${visible(id)}${createdAt === undefined ? '' : `, created on ${visible(createdAt)},`} has the name ${wantedName(attempt)}`
  const refused = refusedBy(failure, attempt)
  const path = ['name']
  if (differs !== undefined) {
    const what = `The response to the request to ${attempt.attempted} was lost: ${failure.reason}.`
    const such = `${object}, but cannot be the one that was to be created: ${differenceOf(words, differs)}`
    return { what, advice: `${such}. ${strangerAdvice(holder, attempt, words)}`, path }
  }
  if (relation === 'sibling') return { what: refused, advice: siblingAdvice(object, attempt), path }
  if (relation === 'predecessor') return { what: refused, advice: predecessorAdvice(object, attempt, words), path }
  if (relation === 'kept') return { what: refused, advice: keptAdvice(object, attempt), path }
  return { what: refused, advice: `${object} already. ${strangerAdvice(holder, attempt, words)}`, path }
}

function siblingAdvice(object: string, { client }: Attempt): string {
  return `${object}: another resource of this configuration was given it in the same run. Names are unique in a tenant: choose another name for one of the two, then run ${client.apply} again.`
}

function keptAdvice(object: string, { client }: Attempt): string {
  return `${object} still: the same run was to delete or rename it, and failed. Deal with its own error first, then run ${client.apply} again. Do not import it: it is in the state already.`
}

function predecessorAdvice(object: string, { client }: Attempt, { short }: Words): string {
  return `${object}: it is the ${short} that is being replaced, and it is to be deleted only after the new one was created. ${otherOrder(client, short)} Then run ${client.apply} again. Do not import it: it is in the state already.`
}

function otherOrder({ program }: Client, short: string): string {
  return `Give the new ${short} another name, or delete the present one first: ${
    program === 'pulumi'
      ? 'deleteBeforeReplace: true.'
      : 'remove create_before_destroy = true from its lifecycle block, or set it to false. A resource that depends on this one and has create_before_destroy = true imposes that order too.'
  }`
}

function strangerAdvice({ id, relation }: NameHolder, { subject, client }: Attempt, { short }: Words): string {
  const again = `run ${client.apply} again`
  const sameRun = relation === 'waited' ? waitedAdvice(client) : ''
  if (subject.operation !== 'create') {
    const swap = relation === 'waited' ? swapAdvice(client, short) : ''
    return `${sameRun}${sameRun === '' ? 'Choose' : 'Otherwise choose'} another name, or rename that ${short} first.${swap} Then ${again}.`
  }
  return `${sameRun}If it is yours, perhaps from a run that was cut off, take it over; ${client.importHint}:\n\n  ${client.importCommand(subject.schema.type, id)}\n\nThen ${again}. If it is not, choose another name.`
}

// Pulumi deletes only after it has created everything, so that running it again does not help.
function waitedAdvice({ program, apply }: Client): string {
  return program === 'pulumi'
    ? 'If it belongs to a resource of this program that got another name, say so with the resource option aliases: Pulumi would delete it only after this create. '
    : `The provider waited for it to be deleted or renamed; if this configuration does that, run ${apply} again. `
}

// With one operation at a time, neither of two objects ever gives up its name while the other waits.
function swapAdvice({ program }: Client, short: string): string {
  return program === 'pulumi'
    ? ''
    : ` ${capitalized(short)}s that swap their names need both to be changed at the same time, so not -parallelism=1, or a run in between in which one of them has a third name.`
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}

function explainRenamed(
  failure: ManagementError,
  currentName: string,
  attempt: Attempt,
  { short }: Words,
): Explanation {
  const { subject, client, attempted } = attempt
  const present = JSON.stringify(currentName)
  if (subject.operation === 'delete') {
    return {
      what: `The request to ${attempted} was not sent. Another ${short} is to have its name, and could not be created as long as this one had it.`,
      advice: `So that no ${short} is lost, this one was kept and is named ${present} now. Run ${client.apply} again: it creates the other ${short} and deletes this one.`,
    }
  }
  return {
    what: `The provider could not ${attempted}: ${failure.reason}.`,
    advice: `It had a temporary name while it swapped names with another ${short}, and still has it: ${present}. The state says so. Run ${client.apply} again to give it the name ${wantedName(attempt)}.`,
  }
}
