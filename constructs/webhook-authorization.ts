import type { Construct } from 'constructs'
import { webhookAuthorization } from '../schema/auth0/webhook'
import { describeValue, requireKind } from './given'
import type { EventStreamWebhookConfigurationWebhookAuthorization } from './l1/event-stream'
import { refusal, warn } from './refusal'
import { isResolved } from './tokens'
import { requireProps, validate } from './validate'

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

/** Where the secret of a webhook goes. Default: it is write-only, with version 1. */
export type SecretOptions = WriteOnlySecret | StoredSecret

/** Name and password of HTTP basic authentication. */
export interface BasicCredentials {
  /** Up to 128 characters, no colon. */
  readonly username: string
  readonly password: string
}

/** A header of one's own that carries a secret. */
export interface SecretHeader {
  /** Name of the header, such as `X-Webhook-Key`. */
  readonly name: string
  readonly value: string
}

type Configuration = EventStreamWebhookConfigurationWebhookAuthorization
type Bind = (stream: Construct) => Configuration

const { body: declared } = webhookAuthorization

/**
 * How Auth0 authenticates to the webhook endpoint.
 *
 * @example
 * const token = new SecretVariable(this, 'crm_token')
 * WebhookAuthorization.bearer(token.stringValue, { version: 2 })
 */
export class WebhookAuthorization {
  private readonly configure: Bind

  private constructor(configure: Bind) {
    this.configure = configure
  }

  /** The header `Authorization: Bearer <token>`. */
  static bearer(token: string, options: SecretOptions = {}): WebhookAuthorization {
    return new WebhookAuthorization((stream) => {
      validateSecret(stream, 'token', token, declared.token)
      const version = versionOf(stream, options)
      return {
        method: 'bearer',
        ...(version === undefined ? { token } : { tokenWo: token, tokenWoVersion: version }),
      }
    })
  }

  /** HTTP basic authentication. */
  static basic(credentials: BasicCredentials, options: SecretOptions = {}): WebhookAuthorization {
    return new WebhookAuthorization((stream) => {
      requireProps(stream, 'authorization', credentials, true)
      const { username, password } = credentials
      validate(stream, 'username', username, declared.username)
      validateSecret(stream, 'password', password, declared.password)
      const version = versionOf(stream, options)
      return {
        method: 'basic',
        username,
        ...(version === undefined ? { password } : { passwordWo: password, passwordWoVersion: version }),
      }
    })
  }

  /** A header whose value is the secret. */
  static customHeader(header: SecretHeader, options: SecretOptions = {}): WebhookAuthorization {
    return new WebhookAuthorization((stream) => {
      requireProps(stream, 'authorization', header, true)
      const { name, value } = header
      validate(stream, 'name', name, declared.header_key)
      validateSecret(stream, 'value', value, declared.header_value)
      const version = versionOf(stream, options)
      return {
        method: 'custom_header',
        headerKey: name,
        ...(version === undefined ? { headerValue: value } : { headerValueWo: value, headerValueWoVersion: version }),
      }
    })
  }

  /** Gives the configuration for a stream. Throws when something in it is wrong; called by the destination. */
  bind(stream: Construct): Configuration {
    return this.configure(stream)
  }
}

/** The version of a write-only secret, or undefined for one that is stored. */
function versionOf(stream: Construct, options: SecretOptions): number | undefined {
  requireKind(stream, 'options of the secret', options, 'object', true)
  const { version = 1, storeInState = false } = options
  validate(stream, 'version', version, declared.token_wo_version)
  if (typeof storeInState === 'boolean') return storeInState ? undefined : version
  throw refusal(stream, 'storeInState', `it must be true or false, not ${describeValue(storeInState)}.`)
}

function validateSecret(stream: Construct, prop: string, secret: string, attribute: typeof declared.token): void {
  validate(stream, prop, secret, attribute)
  if (!isResolved(secret)) return
  warn(
    stream,
    prop,
    'the secret stands in plain text in the synthesized cdk.tf.json. Take it from a SecretVariable, and give its value with TF_VAR_<name>.',
  )
}
