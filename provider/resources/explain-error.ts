import { type Client, type Diagnostic, error, type Subject } from '../framework/index'
import { isManagementError, type ManagementError } from '../management/index'
import { commonCauseOf } from './common-cause'
import { type Access, credentialsUsed, explainAuth } from './explain-auth'
import { explainConnection, explainTimeout } from './explain-connection'
import { explainName } from './explain-name'
import { durationOf, explainQueued, explainRateLimited } from './explain-rate-limit'
import {
  type Attempt,
  afterLostCreate,
  describeOperation,
  type Explanation,
  type ResourceExplanations,
  saidBy,
} from './explanation'

/** Turns what an operation threw into its diagnostic; undefined for an error that is none of the API client's. */
export type Explain = (thrown: unknown, subject: Subject, client: Client) => Diagnostic | undefined

/** What the explanations need to know. */
export interface ExplainOptions {
  readonly resources: readonly ResourceExplanations[]
  /** How the provider is connected; undefined before it is configured. */
  readonly access?: Access | undefined
  /** Milliseconds of Unix time. For tests. */
  readonly now?: () => number
}

/**
 * The explanations of one configured provider: what is wrong with connection, credentials and rate limit is said here, what is
 * wrong with an object by its resource. A cause that many operations share is explained in full once; the others refer to it.
 * Throws `Error` for a subject of a resource that has no explanations.
 */
export function createExplain({ resources, access, now = Date.now }: ExplainOptions): Explain {
  const firstAttempts = new Map<string, string>()
  return (thrown, subject, client) => {
    const resource = resources.find(({ type }) => type === subject.schema.type)
    if (resource === undefined) throw new Error(`nothing explains the failures of ${subject.schema.type}`)
    const step = isManagementError(thrown) ? resource.stepAfterWrite?.(thrown, subject) : undefined
    const attempted = describeOperation(resource.words, { ...subject, operation: step?.verb ?? subject.operation })
    const attempt: Attempt = { subject, client, attempted, step }
    if (isAbort(thrown)) return interrupted(resource, attempt)
    if (!isManagementError(thrown)) return undefined
    const cause = commonCauseOf(thrown)
    const first = cause === undefined ? undefined : firstAttempts.get(cause)
    if (first !== undefined && first !== attempt.attempted) return sameCause(thrown, resource, attempt, first)
    if (cause !== undefined) firstAttempts.set(cause, attempt.attempted)
    return inFull(thrown, resource, attempt, { access, now: now() })
  }
}

/** How the provider is connected, and the time in milliseconds of Unix time. */
interface Connection {
  readonly access: Access | undefined
  readonly now: number
}

function inFull(
  failure: ManagementError,
  resource: ResourceExplanations,
  attempt: Attempt,
  tenant: Connection,
): Diagnostic {
  const explanation =
    // What a delete is refused for has nothing to do with names, as far as the resource knows better.
    (attempt.subject.operation === 'delete' ? resource.explainRefusal(failure, attempt) : undefined) ??
    (attempt.step === undefined ? explainName(failure, attempt, resource.words) : undefined) ??
    resource.explainRefusal(failure, attempt) ??
    explain(failure, attempt.attempted, tenant)
  const { what, advice, path } = explanation
  const request = failure.requestId === undefined ? '' : ` Auth0's request id is ${failure.requestId}.`
  const detail = `${what}${request}\n\n${advice}${nextStep(failure, resource, attempt)}`
  return error(summaryOf(failure, resource, attempt), detail, path)
}

/** One line, and what there is to say of a write that may have been carried out. */
function sameCause(failure: ManagementError, resource: ResourceExplanations, attempt: Attempt, first: string) {
  const rest = failure.mayHaveBeenApplied || attempt.step !== undefined ? nextStep(failure, resource, attempt) : ''
  const detail = `The provider could not ${attempt.attempted}, for the same reason as it could not ${first}.${rest}`
  return error(summaryOf(failure, resource, attempt), detail)
}

function isAbort(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name === 'AbortError'
}

function summaryOf(failure: ManagementError, { words: { noun } }: ResourceExplanations, attempt: Attempt): string {
  return failure.kind === 'auth'
    ? 'Authentication failed'
    : `Cannot ${attempt.step?.verb ?? attempt.subject.operation} ${noun}`
}

function interrupted(resource: ResourceExplanations, attempt: Attempt): Diagnostic {
  return error(
    'Interrupted',
    `The run was interrupted before Auth0 responded to the request to ${attempt.attempted}.\n\n${attempt.subject.operation === 'create' ? afterLostCreate(resource.words, attempt) : 'Run the command again.'}`,
  )
}

const RERUN = ' Then run the command again.'

// A write whose response was lost may have been carried out; the next plan cannot detect a lost create.
function nextStep(failure: ManagementError, resource: ResourceExplanations, attempt: Attempt): string {
  if (attempt.step !== undefined) return `\n\n${attempt.step.next(attempt.client)}`
  if (failure.nameHolder || failure.currentName !== undefined) return ''
  if (!failure.mayHaveBeenApplied) return RERUN
  if (attempt.subject.operation !== 'create')
    return '\n\nAuth0 may still have applied the change. Run the command again to make sure.'
  return `\n\n${afterLostCreate(resource.words, attempt, failure)}`
}

function explain(failure: ManagementError, attempted: string, { access, now }: Connection): Explanation {
  switch (failure.kind) {
    case 'auth':
      return explainAuth(failure, attempted, access, now)
    case 'network':
      return explainConnection(failure, attempted, access?.domain)
    case 'timeout':
      return explainTimeout(failure, attempted)
    case 'shape':
      return {
        what: `The response to the request to ${attempted} cannot be read (${failure.status ?? 'no status'}): ${failure.reason}.`,
        advice:
          'A later version of this provider may know it. If something stands between this machine and Auth0 (a proxy, a login page, a wrong domain), check that.',
      }
    case 'http':
      return explainStatus(failure, attempted, access)
    case 'budget':
      return explainQueued(failure, attempted)
    case 'usage':
      return { what: `The request to ${attempted} was not sent: ${failure.reason}.`, advice: 'Correct the id.' }
  }
}

function explainStatus(failure: ManagementError, attempted: string, access: Access | undefined): Explanation {
  const status = failure.status ?? 0
  const refused = `Auth0 refused to ${attempted} ${saidBy(failure)}`
  if (status === 429) return explainRateLimited(failure, attempted)
  if (!failure.fromAuth0) return explainNonAuth0Response(failure, attempted)
  if (status === 403) return { what: `${refused}${credentialsUsed(access)}`, advice: forbiddenAdvice(failure, access) }
  if (status >= 500) {
    const { retryAfterMs } = failure
    const pause = retryAfterMs === undefined ? '' : ` Auth0 asks for a pause of ${durationOf(retryAfterMs)}.`
    return {
      what: `Auth0 failed to ${attempted} ${saidBy(failure)}${pause}`,
      advice: 'Check https://status.auth0.com.',
    }
  }
  return { what: refused, advice: 'Correct the configuration.' }
}

function explainNonAuth0Response(failure: ManagementError, attempted: string): Explanation {
  return {
    what: `The response to the request to ${attempted} is not one of Auth0's: ${failure.reason}.`,
    advice: `Check that AUTH0_DOMAIN or domain is the tenant, that no proxy responds in its place, and https://status.auth0.com.`,
  }
}

function forbiddenAdvice({ requiredScopes = [], errorCode }: ManagementError, access: Access | undefined): string {
  const where = 'Applications > APIs > Auth0 Management API > Machine to Machine Applications'
  if (requiredScopes.length > 0) {
    const scopes = requiredScopes.join(' or ')
    if (access?.origin.kind === 'token') return `The API token lacks the scope ${scopes}. Get one that has it.`
    if (access?.origin.kind === 'cliLogin')
      return `The session lacks the scope ${scopes}. Run "auth0 login --scopes ${requiredScopes[0]}" for the tenant.`
    return `The client lacks the scope ${scopes}. Grant it in ${where}.`
  }
  return errorCode === 'insufficient_entitlement'
    ? 'The plan of the tenant does not include this. Ask Auth0, or leave it out of the configuration.'
    : `Check what the application may do in ${where}.`
}
