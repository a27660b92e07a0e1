import { randomUUID } from 'node:crypto'

/** Where a stream can deliver to. */
export const DESTINATION_TYPES = ['webhook', 'eventbridge', 'action'] as const

/** One of the kinds of destination. */
export type DestinationType = (typeof DESTINATION_TYPES)[number]

/** How a webhook request can be authorized, and the field of each method that Auth0 accepts and never returns. */
export const SECRET_FIELDS = { bearer: 'token', basic: 'password', custom_header: 'header_value' } as const

/** One of the webhook authorization methods. */
export type AuthorizationMethod = keyof typeof SECRET_FIELDS

/** The webhook authorization methods, in the order of the published schema. */
export const AUTHORIZATION_METHODS = [
  'basic',
  'bearer',
  'custom_header',
] as const satisfies readonly AuthorizationMethod[]

/** What responses show of each authorization method. */
interface OpenFields {
  readonly bearer: unknown
  readonly basic: { readonly username: string }
  readonly custom_header: { readonly header_key: string }
}

/** A webhook's authorization as responses show it, without its secret. */
type WebhookAuthorization = {
  [Method in AuthorizationMethod]: { readonly method: Method } & OpenFields[Method]
}[AuthorizationMethod]

/** What responses show of each type of destination: what was sent, without secrets, with what Auth0 assigned. */
interface Configurations {
  readonly webhook: { readonly webhook_endpoint: string; readonly webhook_authorization: WebhookAuthorization }
  readonly eventbridge: {
    readonly aws_region: string
    readonly aws_account_id: string
    readonly aws_partner_event_source: string
  }
  readonly action: { readonly action_id: string }
}

/** A destination as responses show it. */
export type Destination = {
  readonly [Type in DestinationType]: { readonly type: Type; readonly configuration: Configurations[Type] }
}[DestinationType]

/** The secrets of a destination: `token`, `password` or `header_value`; empty for other destinations. */
export type Secrets = Readonly<Record<string, string>>

/** A webhook's authorization with the secret of its method. */
type RequestedAuthorization = WebhookAuthorization & {
  readonly token?: string
  readonly password?: string
  readonly header_value?: string
}

type WebhookWithSecrets = {
  readonly type: 'webhook'
  readonly configuration: {
    readonly webhook_endpoint: string
    readonly webhook_authorization: RequestedAuthorization
  }
}

/** A destination with its secrets, and with what Auth0 assigned. */
export type WholeDestination = WebhookWithSecrets | Exclude<Destination, { type: 'webhook' }>

/** What Auth0 assigns to a destination, and no client sends. */
type Assigned = 'aws_partner_event_source'

/** A destination as a client sends it, after validation. */
export type RequestedDestination =
  | WebhookWithSecrets
  | {
      readonly [Type in Exclude<DestinationType, 'webhook'>]: {
        readonly type: Type
        readonly configuration: Omit<Configurations[Type], Assigned>
      }
    }[Exclude<DestinationType, 'webhook'>]

/** A destination taken apart into what responses show and what is only kept. */
export interface SplitDestination {
  readonly destination: Destination
  readonly secrets: Secrets
}

/** Takes the secrets out of a destination. */
export function splitSecrets(whole: WholeDestination): SplitDestination {
  if (whole.type !== 'webhook') return { destination: whole, secrets: {} }
  const { webhook_endpoint, webhook_authorization: authorization } = whole.configuration
  const { token, password, header_value, ...visible } = authorization
  const configuration = { webhook_endpoint, webhook_authorization: visible }
  return { destination: { type: whole.type, configuration }, secrets: given({ token, password, header_value }) }
}

/** The opposite of `splitSecrets`: the destination as if it had just been sent. */
export function joinSecrets({ destination, secrets }: SplitDestination): WholeDestination {
  if (destination.type !== 'webhook') return destination
  const { webhook_authorization, ...others } = destination.configuration
  return {
    type: destination.type,
    configuration: { ...others, webhook_authorization: { ...webhook_authorization, ...secrets } },
  }
}

/** The name under which AWS shows a stream's partner event source. Assigned at creation, never changed. */
export function createPartnerEventSource(tenantName: string, uuid: string = randomUUID()): string {
  return `aws.partner/auth0.com/${tenantName}-${uuid}/auth0.events`
}

/** The members that are there. */
function given(values: Readonly<Record<string, string | undefined>>): Secrets {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}
