import type { eventStream } from '../../../schema/auth0/index'
import { type ConfigOf, isUnknown, type PlanOf, type StateOf, type Unknown } from '../../../schema/dsl/index'

type Plan = PlanOf<typeof eventStream>
type Config = ConfigOf<typeof eventStream>
type State = StateOf<typeof eventStream>
type Only<T> = Exclude<T, Unknown> extends readonly (infer B)[] ? B : never
type PlannedWebhook = Only<Plan['webhook_configuration']>
type StoredAuthorization = Only<Only<State['webhook_configuration']>['webhook_authorization']>

/** The planned authorization of a webhook. */
export type PlannedAuthorization = Only<PlannedWebhook['webhook_authorization']>

/** The authorization of a webhook as the user wrote it; only here are write-only values. */
export type WrittenAuthorization = Only<Only<Config['webhook_configuration']>['webhook_authorization']>

/** A way to prove to the webhook where an event comes from. */
export type Method = StoredAuthorization['method']

type Argument = keyof StoredAuthorization

/** The arguments that hold the secret of a method: kept in the state, or write-only with its version. */
export const SECRETS = {
  bearer: { stored: 'token', writeOnly: 'token_wo', version: 'token_wo_version' },
  basic: { stored: 'password', writeOnly: 'password_wo', version: 'password_wo_version' },
  custom_header: { stored: 'header_value', writeOnly: 'header_value_wo', version: 'header_value_wo_version' },
} as const satisfies { readonly [M in Method]: { readonly [Part in 'stored' | 'writeOnly' | 'version']: Argument } }

/** The arguments that go to Auth0 openly with a method. */
export const OPEN_ARGUMENTS = {
  bearer: [],
  basic: ['username'],
  custom_header: ['header_key'],
} as const satisfies { readonly [M in Method]: readonly Argument[] }

/** The secret that a request would carry; null when there is none, an empty one included. */
export function secretOf(
  method: Method,
  plan: PlannedAuthorization,
  config: WrittenAuthorization | undefined,
): string | null | Unknown {
  const { stored, writeOnly } = SECRETS[method]
  const secret = plan[stored] ?? config?.[writeOnly] ?? null
  return secret === '' ? null : secret
}

/** Where the destination of a webhook stream changes in a way that has to be sent, as names of arguments. */
export function changesToSend(prior: State, plan: Plan): readonly string[] {
  const [before, after] = [onlyOf(prior.webhook_configuration), onlyOf(plan.webhook_configuration)]
  const [was, becomes] = [onlyOf(before?.webhook_authorization), onlyOf(after?.webhook_authorization)]
  if (after === undefined || becomes === undefined) return []
  if (before === undefined || was === undefined) return ['webhook_configuration']
  return [
    ...(differs(before.webhook_endpoint, after.webhook_endpoint) ? ['webhook_endpoint'] : []),
    ...AUTHORIZATION_ARGUMENTS.filter((name) => differs(was[name], becomes[name]) && !isForgotten(name, becomes)),
  ]
}

const SECRET_ARGUMENTS = Object.values(SECRETS).flatMap(({ stored, version }) => [stored, version])
const AUTHORIZATION_ARGUMENTS = ['method', ...Object.values(OPEN_ARGUMENTS).flat(), ...SECRET_ARGUMENTS] as const

// What is taken out of the configuration without a successor is forgotten by Terraform, and stays in Auth0.
function isForgotten(name: (typeof AUTHORIZATION_ARGUMENTS)[number], becomes: PlannedAuthorization): boolean {
  return becomes[name] === null && SECRET_ARGUMENTS.some((secret) => secret === name)
}

function differs(before: unknown, after: unknown): boolean {
  return !isUnknown(after) && before !== after
}

/** The one block of a list that may be unknown or empty. */
export function onlyOf<T>(blocks: readonly T[] | Unknown | undefined): T | undefined {
  return blocks === undefined || isUnknown(blocks) ? undefined : (blocks as readonly T[])[0]
}

/** Whether Auth0 keeps the secret that Terraform knew until now: it leaves the configuration, and none takes its place. */
export function forgetsSecret(was: StoredAuthorization, becomes: PlannedAuthorization): boolean {
  return (
    SECRET_ARGUMENTS.some((name) => was[name] !== null && becomes[name] === null) &&
    SECRET_ARGUMENTS.every((name) => becomes[name] === null)
  )
}
