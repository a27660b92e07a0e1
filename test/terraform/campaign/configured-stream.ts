import type { Random } from '../../kit/random'
import { action, eventbridge, requireProvider, stream, webhook } from '../configuration'

/** How a webhook is authorized. With a version the secret is write-only, and the version is the one it was given in. */
export interface ConfiguredAuthorization {
  readonly method: keyof typeof AUTHORIZATIONS
  readonly secret: string
  readonly version?: number
}

/** Where a stream of the configuration delivers to. */
export type ConfiguredDestination =
  | { readonly type: 'webhook'; readonly endpoint: string; readonly authorization: ConfiguredAuthorization }
  | { readonly type: 'eventbridge'; readonly account: string; readonly region: string }
  | { readonly type: 'action'; readonly actionId: string }

/** A stream as the configuration wants it. */
export interface ConfiguredStream {
  /** The label of its resource block, which it keeps for life. */
  readonly label: string
  readonly name: string
  readonly subscriptions: readonly string[]
  /** Not written when it is missing, and then `enabled`. */
  readonly status?: 'enabled' | 'disabled'
  readonly destination: ConfiguredDestination
}

/** The argument of each method that holds the secret, and the arguments beside it. Auth0 has no other methods. */
export const AUTHORIZATIONS = {
  bearer: { secret: 'token', beside: {} },
  basic: { secret: 'password', beside: { username: 'auth0' } },
  custom_header: { secret: 'header_value', beside: { header_key: 'X-Key' } },
} as const satisfies Record<string, { secret: string; beside: Readonly<Record<string, string>> }>

/** Matches every write-only secret of a campaign. */
export const WRITTEN_SECRET = /written-[0-9a-f]{16}/

/** Matches every secret that a configuration keeps in the state. */
export const STORED_SECRET = /stored-[0-9a-f]{16}/

const METHODS = ['bearer', 'basic', 'custom_header'] as const
const EVENTS = ['user.created', 'user.updated', 'user.deleted', 'group.created', 'organization.created'] as const
const REGIONS = ['us-east-1', 'eu-central-1', 'ap-south-1'] as const

/** A hexadecimal number of 64 bits: no two of a campaign are alike. */
function digits(random: Random): string {
  return Array.from({ length: 16 }, () => random.below(16).toString(16)).join('')
}

/** A new stream with that label. `addAction` makes a deployed action, and gives its id. */
export function makeStream(random: Random, label: string, addAction: () => string): ConfiguredStream {
  return {
    label,
    name: `${label} ${digits(random)}`,
    subscriptions: makeSubscriptions(random),
    ...(random.chance(0.3) && { status: random.pick(['enabled', 'disabled'] as const) }),
    destination: makeDestination(random, addAction),
  }
}

function makeDestination(random: Random, addAction: () => string): ConfiguredDestination {
  const type = random.pick(['webhook', 'webhook', 'webhook', 'eventbridge', 'action'] as const)
  if (type === 'action') return { type, actionId: addAction() }
  if (type === 'eventbridge') return { type, account: '123456789012', region: random.pick(REGIONS) }
  return { type, endpoint: makeEndpoint(random), authorization: makeAuthorization(random) }
}

function makeEndpoint(random: Random): string {
  return `https://example.com/${digits(random)}`
}

function makeSubscriptions(random: Random): readonly string[] {
  const chosen = EVENTS.filter(() => random.chance(0.5))
  return chosen.length > 0 ? chosen : ['user.created']
}

function makeAuthorization(random: Random, version = 1): ConfiguredAuthorization {
  const method = random.pick(METHODS)
  return random.chance(0.5)
    ? { method, secret: `written-${digits(random)}`, version }
    : { method, secret: `stored-${digits(random)}` }
}

/** The stream with something changed: its name, subscriptions or status, or what it delivers to. */
export function changeStream(random: Random, before: ConfiguredStream): ConfiguredStream {
  switch (random.pick(['name', 'subscriptions', 'status', 'destination', 'destination'] as const)) {
    case 'name':
      return { ...before, name: `${before.label} ${digits(random)}` }
    case 'subscriptions':
      return { ...before, subscriptions: makeSubscriptions(random) }
    case 'status':
      return { ...before, status: before.status === 'disabled' ? 'enabled' : 'disabled' }
    default:
      return { ...before, destination: changeDestination(random, before.destination) }
  }
}

/** A webhook's destination changes in place and EventBridge's by a replacement; an action goes with its stream, so it stays. */
function changeDestination(random: Random, before: ConfiguredDestination): ConfiguredDestination {
  if (before.type === 'eventbridge') return { ...before, region: random.pick(REGIONS) }
  if (before.type === 'action') return before
  return random.chance(0.4)
    ? { ...before, endpoint: makeEndpoint(random) }
    : { ...before, authorization: changeAuthorization(random, before.authorization) }
}

// Terraform cannot see a write-only secret, so each new one comes with a new version.
function changeAuthorization(random: Random, before: ConfiguredAuthorization): ConfiguredAuthorization {
  const version = (before.version ?? 0) + 1
  if (random.chance(0.3)) return makeAuthorization(random, version)
  return before.version === undefined
    ? { ...before, secret: `stored-${digits(random)}` }
    : { ...before, secret: `written-${digits(random)}`, version }
}

/** The configuration of all streams. Write-only secrets come in by a variable. */
export function toConfiguration(streams: readonly ConfiguredStream[]): string {
  return `${requireProvider()}
variable "written" {
  type      = map(string)
  ephemeral = true
  default   = {}
}
${streams.map(toBlock).join('')}`
}

/** The environment that holds the write-only secrets, by the label of their stream. */
export function toEnvironment(streams: readonly ConfiguredStream[]): Record<string, string> {
  const written = streams.flatMap(({ label, destination }) =>
    destination.type === 'webhook' && destination.authorization.version !== undefined
      ? [[label, destination.authorization.secret]]
      : [],
  )
  return { TF_VAR_written: JSON.stringify(Object.fromEntries(written)) }
}

function toBlock({ label, name, subscriptions, status, destination }: ConfiguredStream): string {
  const body = toDestinationBlock(label, destination)
  const members = status === undefined ? body : `status = "${status}"\n  ${body}`
  return stream({ label, name, subscriptions, type: destination.type, body: members })
}

function toDestinationBlock(label: string, destination: ConfiguredDestination): string {
  if (destination.type === 'action') return action(destination.actionId)
  if (destination.type === 'eventbridge') return eventbridge(destination.account, destination.region)
  return webhook(toAuthorization(label, destination.authorization), destination.endpoint)
}

function toAuthorization(label: string, { method, secret, version }: ConfiguredAuthorization): string {
  const { secret: name, beside } = AUTHORIZATIONS[method]
  const written = [`${name}_wo = var.written["${label}"]`, `${name}_wo_version = ${version}`]
  const lines = version === undefined ? [`${name} = "${secret}"`] : written
  const others = Object.entries(beside).map(([key, value]) => `${key} = "${value}"`)
  return [`method = "${method}"`, ...others, ...lines].join('\n      ')
}
