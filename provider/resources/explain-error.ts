import { type Diagnostic, error, type Path, type Subject } from '../framework/index'
import { isManagementError, type ManagementError, type NameHolder } from '../management/index'

/** The diagnostic for a failed call to Auth0, or undefined for an error that is none. */
export function explainError(thrown: unknown, subject: Subject): Diagnostic | undefined {
  if (isAbort(thrown)) return interrupted(subject)
  if (!isManagementError(thrown)) return undefined
  const { what, advice, path } = explanationOf(thrown, subject)
  const request = thrown.requestId === undefined ? '' : ` Auth0's request id is ${thrown.requestId}.`
  return error(summaryOf(thrown, subject), `${what}${request}\n\n${advice}${nextStep(thrown, subject)}`, path)
}

interface Explanation {
  readonly what: string
  /** What to look at; what to run then is the same for all. */
  readonly advice: string
  readonly path?: Path
}

const isAbort = (thrown: unknown): boolean => thrown instanceof Error && thrown.name === 'AbortError'

const summaryOf = (failure: ManagementError, { operation }: Subject): string =>
  failure.kind === 'auth' ? 'Authentication failed' : `Cannot ${operation} event stream`

/** What was attempted, in the user's words: the stream by its name where it has one, and by its id. */
export function deedOf({ operation, values }: Pick<Subject, 'operation' | 'values'>): string {
  const { name, id } = values as { readonly name?: unknown; readonly id?: unknown }
  if (typeof name !== 'string') return `${operation} the event stream${typeof id === 'string' ? ` ${id}` : ''}`
  return `${operation} the event stream ${JSON.stringify(name)}${typeof id === 'string' ? ` with the id ${id}` : ''}`
}

const interrupted = (subject: Subject): Diagnostic =>
  error(
    'Interrupted',
    `The run was interrupted before Auth0 had answered the request to ${deedOf(subject)}.\n\n${subject.operation === 'create' ? lookFor(subject) : 'Run the command again.'}`,
  )

const RERUN = ' Then run the command again.'

// A write whose answer was lost may have been carried out; for a create nobody else will tell.
function nextStep(failure: ManagementError, subject: Subject): string {
  if (failure.nameHolder) return ''
  if (!failure.mayHaveBeenApplied) return RERUN
  if (subject.operation !== 'create')
    return '\n\nAuth0 may have done it all the same. Run the command again to make sure.'
  return `\n\n${failure.nameHolder === null ? nothingMade(subject) : lookFor(subject)}`
}

// In quotes where it is used, since a shell would take those of an address such as x.y["a"] away.
const ADDRESS = 'ADDRESS stands above, after "with"'

const nothingMade = ({ values }: Subject): string =>
  `No stream of the tenant had the name ${JSON.stringify(values['name'])} afterwards, so it was most likely not created. Run terraform apply again.`

const lookFor = ({ values }: Subject): string =>
  `The stream may exist all the same. Look for ${JSON.stringify(values['name'])} in the Auth0 Dashboard under Event Streams, or with "auth0 event-streams list". If it is there, take it over with "terraform import 'ADDRESS' ID" (${ADDRESS}), since its name is taken; if not, run terraform apply again.`

function explanationOf(failure: ManagementError, subject: Subject): Explanation {
  if (failure.nameHolder) return explainNameHolder(failure, failure.nameHolder, subject)
  const tries = failure.attempts === undefined ? '' : `, after ${failure.attempts} attempts`
  switch (failure.kind) {
    case 'auth':
      return explainAuth(failure, subject)
    case 'network':
      return {
        what: `The connection to Auth0 failed, so the provider could not ${deedOf(subject)}: ${failure.reason}${tries}.`,
        advice: networkAdvice(failure.cause?.code ?? ''),
      }
    case 'timeout':
      return {
        what: `Auth0 did not answer in time, so the provider could not ${deedOf(subject)}: ${failure.reason}${tries}.`,
        advice: 'Check the network, and https://status.auth0.com.',
      }
    case 'shape':
      return {
        what: `The answer to the request to ${deedOf(subject)} cannot be read (${failure.status ?? 'no status'}): ${failure.reason}.`,
        advice:
          'A later version of this provider may know it. If something stands between this machine and Auth0 (a proxy, a log-in page, a wrong domain), check that.',
      }
    case 'http':
      return explainStatus(failure, subject)
    case 'budget':
      return {
        what: `The request to ${deedOf(subject)} was not sent: ${failure.reason}.`,
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

const saidBy = ({ status, errorCode, apiMessage }: ManagementError): string =>
  `(${[status, errorCode].filter((part) => part !== undefined).join(' ')})${apiMessage === undefined ? '' : `: ${apiMessage.replace(/\.$/, '')}`}.`

function explainAuth(failure: ManagementError, subject: Subject): Explanation {
  if (failure.status === undefined) {
    return {
      what: `The credentials cannot be used to ${deedOf(subject)}: ${failure.reason}.`,
      advice: 'Correct them in the provider block or in the AUTH0_… variables.',
    }
  }
  return {
    what: `Auth0 refused the credentials, so the provider could not ${deedOf(subject)} ${saidBy(failure)}`,
    advice:
      'Check that AUTH0_DOMAIN is the tenant, that AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET are those of one of its machine-to-machine applications, and that the application is authorized for the Auth0 Management API. With AUTH0_API_TOKEN: such a token expires; get a new one.',
  }
}

const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS/

function networkAdvice(code: string): string {
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return 'Check the spelling of AUTH0_DOMAIN or domain, and that this machine can resolve names.'
  if (code === 'ECONNREFUSED')
    return 'Nothing listens there. Check AUTH0_DOMAIN or domain; for a local tenant, that it is running. Behind a proxy, set HTTPS_PROXY.'
  if (CERTIFICATE.test(code))
    return 'The certificate is not trusted. If a proxy of your company signs it, set NODE_EXTRA_CA_CERTS to the file of its CA certificate.'
  return 'Check the network and the proxy settings (HTTPS_PROXY, NO_PROXY).'
}

function explainStatus(failure: ManagementError, subject: Subject): Explanation {
  const status = failure.status ?? 0
  const refused = `Auth0 refused to ${deedOf(subject)} ${saidBy(failure)}`
  if (status === 429) {
    return {
      what: `Auth0's rate limit did not let the request to ${deedOf(subject)} through (429), after ${failure.attempts ?? 1} attempts.`,
      advice: `Other programs may share the limit. Wait ${pauseOf(failure)}, and make fewer calls at a time: terraform apply -parallelism=2.`,
    }
  }
  if (!failure.fromAuth0) return explainStranger(failure, subject)
  if (status === 400) return explainBadRequest(failure, refused, subject)
  if (status === 403) return { what: refused, advice: forbiddenAdvice(failure) }
  if (status === 404) return { what: refused, advice: NOT_FOUND[subject.operation] }
  if (status === 409) return explainConflict(failure, refused, subject)
  if (status >= 500) {
    return { what: `Auth0 failed to ${deedOf(subject)} ${saidBy(failure)}`, advice: 'Check https://status.auth0.com.' }
  }
  return { what: refused, advice: 'Correct the configuration.' }
}

const pauseOf = ({ retryAfterMs = 0 }: ManagementError): string =>
  retryAfterMs > 60_000 ? `${Math.ceil(retryAfterMs / 60_000)} minutes, as Auth0 asks` : 'a minute'

const explainStranger = (failure: ManagementError, subject: Subject): Explanation => ({
  what: `The answer to the request to ${deedOf(subject)} is not one of Auth0's: ${failure.reason}.`,
  advice: `Check that AUTH0_DOMAIN or domain is the tenant, that no proxy answers in its place, and https://status.auth0.com.`,
})

const WRONG_ID = 'Check the id, and that AUTH0_DOMAIN is the tenant that the stream lives in.'

const NOT_FOUND: Readonly<Record<Subject['operation'], string>> = {
  create: 'Check what the configuration refers to, such as action_id, and that AUTH0_DOMAIN is the tenant it lives in.',
  read: WRONG_ID,
  import: WRONG_ID,
  update: 'The stream was deleted outside Terraform; the next plan creates it anew.',
  delete: WRONG_ID,
}

function forbiddenAdvice({ requiredScopes = [], errorCode }: ManagementError): string {
  const where = 'Applications > APIs > Auth0 Management API > Machine to Machine Applications'
  if (requiredScopes.length > 0)
    return `The client lacks the scope ${requiredScopes.join(' or ')}. Grant it in ${where}.`
  return errorCode === 'insufficient_entitlement'
    ? 'The plan of the tenant does not include this. Ask Auth0, or leave it out of the configuration.'
    : `Check what the application may do in ${where}.`
}

const isWrite = ({ operation }: Subject): boolean => operation === 'create' || operation === 'update'

function explainConflict(failure: ManagementError, refused: string, subject: Subject): Explanation {
  if (!isWrite(subject)) return { what: refused, advice: 'Somebody else may be changing the stream at the same time.' }
  const name = JSON.stringify((subject.wanted ?? subject.values)['name'])
  if (failure.nameHolder === null) {
    return {
      what: refused,
      advice: `No stream of the tenant has the name ${name}: either it was deleted a moment ago, or the tenant has as many streams as it may. Delete what is not needed, or ask Auth0 for more.`,
    }
  }
  const quota = subject.operation === 'create' ? ', or the tenant has as many streams as it may' : ''
  return {
    what: refused,
    advice: `Another stream of the tenant has the name ${name}${quota}. If that stream is yours, take it over with "terraform import 'ADDRESS' ID" (${ADDRESS}; its id is in the Auth0 Dashboard under Event Streams, or in "auth0 event-streams list"); otherwise choose another name.`,
    path: ['name'],
  }
}

const DIFFERENCES: Readonly<Record<NonNullable<NameHolder['differs']>, string>> = {
  destination: 'its destination is another',
  subscriptions: 'its subscriptions are others',
  age: 'it was created before the request',
  form: 'this version of the provider cannot read it',
}

function explainNameHolder(failure: ManagementError, holder: NameHolder, subject: Subject): Explanation {
  const { id, createdAt, differs } = holder
  const name = JSON.stringify((subject.wanted ?? subject.values)['name'])
  const stream = `The stream ${id}${createdAt === undefined ? '' : `, created on ${createdAt},`} has the name ${name}`
  if (subject.operation !== 'create') {
    return {
      what: `Auth0 refused to ${deedOf(subject)} ${saidBy(failure)}`,
      advice: `${stream}. Choose another name, or rename that stream first. Then run the command again.`,
      path: ['name'],
    }
  }
  return {
    what:
      differs === undefined
        ? `Auth0 refused to ${deedOf(subject)} ${saidBy(failure)}`
        : `The answer to the request to ${deedOf(subject)} was lost: ${failure.reason}.`,
    advice: `${stream}${differs === undefined ? ' already' : `, but cannot be the one that was to be created: ${DIFFERENCES[differs]}`}. If it is yours, perhaps from a run that was cut off, take it over; ${ADDRESS}:\n\n  terraform import 'ADDRESS' ${id}\n\nThen run terraform apply again. If it is not, choose another name.`,
    path: ['name'],
  }
}

function explainBadRequest(failure: ManagementError, refused: string, subject: Subject): Explanation {
  if (!isWrite(subject)) return { what: refused, advice: WRONG_ID }
  const path = pathOf(failure.apiMessage ?? '')
  return { what: refused, advice: 'Correct the value.', ...(path && { path }) }
}

const WEBHOOK: Path = ['webhook_configuration', 0]
const AUTHORIZATION: Path = [...WEBHOOK, 'webhook_authorization', 0]

// The arguments that stand for the properties that Auth0's messages name: "… on property destination.configuration.x (…)".
const PATHS: { readonly [property: string]: Path } = {
  name: ['name'],
  status: ['status'],
  subscriptions: ['subscriptions'],
  'destination.type': ['destination_type'],
  'destination.configuration.aws_account_id': ['eventbridge_configuration', 0, 'aws_account_id'],
  'destination.configuration.aws_region': ['eventbridge_configuration', 0, 'aws_region'],
  'destination.configuration.action_id': ['action_configuration', 0, 'action_id'],
  'destination.configuration.webhook_endpoint': [...WEBHOOK, 'webhook_endpoint'],
  ...Object.fromEntries(
    ['method', 'token', 'username', 'password', 'header_key', 'header_value'].map((name) => [
      `destination.configuration.webhook_authorization.${name}`,
      [...AUTHORIZATION, name],
    ]),
  ),
}

/** The argument that Auth0's message is about, as far as it names one. */
export function pathOf(apiMessage: string): Path | undefined {
  // A property without a description is followed by the full stop of the sentence.
  const property = / on property (\w+(?:[.[\]]+\w+)*)/.exec(apiMessage)?.[1]
  if (property === undefined) return undefined
  const subscription = /^subscriptions[.[](\d+)/.exec(property)?.[1]
  return subscription === undefined ? PATHS[property] : ['subscriptions', Number(subscription)]
}
