import type { ManagementError, NameHolder } from '../../management/index'
import { visible } from '../../visible-text'
import { type Attempt, type Explanation, saidBy } from '../explanation'

/** What a 409 for an Action means: its name is taken, or something still uses it. */
export function explainConflict(failure: ManagementError, attempt: Attempt): Explanation {
  if (failure.nameHolder) return explainNameHolder(failure, failure.nameHolder, attempt)
  if (attempt.subject.operation === 'delete') return explainInUse(failure, attempt)
  const what = refusedBy(failure, attempt)
  if (failure.nameHolder === null)
    return { what, advice: `No Action of the tenant has the name ${wantedName(attempt)}: it was deleted a moment ago.` }
  return {
    what,
    advice: `Another Action of the tenant has the name ${wantedName(attempt)}. If it is yours, take it over with "${attempt.client.importCommand(attempt.subject.schema.type, 'ID')}" (${attempt.client.importHint}); otherwise choose another name.`,
    path: ['name'],
  }
}

const wantedName = ({ subject: { wanted, values } }: Attempt): string => JSON.stringify((wanted ?? values)['name'])

const refusedBy = (failure: ManagementError, { deed }: Attempt): string => `Auth0 refused to ${deed} ${saidBy(failure)}`

function explainInUse(failure: ManagementError, attempt: Attempt): Explanation {
  const { actionHolder } = failure
  const { client } = attempt
  const what = refusedBy(failure, attempt)
  if (actionHolder === undefined)
    return {
      what,
      advice: `Something still uses the Action, such as the binding of a trigger. Remove that first, in an apply of its own, then run ${client.apply} again.`,
    }
  return {
    what: `${what} The event stream ${JSON.stringify(actionHolder.name)} with the id ${visible(actionHolder.id)} runs this Action.`,
    advice: `Take two steps. First keep the Action in the configuration, and remove the event stream or give it another destination; Auth0 deletes the Action together with its stream. Then remove the Action and run ${client.apply} again. An event stream outside this configuration is deleted with: auth0 event-streams delete ${visible(actionHolder.id)}`,
  }
}

const DIFFERENCES: Readonly<Record<string, string>> = {
  code: 'its code is another',
  trigger: 'its trigger is another',
  dependencies: 'its dependencies are others',
  secrets: 'its secrets are others',
  runtime: 'its runtime is another',
  modules: 'its modules are others',
  age: 'it was created before the request',
  form: 'this version of the provider cannot read it',
}

function explainNameHolder(failure: ManagementError, holder: NameHolder, attempt: Attempt): Explanation {
  const { id, createdAt, differs, relation } = holder
  const { client } = attempt
  const found = `The Action ${visible(id)}${createdAt === undefined ? '' : `, created on ${visible(createdAt)},`} has the name ${wantedName(attempt)}`
  const path = ['name']
  if (differs !== undefined)
    return {
      what: `The response to the request to ${attempt.deed} was lost: ${failure.reason}.`,
      advice: `${found}, but cannot be the one that was to be created: ${DIFFERENCES[differs] ?? 'it differs'}. ${strangerAdvice(holder, attempt)}`,
      path,
    }
  const what = refusedBy(failure, attempt)
  if (relation === 'sibling')
    return {
      what,
      advice: `${found}: another resource of this configuration was given it in the same run. Names are unique in a tenant: choose another name for one of the two, then run ${client.apply} again.`,
      path,
    }
  if (relation === 'predecessor')
    return {
      what,
      advice: `${found}: it is the Action that is being replaced, and it is to be deleted only after the new one was created. Give the new Action another name, or delete the present one first: remove create_before_destroy = true from its lifecycle block. A resource that depends on this one and has create_before_destroy = true imposes that order too. Then run ${client.apply} again. Do not import it: it is in the state already.`,
      path,
    }
  return { what, advice: `${found} already. ${strangerAdvice(holder, attempt)}`, path }
}

function strangerAdvice({ id }: NameHolder, { subject, client }: Attempt): string {
  if (subject.operation !== 'create')
    return `Choose another name, or rename that Action first. Then run ${client.apply} again.`
  return `If it is yours, perhaps from a run that was cut off, take it over; ${client.importHint}:\n\n  ${client.importCommand(subject.schema.type, id)}\n\nThen run ${client.apply} again. If it is not, choose another name.`
}
