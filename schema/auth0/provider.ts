import { bool, choice, inRange, number, pattern, schema, string } from '../dsl/index'
import { tokenText, withoutLineEnd } from './credential-text'

/** The signing algorithms for client assertions (`private_key_jwt`). Source: Auth0's Go SDK, which accepts these nine. */
export const SIGNING_ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
] as const

/** The environment variable for each attribute of the provider block, used when the attribute is not set. */
export const PROVIDER_ENVIRONMENT = {
  domain: 'AUTH0_DOMAIN',
  audience: 'AUTH0_AUDIENCE',
  client_id: 'AUTH0_CLIENT_ID',
  client_secret: 'AUTH0_CLIENT_SECRET',
  client_assertion_private_key: 'AUTH0_CLIENT_ASSERTION_PRIVATE_KEY',
  client_assertion_signing_alg: 'AUTH0_CLIENT_ASSERTION_SIGNING_ALG',
  api_token: 'AUTH0_API_TOKEN',
  debug: 'AUTH0_DEBUG',
  dynamic_credentials: 'AUTH0_DYNAMIC_CREDENTIALS',
  cli_login: 'AUTH0_CLI_LOGIN',
  custom_domain_header: 'AUTH0_CUSTOM_DOMAIN_HEADER',
  max_requests_per_second: 'AUTH0_MAX_REQUESTS_PER_SECOND',
  rate_limit_headroom: 'AUTH0_RATE_LIMIT_HEADROOM',
} as const

function env(name: keyof typeof PROVIDER_ENVIRONMENT): string {
  return `Can also be set with the \`${PROVIDER_ENVIRONMENT[name]}\` environment variable.`
}

/** The provider block `provider "auth0"`: the attributes of the official provider, with secrets marked as sensitive, and two for the rate limit. */
export const auth0Provider = schema({
  type: 'auth0',
  doc: 'Manages Auth0 event streams and Actions.',
  body: {
    domain: string({
      mode: 'optional',
      doc: `Domain of the tenant, such as "example.eu.auth0.com". ${env('domain')}`,
      check: [
        pattern(
          /^(?:https?:\/\/)?[^\s/?#@]+\/?$/i,
          'Invalid domain',
          'a host name without path, query or user',
          'Take it from the Settings of your application in the Auth0 Dashboard, such as example.eu.auth0.com.',
        ),
      ],
    }),
    audience: string({
      mode: 'optional',
      doc: `Audience of the Management API. Required with a custom domain. ${env('audience')}`,
    }),
    client_id: string({
      mode: 'optional',
      check: [withoutLineEnd('client id')],
      doc: `Client id of the machine-to-machine application. ${env('client_id')}`,
    }),
    client_secret: string({
      mode: 'optional',
      sensitive: true,
      check: [withoutLineEnd('client secret')],
      doc: `Client secret of the application. ${env('client_secret')}`,
    }),
    client_assertion_private_key: string({
      mode: 'optional',
      sensitive: true,
      doc: `Private key, as PEM text, that signs the client assertion; used instead of a client secret. ${env('client_assertion_private_key')}`,
    }),
    client_assertion_signing_alg: choice(SIGNING_ALGORITHMS, {
      mode: 'optional',
      title: 'signing algorithm',
      doc: `Signing algorithm of the client assertion. ${env('client_assertion_signing_alg')}`,
    }),
    api_token: string({
      mode: 'optional',
      sensitive: true,
      check: [tokenText],
      doc: `Management API access token to use instead of client credentials. ${env('api_token')}`,
    }),
    debug: bool({
      mode: 'optional',
      doc: `Whether to log the bodies of API calls, with secrets masked, at the log level DEBUG. ${env('debug')}`,
    }),
    dynamic_credentials: bool({
      mode: 'optional',
      doc: `Set to \`true\` if credentials are only known at apply time. ${env('dynamic_credentials')}`,
    }),
    cli_login: bool({
      mode: 'optional',
      doc: `Whether to use the session of the Auth0 CLI (\`auth0 login\`). ${env('cli_login')}`,
    }),
    custom_domain_header: string({
      mode: 'optional',
      doc: `Accepted for compatibility. Auth0 does not use it for event streams. ${env('custom_domain_header')}`,
    }),
    max_requests_per_second: number({
      mode: 'optional',
      doc: `Maximum number of Management API requests per second, for all runs of this user on this machine together. By default only the tenant's rate limit applies. ${env('max_requests_per_second')}`,
      check: [
        inRange(
          'Invalid max requests per second',
          (value) => value > 0,
          'a number greater than 0',
          'Set such a number, or remove the argument to apply only the limit of the tenant.',
        ),
      ],
    }),
    rate_limit_headroom: number({
      mode: 'optional',
      doc: `Percentage of the tenant's rate limit, from 0 to 90, that is left to others, such as your logins. Default: 20. ${env('rate_limit_headroom')}`,
      check: [
        inRange(
          'Invalid rate limit headroom',
          (value) => value >= 0 && value <= 90,
          'a percentage from 0 to 90',
          'Set such a number, or remove the argument for the default of 20.',
        ),
      ],
    }),
  },
  rules: [
    {
      rule: 'conflict',
      of: 'api_token',
      with: ['client_id', 'client_secret', 'client_assertion_private_key', 'client_assertion_signing_alg'],
    },
    { rule: 'conflict', of: 'client_secret', with: ['client_assertion_private_key', 'client_assertion_signing_alg'] },
  ],
})
