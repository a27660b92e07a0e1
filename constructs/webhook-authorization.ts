import type { Construct } from 'constructs'
import { webhookAuthorization } from '../schema/auth0/webhook'
import type { EventStreamWebhookConfigurationWebhookAuthorization } from './l1/event-stream'
import { type SecretOptions, validateSecret, versionOf } from './secret-value'
import { requireProps, validate } from './validate'

/** User name and password for HTTP basic authentication. */
export interface BasicCredentials {
  /** Up to 128 characters, no colon. */
  readonly username: string
  readonly password: string
}

/** A custom header that contains a secret. */
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

  /** A custom header that contains the secret. */
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

  /** Returns the configuration for a stream. Throws if it is invalid. Called by the destination. */
  bind(stream: Construct): Configuration {
    return this.configure(stream)
  }
}
