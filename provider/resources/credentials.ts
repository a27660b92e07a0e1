import { SIGNING_ALGORITHMS } from '../../schema/auth0/index'
import type { Credentials } from '../management/index'
import { isOn, type Setting, type SettingName, type Settings, textOf } from './settings'

/** The ways to prove who one is. */
export type CredentialKind = 'cliLogin' | 'token' | 'client'

/** Where credentials come from, for messages. Holds no value. */
export interface CredentialOrigin {
  readonly kind: Credentials['kind'] | 'cliLogin'
  /** What was used, and where it was set: `the API token from AUTH0_API_TOKEN`. */
  readonly used: string
  /** What is set as well and was not used: `AUTH0_CLIENT_ID`. */
  readonly unused: readonly string[]
}

/** Credentials that are complete, or what is wrong with them, as an item of a list. */
export type ResolvedCredentials =
  | { readonly credentials: Credentials; readonly origin: CredentialOrigin }
  | { readonly problem: string }

const CLIENT_PARTS = ['client_id', 'client_secret', 'client_assertion_private_key'] as const
const CREDENTIALS = ['cli_login', 'api_token', ...CLIENT_PARTS] as const

/**
 * The way that is used: what the provider block names takes precedence over the environment as a whole, so that a variable
 * cannot replace credentials that are written in the block. Within one place the order is that of the official provider:
 * `cli_login`, `api_token`, the client. A value that is not known yet counts as set. Undefined when nothing is set.
 */
export function chooseKind(settings: Settings): CredentialKind | undefined {
  for (const place of ['block', 'environment'] as const) {
    function isSet(name: SettingName) {
      return settings(name).from === place
    }
    if (isSet('cli_login') && isOn(settings('cli_login'))) return 'cliLogin'
    if (isSet('api_token')) return 'token'
    if (CLIENT_PARTS.some(isSet)) return 'client'
  }
  return undefined
}

/** Where the session of the Auth0 CLI was asked for. */
export function cliOrigin(settings: Settings): CredentialOrigin {
  return {
    kind: 'cliLogin',
    used: `the session of the Auth0 CLI, as ${settings('cli_login').place} asks for`,
    unused: unusedOf(settings, ['cli_login']),
  }
}

/** The token or the client's credentials, whichever is chosen. */
export function resolveCredentials(settings: Settings, kind: 'token' | 'client' | undefined): ResolvedCredentials {
  if (kind === undefined) return { problem: NO_CREDENTIALS }
  return kind === 'token' ? tokenCredentials(settings) : clientCredentials(settings)
}

function tokenCredentials(settings: Settings): ResolvedCredentials {
  const setting = settings('api_token')
  const problem = strayWhiteSpace(setting)
  if (problem !== undefined) return { problem }
  const used = `the API token from ${setting.place}`
  return {
    credentials: { kind: 'token', token: textOf(setting) },
    origin: { kind: 'token', used, unused: unusedOf(settings, ['api_token']) },
  }
}

function clientCredentials(settings: Settings): ResolvedCredentials {
  const [id, secret, key, algorithm] = (
    ['client_id', 'client_secret', 'client_assertion_private_key', 'client_assertion_signing_alg'] as const
  ).map(settings) as [Setting, Setting, Setting, Setting]
  const stray = [id, secret, algorithm].map(strayWhiteSpace).find((problem) => problem !== undefined)
  if (stray !== undefined) return { problem: stray }
  if (id.from === undefined) return { problem: noClientId(secret.from === undefined ? key : secret) }
  const clientId = textOf(id)
  const known = SIGNING_ALGORITHMS.find((one) => one === textOf(algorithm))
  const way = wayOf(secret, key, known === undefined ? algorithm.from !== undefined : undefined)
  if (way === 'assertion' && known === undefined) return { problem: noAlgorithm(key) }
  if (way === 'assertion' && known !== undefined) {
    return {
      credentials: { kind: 'privateKeyJwt', clientId, privateKey: textOf(key), algorithm: known },
      origin: clientOrigin('privateKeyJwt', id, key, settings),
    }
  }
  if (way === undefined) return { problem: noSecret(id) }
  return {
    credentials: { kind: 'clientSecret', clientId, clientSecret: textOf(secret) },
    origin: clientOrigin('clientSecret', id, secret, settings),
  }
}

/**
 * Key or secret: the one in the block; else the key, unless its algorithm is missing altogether and there is a secret.
 * `isAlgorithmWrong` is undefined for a known algorithm, false for none.
 */
function wayOf(secret: Setting, key: Setting, isAlgorithmWrong: boolean | undefined) {
  if (key.from === 'block') return 'assertion'
  if (secret.from === 'block') return 'secret'
  if (key.from !== undefined && (isAlgorithmWrong !== false || secret.from === undefined)) return 'assertion'
  return secret.from === undefined ? undefined : 'secret'
}

/** With what a client proves who it is, and the attribute that has it. */
const PROOFS = {
  privateKeyJwt: ['private key', 'client_assertion_private_key'],
  clientSecret: ['client secret', 'client_secret'],
} as const

function clientOrigin(kind: keyof typeof PROOFS, id: Setting, proof: Setting, settings: Settings): CredentialOrigin {
  const [what, name] = PROOFS[kind]
  return {
    kind,
    used: `the client id from ${id.place} and the ${what} from ${proof.place}`,
    unused: unusedOf(settings, ['client_id', name]),
  }
}

function unusedOf(settings: Settings, used: readonly SettingName[]): readonly string[] {
  return CREDENTIALS.filter((name) => !used.includes(name))
    .map((name) => ({ name, setting: settings(name) }))
    .filter(({ name, setting }) => setting.from !== undefined && (name !== 'cli_login' || isOn(setting)))
    .map(({ setting }) => setting.place)
}

/** What is wrong with a value's white space, as an item of a list: a line end that came with the value from a file or a variable; Auth0 would refuse the value with no word of why. */
export function strayWhiteSpace(setting: Setting): string | undefined {
  const text = textOf(setting)
  if (text === text.trim()) return undefined
  if (text.trim() === '') return `${setting.place} is blank. Give it a value, or do not set it.`
  const cure = setting.from === 'block' ? 'Wrap it in trimspace().' : 'Set it without that.'
  return `${setting.place} begins or ends with white space or a line break. ${cure}`
}

const NO_CREDENTIALS =
  'No credentials: set AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET, or AUTH0_API_TOKEN, or client_id and client_secret in the provider block.'

function noClientId({ place }: Setting): string {
  return `No client id: ${place} is set, and needs AUTH0_CLIENT_ID, or client_id in the provider block.`
}

function noSecret({ place }: Setting): string {
  return `No client secret: ${place} is set, and needs AUTH0_CLIENT_SECRET or client_secret, or a client assertion (AUTH0_CLIENT_ASSERTION_PRIVATE_KEY with AUTH0_CLIENT_ASSERTION_SIGNING_ALG).`
}

function noAlgorithm({ place }: Setting): string {
  return `No signing algorithm: ${place} is set, and needs AUTH0_CLIENT_ASSERTION_SIGNING_ALG or client_assertion_signing_alg, one of ${SIGNING_ALGORITHMS.join(', ')}.`
}
