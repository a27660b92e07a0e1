import { type Client, type Diagnostic, error, type Subject } from '../framework/index'
import { isManagementError, type ManagementError } from '../management/index'
import { type Attempt, type Explanation, type ResourceExplanations, saidBy } from './explanation'
import { networkAdvice } from './network-advice'

/** Turns what an operation threw into its diagnostic; undefined for an error that is none of the API client's. */
export type Explain = (thrown: unknown, subject: Subject, client: Client) => Diagnostic | undefined

/**
 * The explanations of the provider: what is wrong with connection, credentials and rate limit is said here, what is wrong
 * with an object by its resource. Throws `Error` for a subject of a resource that has no explanations.
 */
export const createExplain =
  (resources: readonly ResourceExplanations[]): Explain =>
  (thrown, subject, client) => {
    const resource = resources.find(({ type }) => type === subject.schema.type)
    if (resource === undefined) throw new Error(`nothing explains the failures of ${subject.schema.type}`)
    return explain(thrown, resource, { subject, client, deed: resource.describe(subject) })
  }

function explain(thrown: unknown, resource: ResourceExplanations, attempt: Attempt): Diagnostic | undefined {
  if (isAbort(thrown)) return interrupted(resource, attempt)
  if (!isManagementError(thrown)) return undefined
  const { what, advice, path } = resource.explainRefusal(thrown, attempt) ?? commonExplanationOf(thrown, attempt.deed)
  const request = thrown.requestId === undefined ? '' : ` Auth0's request id is ${thrown.requestId}.`
  return error(
    summaryOf(thrown, resource, attempt),
    `${what}${request}\n\n${advice}${nextStep(thrown, resource, attempt)}`,
    path,
  )
}

const isAbort = (thrown: unknown): boolean => thrown instanceof Error && thrown.name === 'AbortError'

const summaryOf = (failure: ManagementError, { noun }: ResourceExplanations, { subject }: Attempt): string =>
  failure.kind === 'auth' ? 'Authentication failed' : `Cannot ${subject.operation} ${noun}`

const interrupted = (resource: ResourceExplanations, attempt: Attempt): Diagnostic =>
  error(
    'Interrupted',
    `The run was interrupted before Auth0 had answered the request to ${attempt.deed}.\n\n${attempt.subject.operation === 'create' ? resource.afterLostCreate(attempt) : 'Run the command again.'}`,
  )

const RERUN = ' Then run the command again.'

// A write whose response was lost may have been carried out; the next plan cannot detect a lost create.
function nextStep(failure: ManagementError, resource: ResourceExplanations, attempt: Attempt): string {
  if (failure.nameHolder) return ''
  if (!failure.mayHaveBeenApplied) return RERUN
  if (attempt.subject.operation !== 'create')
    return '\n\nAuth0 may have done it all the same. Run the command again to make sure.'
  return `\n\n${resource.afterLostCreate(attempt, failure)}`
}

function commonExplanationOf(failure: ManagementError, deed: string): Explanation {
  const tries = failure.attempts === undefined ? '' : `, after ${failure.attempts} attempts`
  switch (failure.kind) {
    case 'auth':
      return explainAuth(failure, deed)
    case 'network':
      return {
        what: `The connection to Auth0 failed, so the provider could not ${deed}: ${failure.reason}${tries}.`,
        advice: networkAdvice(failure.cause),
      }
    case 'timeout':
      return {
        what: `Auth0 did not answer in time, so the provider could not ${deed}: ${failure.reason}${tries}.`,
        advice: 'Check the network, and https://status.auth0.com.',
      }
    case 'shape':
      return {
        what: `The answer to the request to ${deed} cannot be read (${failure.status ?? 'no status'}): ${failure.reason}.`,
        advice:
          'A later version of this provider may know it. If something stands between this machine and Auth0 (a proxy, a log-in page, a wrong domain), check that.',
      }
    case 'http':
      return explainStatus(failure, deed)
    case 'budget':
      return {
        what: `The request to ${deed} was not sent: ${failure.reason}.`,
        advice: `${budgetAdvice(failure)} Runs of Terraform on this machine share the rate limit of a tenant, so run fewer at once, or make fewer calls at a time: terraform apply -parallelism=2.`,
      }
  }
}

function budgetAdvice({ obstacle }: ManagementError): string {
  if (obstacle === 'maximum')
    return 'Raise max_requests_per_second in the provider block, or AUTH0_MAX_REQUESTS_PER_SECOND.'
  return obstacle === 'limit'
    ? 'Lower rate_limit_headroom in the provider block, or AUTH0_RATE_LIMIT_HEADROOM, if this run may use more of the limit, and see what else uses it.'
    : 'Auth0 asked for this pause; wait until it is over.'
}

function explainAuth(failure: ManagementError, deed: string): Explanation {
  if (failure.status === undefined) {
    return {
      what: `The credentials cannot be used to ${deed}: ${failure.reason}.`,
      advice: 'Correct them in the provider block or in the AUTH0_… variables.',
    }
  }
  return {
    what: `Auth0 refused the credentials, so the provider could not ${deed} ${saidBy(failure)}`,
    advice:
      'Check that AUTH0_DOMAIN is the tenant, that AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET are those of one of its machine-to-machine applications, and that the application is authorized for the Auth0 Management API. With AUTH0_API_TOKEN: such a token expires; get a new one.',
  }
}

function explainStatus(failure: ManagementError, deed: string): Explanation {
  const status = failure.status ?? 0
  const refused = `Auth0 refused to ${deed} ${saidBy(failure)}`
  if (status === 429) {
    return {
      what: `Auth0's rate limit did not let the request to ${deed} through (429), after ${failure.attempts ?? 1} attempts.`,
      advice: `Other programs may share the limit. Wait ${pauseOf(failure)}, and make fewer calls at a time: terraform apply -parallelism=2.`,
    }
  }
  if (!failure.fromAuth0) return explainStranger(failure, deed)
  if (status === 403) return { what: refused, advice: forbiddenAdvice(failure) }
  if (status >= 500) {
    return { what: `Auth0 failed to ${deed} ${saidBy(failure)}`, advice: 'Check https://status.auth0.com.' }
  }
  return { what: refused, advice: 'Correct the configuration.' }
}

const pauseOf = ({ retryAfterMs = 0 }: ManagementError): string =>
  retryAfterMs > 60_000 ? `${Math.ceil(retryAfterMs / 60_000)} minutes, as Auth0 asks` : 'a minute'

const explainStranger = (failure: ManagementError, deed: string): Explanation => ({
  what: `The answer to the request to ${deed} is not one of Auth0's: ${failure.reason}.`,
  advice: `Check that AUTH0_DOMAIN or domain is the tenant, that no proxy answers in its place, and https://status.auth0.com.`,
})

function forbiddenAdvice({ requiredScopes = [], errorCode }: ManagementError): string {
  const where = 'Applications > APIs > Auth0 Management API > Machine to Machine Applications'
  if (requiredScopes.length > 0)
    return `The client lacks the scope ${requiredScopes.join(' or ')}. Grant it in ${where}.`
  return errorCode === 'insufficient_entitlement'
    ? 'The plan of the tenant does not include this. Ask Auth0, or leave it out of the configuration.'
    : `Check what the application may do in ${where}.`
}
