import type { Construct } from 'constructs'
import { webhookAuthorization } from '../schema/auth0/webhook'
import { describeValue, requireKind } from './given'
import { refusal, warn } from './refusal'
import { isResolved } from './tokens'
import { type Declared, validate } from './validate'

/**
 * A secret that is never stored in the state. Saved plans, which `cdktf diff` and `deploy` create, contain non-ephemeral variables:
 * take the secret from a `SecretVariable`. Requires Terraform 1.11 or later.
 */
export interface WriteOnlySecret {
  /** Increment it to send a new secret; Terraform cannot detect that the value has changed. Default: 1. */
  readonly version?: number
  readonly storeInState?: false
}

/** A secret that Terraform stores in its state, readable by anyone with access to the state. */
export interface StoredSecret {
  readonly storeInState: true
  readonly version?: never
}

/** Where the secret of a webhook, or the secrets of an Action, are stored. Default: write-only, with version 1. */
export type SecretOptions = WriteOnlySecret | StoredSecret

/** The version of a write-only secret, or undefined if the secret is stored. Throws if the options are invalid. */
export function versionOf(construct: Construct, options: SecretOptions): number | undefined {
  requireKind(construct, 'options of the secret', options, 'object', true)
  const { version = 1, storeInState = false } = options
  validate(construct, 'version', version, webhookAuthorization.body.token_wo_version)
  if (typeof storeInState === 'boolean') return storeInState ? undefined : version
  throw refusal(construct, 'storeInState', `it must be true or false, not ${describeValue(storeInState)}.`)
}

/** Validates a secret against its declaration. Shows a warning if it is in plain text. */
export function validateSecret(construct: Construct, prop: string, secret: string, declared: Declared<string>): void {
  validate(construct, prop, secret, declared)
  if (!isResolved(secret)) return
  warn(
    construct,
    prop,
    'the secret is in plain text in the synthesized cdk.tf.json. Take it from a SecretVariable, and give its value with TF_VAR_<name>.',
  )
}
