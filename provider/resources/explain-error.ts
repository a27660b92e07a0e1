import { type Diagnostic, error, type ObjectValue, type Path, type Subject } from '../framework/index'
import { isManagementError, type ManagementError } from '../management/index'

/** The diagnostic for a failed call to Auth0, or undefined for an error that is none. */
export function explainError(thrown: unknown, subject: Subject): Diagnostic | undefined {
  if (isAbort(thrown)) return interrupted(subject)
  if (!isManagementError(thrown)) return undefined
  const { what, advice, path } = explanationOf(thrown, subject)
  const request = thrown.requestId === undefined ? '' : ` Auth0's request id is ${thrown.requestId}.`
  return error(summaryOf(thrown, subject), `${what}${request}\n\n${doubtOf(thrown, subject)}${advice}`, path)
}

interface Explanation {
  readonly what: string
  readonly advice: string
  readonly path?: Path
}

const isAbort = (thrown: unknown): boolean => thrown instanceof Error && thrown.name === 'AbortError'

const summaryOf = (failure: ManagementError, { operation }: Subject): string =>
  failure.kind === 'auth' ? 'Authentication failed' : `Cannot ${operation} event stream`

/** The stream in the user's words: by name where there is one, else by id. */
export function streamOf({ values }: { readonly values: ObjectValue }): string {
  const { name, id } = values as { readonly name?: unknown; readonly id?: unknown }
  if (typeof name !== 'string') return typeof id === 'string' ? `the event stream ${id}` : 'the event stream'
  return typeof id === 'string'
    ? `the event stream ${JSON.stringify(name)} (${id})`
    : `the event stream ${JSON.stringify(name)}`
}

const interrupted = (subject: Subject): Diagnostic =>
  error(
    'Interrupted',
    `The run was interrupted before Auth0 had answered: ${subject.operation} of ${streamOf(subject)}.\n\n${
      subject.operation === 'create' ? lookFor(subject) : 'Run terraform apply again.'
    }`,
  )

// A write whose answer was lost may have been carried out; for a create nobody else will tell.
const doubtOf = (failure: ManagementError, subject: Subject): string =>
  failure.mayHaveBeenApplied && subject.operation === 'create' ? `${lookFor(subject)}\n\n` : ''

const lookFor = ({ values }: Subject): string =>
  `The stream may exist all the same. Look for ${JSON.stringify(values['name'])} in the Auth0 Dashboard under Event Streams, or with "auth0 event-streams list"; if it is there, take it over with "terraform import ADDRESS ID", since its name is taken.`

function explanationOf(failure: ManagementError, subject: Subject): Explanation {
  switch (failure.kind) {
    case 'auth':
      return explainAuth(failure)
    case 'network':
      return explainNetwork(failure, subject)
    case 'timeout':
      return {
        what: `Auth0 did not answer in time to ${subject.operation} ${streamOf(subject)}: ${failure.message}.`,
        advice: 'Check the network, and https://status.auth0.com, then run terraform apply again.',
      }
    case 'shape':
      return {
        what: `Auth0's answer about ${streamOf(subject)} cannot be read: ${failure.message}.`,
        advice:
          'If something stands between this machine and Auth0 (a proxy, a wrong domain), check it. If not, please report this message.',
      }
    case 'http':
      return explainStatus(failure, subject)
  }
}

const saidBy = ({ status, errorCode, apiMessage }: ManagementError): string =>
  `(${[status, errorCode].filter((part) => part !== undefined).join(' ')})${apiMessage === undefined ? '' : `: ${apiMessage.replace(/\.$/, '')}`}.`

function explainAuth(failure: ManagementError): Explanation {
  if (failure.status === undefined) {
    return {
      what: `${failure.message}.`,
      advice: 'Correct the credentials in the provider block or in the AUTH0_… variables.',
    }
  }
  return {
    what: `Auth0 refused the credentials ${saidBy(failure)}`,
    advice:
      'Check that AUTH0_DOMAIN is the tenant, that AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET are those of one of its machine-to-machine applications, and that the application is authorized for the Auth0 Management API. With AUTH0_API_TOKEN: such a token expires; get a new one.',
  }
}

const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS/

function explainNetwork(failure: ManagementError, subject: Subject): Explanation {
  const code = failure.cause?.code ?? ''
  return {
    what: `Auth0 could not be reached to ${subject.operation} ${streamOf(subject)}: ${failure.cause?.message ?? failure.message}.`,
    advice: networkAdvice(code),
  }
}

function networkAdvice(code: string): string {
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return 'Check the spelling of AUTH0_DOMAIN or domain, and that this machine can resolve names.'
  if (code === 'ECONNREFUSED')
    return 'Nothing listens there. Check AUTH0_DOMAIN or domain; for a local tenant, that it is running. Behind a proxy, set HTTPS_PROXY.'
  if (CERTIFICATE.test(code))
    return 'The certificate is not trusted. If a proxy of your company signs it, set NODE_EXTRA_CA_CERTS to the file of its CA certificate.'
  return 'Check the network and the proxy settings (HTTPS_PROXY, NO_PROXY), then run terraform apply again.'
}

function explainStatus(failure: ManagementError, subject: Subject): Explanation {
  const refused = `Auth0 refused to ${subject.operation} ${streamOf(subject)} ${saidBy(failure)}`
  const status = failure.status ?? 0
  if (status === 400) return explainBadRequest(failure, refused)
  if (status === 403) return { what: refused, advice: explainForbidden(failure) }
  if (status === 404)
    return { what: `Auth0 does not know ${streamOf(subject)} ${saidBy(failure)}`, advice: goneAdvice(subject) }
  if (status === 409) return explainConflict(refused, subject)
  if (status === 429) {
    return {
      what: `Auth0's rate limit did not let ${streamOf(subject)} through (429), after ${failure.attempts ?? 1} attempts.`,
      advice:
        'Run terraform apply again in a minute, with fewer calls at a time: terraform apply -parallelism=2. Other programs may share the limit.',
    }
  }
  if (status >= 500)
    return {
      what: `Auth0 failed to ${subject.operation} ${streamOf(subject)} ${saidBy(failure)}`,
      advice: 'Check https://status.auth0.com, then run terraform apply again.',
    }
  return { what: refused, advice: 'Correct the configuration and run terraform apply again.' }
}

const goneAdvice = (subject: Subject): string =>
  subject.schema.body['name']?.kind === 'attr' && subject.operation === 'read'
    ? 'Check the id, and that AUTH0_DOMAIN is the tenant the stream lives in.'
    : 'It was deleted outside Terraform. Run terraform apply again: the plan will create it anew.'

function explainForbidden({ requiredScopes = [], errorCode }: ManagementError): string {
  if (requiredScopes.length === 0) {
    return errorCode === 'insufficient_entitlement'
      ? 'The plan of the tenant does not include this. Ask Auth0, or leave it out of the configuration.'
      : 'Check what the application may do in Applications > APIs > Auth0 Management API > Machine to Machine Applications.'
  }
  return `The client lacks the scope ${requiredScopes.join(' or ')}. Grant it in Applications > APIs > Auth0 Management API > Machine to Machine Applications, then run terraform apply again.`
}

function explainConflict(refused: string, { values }: Subject): Explanation {
  const name = JSON.stringify(values['name'])
  return {
    what: refused,
    advice: `Either another stream of the tenant has the name ${name}, or the tenant has as many streams as it may. If the stream is yours, take it over with "terraform import ADDRESS ID" (the id is in the Auth0 Dashboard under Event Streams, or in "auth0 event-streams list"); otherwise choose another name.`,
    path: ['name'],
  }
}

function explainBadRequest(failure: ManagementError, refused: string): Explanation {
  const path = pathOf(failure.apiMessage ?? '')
  return { what: refused, advice: 'Correct the value and run terraform apply again.', ...(path && { path }) }
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
