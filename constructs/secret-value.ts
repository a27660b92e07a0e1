import type { Construct } from 'constructs'
import { webhookAuthorization } from '../schema/auth0/webhook'
import { describeValue, requireKind } from './given'
import { refusal, warn } from './refusal'
import { isResolved } from './tokens'
import { type Declared, validate } from './validate'

/**
 * A secret that is in no state. A saved plan, which `cdktf diff` and `deploy` make, holds the variables that are not
 * ephemeral: take the secret from a `SecretVariable`. Needs Terraform 1.11 or later.
 */
export interface WriteOnlySecret {
  /** Increment it to send a new secret; Terraform cannot see that one has changed. Default: 1. */
  readonly version?: number
  readonly storeInState?: false
}

/** A secret that Terraform keeps in its state, where whoever reads the state reads it. It needs no version. */
export interface StoredSecret {
  readonly storeInState: true
  readonly version?: never
}

/** Where the secret of a webhook, or the secrets of an Action, go. Default: write-only, with version 1. */
export type SecretOptions = WriteOnlySecret | StoredSecret

/** The version of a write-only secret, or undefined for one that is stored. Throws for options that are none. */
export function versionOf(construct: Construct, options: SecretOptions): number | undefined {
  requireKind(construct, 'options of the secret', options, 'object', true)
  const { version = 1, storeInState = false } = options
  validate(construct, 'version', version, webhookAuthorization.body.token_wo_version)
  if (typeof storeInState === 'boolean') return storeInState ? undefined : version
  throw refusal(construct, 'storeInState', `it must be true or false, not ${describeValue(storeInState)}.`)
}

/** Validates a secret by what the schema declares of it. Shows a warning for one that stands in plain text. */
export function validateSecret(construct: Construct, prop: string, secret: string, declared: Declared<string>): void {
  validate(construct, prop, secret, declared)
  if (!isResolved(secret)) return
  warn(
    construct,
    prop,
    'the secret stands in plain text in the synthesized cdk.tf.json. Take it from a SecretVariable, and give its value with TF_VAR_<name>.',
  )
}
