import type { Construct } from 'constructs'
import { webhookAuthorization } from '../schema/auth0/webhook'
import { isResolved, judge, warn } from './judge'
import type { EventStreamWebhookConfigurationWebhookAuthorization } from './l1/event-stream'

/** A secret that Terraform sends and never stores. Needs Terraform 1.11 or later. */
export interface WriteOnlySecret {
  /** Raise it to send a new secret; Terraform cannot see that one has changed. Default: 1. */
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
 * How the requests of a webhook prove where they come from.
 *
 * @example
 * const token = new TerraformVariable(this, 'crm_token', { type: 'string', sensitive: true })
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
      judgeSecret(stream, 'token', token, declared.token)
      const version = versionOf(stream, options)
      return {
        method: 'bearer',
        ...(version === undefined ? { token } : { tokenWo: token, tokenWoVersion: version }),
      }
    })
  }

  /** HTTP basic authentication. */
  static basic({ username, password }: BasicCredentials, options: SecretOptions = {}): WebhookAuthorization {
    return new WebhookAuthorization((stream) => {
      judge(stream, 'username', username, declared.username)
      judgeSecret(stream, 'password', password, declared.password)
      const version = versionOf(stream, options)
      return {
        method: 'basic',
        username,
        ...(version === undefined ? { password } : { passwordWo: password, passwordWoVersion: version }),
      }
    })
  }

  /** A header whose value is the secret. */
  static customHeader({ name, value }: SecretHeader, options: SecretOptions = {}): WebhookAuthorization {
    return new WebhookAuthorization((stream) => {
      judge(stream, 'name', name, declared.header_key)
      judgeSecret(stream, 'value', value, declared.header_value)
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
function versionOf(stream: Construct, { version = 1, storeInState = false }: SecretOptions): number | undefined {
  judge(stream, 'version', version, declared.token_wo_version)
  return storeInState ? undefined : version
}

function judgeSecret(stream: Construct, prop: string, secret: string, attribute: typeof declared.token): void {
  judge(stream, prop, secret, attribute)
  if (!isResolved(secret)) return
  warn(
    stream,
    prop,
    'the secret stands in plain text in the synthesized cdk.tf.json. Take it from a TerraformVariable with sensitive: true, and give its value with TF_VAR_<name>.',
  )
}
