import type { Client, Path, Subject } from '../framework/index'
import type { ManagementError } from '../management/index'

/** What a failed call means, in the words of its diagnostic. */
export interface Explanation {
  readonly what: string
  /** What to look at; what to run then is the same for all. */
  readonly advice: string
  readonly path?: Path
}

/** An operation that failed. */
export interface Attempt {
  readonly subject: Subject
  /** Who runs the provider, for what to run next. */
  readonly client: Client
  /** What was attempted, in the user's words, to follow on "the request to": `read the event stream "users"`. */
  readonly deed: string
}

/** What the failures of a resource's own calls mean: the words that speak of its objects. */
export interface ResourceExplanations {
  /** What Terraform calls the resource and its data source: `auth0_event_stream`. */
  readonly type: string
  /** What an object of it is called: `event stream`. */
  readonly noun: string
  /** What was attempted, in the user's words, to follow on "the request to": `read the event stream "users"`. */
  describe(subject: Subject): string
  /** What a refusal by Auth0 means for such an object; undefined where it means the same for every resource. */
  explainRefusal(failure: ManagementError, attempt: Attempt): Explanation | undefined
  /** What to do after a create of which the answer was lost. Without a failure the run was interrupted. */
  afterLostCreate(attempt: Attempt, failure?: ManagementError): string
}

/** What Auth0 said, to follow on a sentence: `(409 conflict): The name is taken.` */
export const saidBy = ({ status, errorCode, apiMessage }: ManagementError): string =>
  `(${[status, errorCode].filter((part) => part !== undefined).join(' ')})${apiMessage === undefined ? '' : `: ${apiMessage.replace(/\.$/, '')}`}.`
