import { bool, choice, inRange, number, pattern, schema, string } from '../dsl/index'

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

/** The environment variable that stands in for each attribute of the provider block when it is not set. */
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

const env = (name: keyof typeof PROVIDER_ENVIRONMENT): string => `Or \`${PROVIDER_ENVIRONMENT[name]}\`.`

/** The provider block `provider "auth0"`; its attributes are those of the official provider, secrets marked as such, and two for the rate limit. */
export const auth0Provider = schema({
  type: 'auth0',
  doc: 'Declares Auth0 event streams as code.',
  body: {
    domain: string({
      mode: 'optional',
      doc: `Domain of the tenant, such as \`example.eu.auth0.com\`. ${env('domain')}`,
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
      doc: `Audience of the token; needed with a custom domain. ${env('audience')}`,
    }),
    client_id: string({ mode: 'optional', doc: `Id of the machine-to-machine application. ${env('client_id')}` }),
    client_secret: string({
      mode: 'optional',
      sensitive: true,
      doc: `Secret of the application. ${env('client_secret')}`,
    }),
    client_assertion_private_key: string({
      mode: 'optional',
      sensitive: true,
      doc: `Private key (PEM text) that signs the client assertion instead of a secret. ${env('client_assertion_private_key')}`,
    }),
    client_assertion_signing_alg: choice(SIGNING_ALGORITHMS, {
      mode: 'optional',
      title: 'signing algorithm',
      doc: `Algorithm of that signature. ${env('client_assertion_signing_alg')}`,
    }),
    api_token: string({
      mode: 'optional',
      sensitive: true,
      doc: `Management API token to use as it is. ${env('api_token')}`,
    }),
    debug: bool({
      mode: 'optional',
      doc: `Log API calls with their bodies, secrets masked, at TF_LOG_PROVIDER=DEBUG. ${env('debug')}`,
    }),
    dynamic_credentials: bool({
      mode: 'optional',
      doc: `Credentials are known only at apply, so none is asked for while planning. ${env('dynamic_credentials')}`,
    }),
    cli_login: bool({
      mode: 'optional',
      doc: `Use the session of \`auth0 login\` of the Auth0 CLI. ${env('cli_login')}`,
    }),
    custom_domain_header: string({
      mode: 'optional',
      doc: `Accepted for compatibility; Auth0 has no use for it on event streams. ${env('custom_domain_header')}`,
    }),
    max_requests_per_second: number({
      mode: 'optional',
      doc: `Upper bound of Management API requests per second, for all runs of this user on this machine together; by default there is none but the tenant's limit. ${env('max_requests_per_second')}`,
      check: [
        inRange(
          'Invalid max requests per second',
          (value) => value > 0,
          'a number greater than 0',
          'Give it such a number, or leave it out: then only the limit of the tenant counts.',
        ),
      ],
    }),
    rate_limit_headroom: number({
      mode: 'optional',
      doc: `Share of the tenant's rate limit, in percent from 0 to 90, that is left to others, such as your log-ins; 20 by default. ${env('rate_limit_headroom')}`,
      check: [
        inRange(
          'Invalid rate limit headroom',
          (value) => value >= 0 && value <= 90,
          'a percentage from 0 to 90',
          'Give it such a number, or leave it out for 20.',
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
