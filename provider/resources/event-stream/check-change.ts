import type { eventStream } from '../../../schema/auth0/index'
import { type ConfigOf, isUnknown, type PlanOf, type StateOf } from '../../../schema/dsl/index'
import { type Diagnostic, error, type Path, warning } from '../../framework/index'
import {
  changesToSend,
  forgetsSecret,
  type Method,
  onlyOf,
  type PlannedAuthorization,
  SECRETS,
  secretOf,
} from './webhook-secret'

/** A create, which has no prior state, or an update. */
interface Change {
  readonly config: ConfigOf<typeof eventStream>
  readonly plan: PlanOf<typeof eventStream>
  readonly prior: StateOf<typeof eventStream> | null
}

/**
 * Validates what happens to the secret of a webhook. It is needed when it has to be sent, and at no other time: a plan that
 * sends nothing needs none. A secret that goes out although the plan shows no change of it is warned of.
 */
export function checkChange({ config, plan, prior }: Change): readonly Diagnostic[] {
  const authorization = onlyOf(onlyOf(plan.webhook_configuration)?.webhook_authorization)
  if (authorization === undefined || !isMethod(authorization.method)) return []
  const { method } = authorization
  const written = onlyOf(onlyOf(config.webhook_configuration)?.webhook_authorization)
  const secret = secretOf(method, authorization, written)
  if (prior === null) return secret === null ? [missing(method, 'A new webhook stream needs a secret', '')] : []
  const changes = changesToSend(prior, plan)
  const name = JSON.stringify(prior.name)
  if (changes.length === 0) return wasForgotten(prior, authorization) ? [forgotten(name, method)] : []
  if (secret === null) return [missing(method, `${reasonOf(changes)} the secret`, adviceOn(changes))]
  return showsSecret(method, changes) || isUnknown(secret) ? [] : [sentAgain(name, method, authorization, changes)]
}

function isMethod(method: unknown): method is Method {
  return typeof method === 'string' && method in SECRETS
}

function wasForgotten(prior: StateOf<typeof eventStream>, becomes: PlannedAuthorization): boolean {
  const was = prior.webhook_configuration[0]?.webhook_authorization[0]
  return was !== undefined && forgetsSecret(was, becomes)
}

// Terraform quotes the line that a path leads to, which must not be that of a secret.
const METHOD: Path = ['webhook_configuration', 0, 'webhook_authorization', 0, 'method']

function showsSecret(method: Method, changes: readonly string[]): boolean {
  return ['method', SECRETS[method].stored, SECRETS[method].version].some((name) => changes.includes(name))
}

function reasonOf(changes: readonly string[]): string {
  return isOfEndpoint(changes)
    ? `Auth0 takes the destination of a webhook as a whole, so a change of ${listed(changes)} also sends`
    : `A change of ${listed(changes)} sends`
}

function isOfEndpoint(changes: readonly string[]): boolean {
  return changes.every((name) => name === 'webhook_endpoint')
}

// What is ignored does not change.
function adviceOn(changes: readonly string[]): string {
  return isOfEndpoint(changes) ? IGNORED : ''
}

const IGNORED =
  ' If ignore_changes covers webhook_authorization, the provider does not receive the secret: take it out for this change.'

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

function missing(method: Method, why: string, advice: string): Diagnostic {
  const { stored, writeOnly } = SECRETS[method]
  return error(
    'Missing webhook secret',
    `${why}, but neither ${stored} nor ${writeOnly} has a value.\n\nSet one of them. If it refers to a variable, give that variable a value in this run.${advice}`,
    METHOD,
  )
}

function sentAgain(
  streamName: string,
  method: Method,
  authorization: PlannedAuthorization,
  changes: readonly string[],
): Diagnostic {
  const { stored, writeOnly, version } = SECRETS[method]
  const [name, whence] =
    authorization[stored] === null
      ? [writeOnly, `as it is in the configuration, although ${version} is unchanged`]
      : [stored, 'as it is in the state']
  return warning(
    `Webhook secret of ${streamName} is sent again`,
    `${reasonOf(changes)} ${name}, ${whence}. A secret that was set outside Terraform is overwritten.\n\nIf there is one, put the present secret into the configuration before you apply.`,
    ['webhook_configuration', 0, ...pathOf(changes[0] ?? 'webhook_endpoint')],
  )
}

function pathOf(name: string): Path {
  return name === 'webhook_endpoint' ? [name] : ['webhook_authorization', 0, name]
}

function forgotten(streamName: string, method: Method): Diagnostic {
  const { stored, writeOnly } = SECRETS[method]
  return warning(
    `Webhook secret of ${streamName} is no longer managed`,
    `Neither ${stored} nor ${writeOnly} has a value, so Terraform forgets the secret. Auth0 keeps the one that it has.\n\nSet ${stored} or ${writeOnly} to manage it again.`,
    METHOD,
  )
}
