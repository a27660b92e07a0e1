import { type Block, blockIn, textIn } from './block'
import { isReference } from './reference'

/** The secret of a webhook or an Action as it is synthesized. */
export interface SynthesizedSecret {
  /** Whether Terraform sends it only, or keeps it in its state, too. */
  readonly kind: 'writeOnly' | 'stored'
  readonly value: string
  /** Whether Terraform replaces the value, such as `${var.secret}`. If not, it is the secret in plain text. */
  readonly isReference: boolean
  /** What is raised to send a write-only secret anew. */
  readonly version: number | string | undefined
}

/** How the requests of a webhook prove where they come from. */
export type SynthesizedAuthorization =
  | { readonly method: 'bearer'; readonly secret: SynthesizedSecret }
  | { readonly method: 'basic'; readonly username: string; readonly secret: SynthesizedSecret }
  | { readonly method: 'customHeader'; readonly header: string; readonly secret: SynthesizedSecret }

/** Where an event stream delivers. */
export type SynthesizedDestination =
  | { readonly type: 'eventBridge'; readonly awsAccountId: string; readonly awsRegion: string }
  | { readonly type: 'webhook'; readonly endpoint: string; readonly authorization: SynthesizedAuthorization }
  | { readonly type: 'action'; readonly actionId: string }

/** Reads the destination of a stream. Throws when it is none that Terraform would take. */
export function destinationIn(stream: Block): SynthesizedDestination {
  const type = textIn(stream, 'destination_type')
  switch (type) {
    case 'eventbridge': {
      const block = blockIn(stream, 'eventbridge_configuration')
      return {
        type: 'eventBridge',
        awsAccountId: textIn(block, 'aws_account_id'),
        awsRegion: textIn(block, 'aws_region'),
      }
    }
    case 'webhook': {
      const block = blockIn(stream, 'webhook_configuration')
      const authorization = authorizationIn(blockIn(block, 'webhook_authorization'))
      return { type: 'webhook', endpoint: textIn(block, 'webhook_endpoint'), authorization }
    }
    case 'action':
      return { type: 'action', actionId: textIn(blockIn(stream, 'action_configuration'), 'action_id') }
    default:
      throw new Error(`${stream.place} has the unknown destination_type "${type}".`)
  }
}

function authorizationIn(block: Block): SynthesizedAuthorization {
  const method = textIn(block, 'method')
  switch (method) {
    case 'bearer':
      return { method, secret: secretIn(block, 'token') }
    case 'basic':
      return { method, username: textIn(block, 'username'), secret: secretIn(block, 'password') }
    case 'custom_header':
      return { method: 'customHeader', header: textIn(block, 'header_key'), secret: secretIn(block, 'header_value') }
    default:
      throw new Error(`${block.place} has the unknown method "${method}".`)
  }
}

function secretIn(block: Block, name: string): SynthesizedSecret {
  const isWriteOnly = block.json[`${name}_wo`] !== undefined
  const value = textIn(block, isWriteOnly ? `${name}_wo` : name)
  return secretOf(isWriteOnly ? 'writeOnly' : 'stored', value, block.json[`${name}_wo_version`])
}

/** A secret by its value and what stands beside it as its version. */
export const secretOf = (kind: SynthesizedSecret['kind'], value: string, version: unknown): SynthesizedSecret => ({
  kind,
  value,
  isReference: isReference(value),
  version: typeof version === 'number' || typeof version === 'string' ? version : undefined,
})
