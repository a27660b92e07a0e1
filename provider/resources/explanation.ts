import type { Client, Path, Subject } from '../framework/index'
import type { ManagementError } from '../management/index'
import { visible } from '../visible-text'

/** What a failed call means, in the words of its diagnostic. */
export interface Explanation {
  readonly what: string
  /** What to check or change. The command to run afterwards is added to it. */
  readonly advice: string
  readonly path?: Path
}

/** An operation that failed. */
export interface Attempt {
  readonly subject: Subject
  /** Who runs the provider, for what to run next. */
  readonly client: Client
  /** What was attempted, in the user's words, to follow on "the request to": `read the custom domain "users"`. */
  readonly attempted: string
  /** What failed after the write. */
  readonly step?: StepAfterWrite | undefined
}

/** What the objects of a resource are called, for the diagnostics that are the same for every kind of object. */
export interface Words {
  /** In full: `custom domain`. */
  readonly noun: string
  /** Where the full word has been said already: `domain`. */
  readonly short: string
  /** Its page in the Auth0 Dashboard: `Custom Domains`. */
  readonly dashboard: string
  /** The command of the Auth0 CLI that lists such objects. */
  readonly listCommand: string
  /** What of an object is compared before it is adopted, its name apart: `type and certificate`. */
  readonly compared: string
  /** What takes such an object with it when it is deleted: `the tenant that it belongs to`. */
  readonly deletedWith?: string
  /** What `NameHolder.differs` means, as a clause: `its certificate is another`. */
  readonly differences: Readonly<Record<string, string>>
}

/** What the failures of a resource's own calls mean. */
export interface ResourceExplanations {
  /** What Terraform calls the resource and its data source: `auth0_custom_domain`. */
  readonly type: string
  readonly words: Words
  /** What a refusal by Auth0 means for such an object; undefined where it means the same for every resource. */
  explainRefusal(failure: ManagementError, attempt: Attempt): Explanation | undefined
  /** The step of a create or an update that failed after the object was written; undefined for the write itself. */
  stepAfterWrite?(failure: ManagementError, subject: Subject): StepAfterWrite | undefined
}

/** What follows on the write of an object, such as its verification. */
export interface StepAfterWrite {
  /** What was attempted with the object: `verify`. */
  readonly verb: string
  /** What the object is like without it, and what to do. */
  next(client: Client): string
}

/** The noun with its article: `an event`, `a domain`. */
export function withArticle(noun: string): string {
  return `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`
}

/** What was attempted, in the user's words: the object by its name where it has one, and by its id. */
export function describeOperation(
  { noun }: Pick<Words, 'noun'>,
  { operation, values }: { readonly operation: string; readonly values: Subject['values'] },
): string {
  const { name, id } = values as { readonly name?: unknown; readonly id?: unknown }
  const withId = typeof id === 'string'
  if (typeof name !== 'string') return `${operation} the ${noun}${withId ? ` ${visible(id)}` : ''}`
  return `${operation} the ${noun} ${JSON.stringify(name)}${withId ? ` with the id ${visible(id)}` : ''}`
}

/** Where the objects can be looked at: a clause to follow on "look for it". */
export function whereToLook({ dashboard, listCommand }: Words): string {
  return `in the Auth0 Dashboard under ${dashboard}, or with "${listCommand}"`
}

/** What to do after a create of which the response was lost. Without a failure the run was interrupted. */
export function afterLostCreate(
  words: Words,
  { subject: { values, schema }, client }: Attempt,
  failure?: ManagementError,
) {
  const name = JSON.stringify(values['name'])
  if (failure?.nameHolder === null)
    return `No ${words.short} of the tenant had the name ${name} afterwards, so it was most likely not created. Run ${client.apply} again.`
  return `The ${words.short} may still exist. Look for ${name} ${whereToLook(words)}. If it is there, take it over with "${client.importCommand(schema.type, 'ID')}" (${client.importHint}), since its name is taken; if not, run ${client.apply} again.`
}

/** What Auth0 said, to follow on a sentence: `(409 conflict): The name is taken.` */
export function saidBy({ status, errorCode, apiMessage }: ManagementError): string {
  return `(${[status, errorCode].filter((part) => part !== undefined).join(' ')})${apiMessage === undefined ? '' : `: ${apiMessage.replace(/\.$/, '')}`}.`
}
