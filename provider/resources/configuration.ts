import { type auth0Provider, PROVIDER_ENVIRONMENT, SIGNING_ALGORITHMS } from '../../schema/auth0/index'
import { type ConfigOf, isUnknown, type Unknown } from '../../schema/dsl/index'
import { type Diagnostic, error } from '../framework/index'
import type { Credentials } from '../management/index'

type Config = ConfigOf<typeof auth0Provider>
type Name = keyof typeof PROVIDER_ENVIRONMENT

/** Environment variables by name. */
export type Environment = { readonly [name: string]: string | undefined }

/** What the provider block and the environment say together, before any file is read. */
export type Configuration =
  | { readonly kind: 'ready'; readonly domain: string; readonly credentials: Credentials; readonly audience?: string }
  | { readonly kind: 'cliLogin'; readonly domain: string }
  | { readonly kind: 'pending'; readonly diagnostic: Diagnostic }
  | { readonly kind: 'invalid'; readonly diagnostic: Diagnostic }

/**
 * Resolves the provider block with the environment as the official provider does: an attribute that is set wins over its
 * variable; then `cli_login`, `api_token` and the client's credentials are looked at in this order. What is unknown while
 * planning, or left to the apply by `dynamic_credentials`, is no error until an operation needs it.
 */
export function resolveConfiguration(config: Config, env: Environment): Configuration {
  const settings = readSettings(config, env)
  const unknown = decisive(settings).filter((name) => isUnknown(settings(name)))
  if (unknown.length > 0) return { kind: 'pending', diagnostic: notKnownYet(unknown) }
  const domain = textOf(settings('domain'))
  const problems = domain === '' ? [DOMAIN_MISSING] : []
  if (isOn(settings('cli_login'))) return problems.length > 0 ? invalid(problems) : { kind: 'cliLogin', domain }
  const credentials = resolveCredentials(settings)
  if (typeof credentials === 'string') problems.push(credentials)
  if (typeof credentials !== 'string' && problems.length === 0) {
    const audience = textOf(settings('audience'))
    return { kind: 'ready', domain, credentials, ...(audience !== '' && { audience }) }
  }
  const later = isOn(settings('dynamic_credentials')) && domain !== ''
  return later ? { kind: 'pending', diagnostic: invalid(problems).diagnostic } : invalid(problems)
}

/** Whether the provider shall log bodies. */
export const wantsDebug = (config: Config, env: Environment): boolean => isOn(readSettings(config, env)('debug'))

/** The attributes that decide, in the order in which they are looked at: what comes after a decision may be anything. */
function decisive(settings: Settings): readonly Name[] {
  const [cliLogin, token] = [settings('cli_login'), settings('api_token')]
  if (isOn(cliLogin)) return ['domain']
  const always = ['domain', 'cli_login', 'api_token'] as const
  if (!isUnknown(token) && token !== '') return always
  return [
    ...always,
    'client_id',
    'client_secret',
    'client_assertion_private_key',
    'client_assertion_signing_alg',
    'audience',
  ]
}

type Settings = (name: Name) => Setting
type Setting = string | boolean | number | bigint | Unknown

// An empty string counts as not set, as in the official provider.
const readSettings =
  (config: Config, env: Environment): Settings =>
  (name) => {
    const written = config[name]
    return written === null || written === '' ? (env[PROVIDER_ENVIRONMENT[name]] ?? '') : written
  }

const textOf = (setting: Setting): string => (isUnknown(setting) ? '' : String(setting))

// Source: the official provider, for which any other word is false.
const isOn = (setting: Setting): boolean => ['1', 'true', 'on'].includes(textOf(setting))

/** The credentials, or what is missing in the words of a list: "… is set, but …". */
function resolveCredentials(settings: Settings): Credentials | string {
  const text = (name: Name) => textOf(settings(name))
  const token = text('api_token')
  if (token !== '') return { kind: 'token', token }
  const clientId = text('client_id')
  if (clientId === '') return NO_CREDENTIALS
  const [privateKey, signingAlgorithm] = [text('client_assertion_private_key'), text('client_assertion_signing_alg')]
  const algorithm = SIGNING_ALGORITHMS.find((known) => known === signingAlgorithm)
  if (privateKey !== '' && algorithm !== undefined) return { kind: 'privateKeyJwt', clientId, privateKey, algorithm }
  // Half an assertion does not stand in the way of a secret; one that is whole but wrong does.
  const clientSecret = text('client_secret')
  const wrongAssertion = privateKey !== '' && signingAlgorithm !== ''
  if (clientSecret !== '' && !wrongAssertion) return { kind: 'clientSecret', clientId, clientSecret }
  return privateKey !== '' ? NO_ALGORITHM : NO_SECRET
}

const DOMAIN_MISSING = 'No domain: set AUTH0_DOMAIN, or domain in the provider block.'
const NO_CREDENTIALS =
  'No credentials: set AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET, or AUTH0_API_TOKEN, or client_id and client_secret in the provider block.'
const NO_SECRET =
  'No client secret: AUTH0_CLIENT_ID or client_id is set, and needs AUTH0_CLIENT_SECRET or client_secret, or a client assertion (AUTH0_CLIENT_ASSERTION_PRIVATE_KEY with AUTH0_CLIENT_ASSERTION_SIGNING_ALG).'
const NO_ALGORITHM = `No signing algorithm: a client assertion key is set, and needs AUTH0_CLIENT_ASSERTION_SIGNING_ALG or client_assertion_signing_alg, one of ${SIGNING_ALGORITHMS.join(', ')}.`

const invalid = (problems: readonly string[]): { readonly kind: 'invalid'; readonly diagnostic: Diagnostic } => ({
  kind: 'invalid',
  diagnostic: error(
    'Missing credentials',
    `The provider does not know which tenant to talk to, or how to prove who it is.\n\n${problems.map((problem) => `- ${problem}`).join('\n')}\n\nThe domain and the credentials are in the Auth0 Dashboard, on the Settings tab of a machine-to-machine application that is authorized for the Auth0 Management API.`,
  ),
})

const notKnownYet = (names: readonly string[]): Diagnostic =>
  error(
    'Provider configuration not known yet',
    `An event stream must be read from Auth0, but ${names.join(', ')} of the provider block will be known only after apply.\n\nCreate first what these values depend on, with terraform apply -target=…, then run terraform again.`,
  )
