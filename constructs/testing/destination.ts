import type { DestinationType } from '../../schema/auth0/event-stream'
import type { AuthorizationMethod } from '../../schema/auth0/webhook'
import { type Block, blockIn, textIn } from './block'
import { isReference } from './reference'

/** The synthesized secret of a webhook or an Action. */
export interface SynthesizedSecret {
  /** Whether the secret is write-only or stored in the state. */
  readonly kind: 'writeOnly' | 'stored'
  readonly value: string
  /** Whether the value is a reference, such as `${var.secret}`. If not, it is the secret in plain text. */
  readonly isReference: boolean
  /** The version of a write-only secret. */
  readonly version: number | string | undefined
}

/** How Auth0 authenticates to the webhook endpoint. */
export type SynthesizedAuthorization =
  | { readonly method: 'bearer'; readonly secret: SynthesizedSecret }
  | { readonly method: 'basic'; readonly username: string; readonly secret: SynthesizedSecret }
  | { readonly method: 'customHeader'; readonly header: string; readonly secret: SynthesizedSecret }

/** Destination of a synthesized event stream. */
export type SynthesizedDestination =
  | { readonly type: 'eventBridge'; readonly awsAccountId: string; readonly awsRegion: string }
  | { readonly type: 'webhook'; readonly endpoint: string; readonly authorization: SynthesizedAuthorization }
  | { readonly type: 'action'; readonly actionId: string }

/** Reads the destination of a stream. Throws if it is invalid. */
export function destinationIn(stream: Block): SynthesizedDestination {
  const type = textIn(stream, 'destination_type')
  if (Object.hasOwn(DESTINATIONS, type)) return DESTINATIONS[type as DestinationType](stream)
  throw new Error(`${stream.place} has the unknown destination_type "${type}".`)
}

const DESTINATIONS: Readonly<Record<DestinationType, (stream: Block) => SynthesizedDestination>> = {
  eventbridge(stream) {
    const block = blockIn(stream, 'eventbridge_configuration')
    return {
      type: 'eventBridge',
      awsAccountId: textIn(block, 'aws_account_id'),
      awsRegion: textIn(block, 'aws_region'),
    }
  },
  webhook(stream) {
    const block = blockIn(stream, 'webhook_configuration')
    const authorization = authorizationIn(blockIn(block, 'webhook_authorization'))
    return { type: 'webhook', endpoint: textIn(block, 'webhook_endpoint'), authorization }
  },
  action: (stream) => ({ type: 'action', actionId: textIn(blockIn(stream, 'action_configuration'), 'action_id') }),
}

function authorizationIn(block: Block): SynthesizedAuthorization {
  const method = textIn(block, 'method')
  if (Object.hasOwn(AUTHORIZATIONS, method)) return AUTHORIZATIONS[method as AuthorizationMethod](block)
  throw new Error(`${block.place} has the unknown method "${method}".`)
}

const AUTHORIZATIONS: Readonly<Record<AuthorizationMethod, (block: Block) => SynthesizedAuthorization>> = {
  bearer: (block) => ({ method: 'bearer', secret: secretIn(block, 'token') }),
  basic: (block) => ({ method: 'basic', username: textIn(block, 'username'), secret: secretIn(block, 'password') }),
  custom_header: (block) => ({
    method: 'customHeader',
    header: textIn(block, 'header_key'),
    secret: secretIn(block, 'header_value'),
  }),
}

function secretIn(block: Block, name: string): SynthesizedSecret {
  const isWriteOnly = block.json[`${name}_wo`] !== undefined
  const value = textIn(block, isWriteOnly ? `${name}_wo` : name)
  return secretOf(isWriteOnly ? 'writeOnly' : 'stored', value, block.json[`${name}_wo_version`])
}

/** A secret by its value and its version argument. */
export function secretOf(kind: SynthesizedSecret['kind'], value: string, version: unknown): SynthesizedSecret {
  return {
    kind,
    value,
    isReference: isReference(value),
    version: typeof version === 'number' || typeof version === 'string' ? version : undefined,
  }
}
