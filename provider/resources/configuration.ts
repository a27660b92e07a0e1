import { isUnknown } from '../../schema/dsl/index'
import { type Diagnostic, error, warning } from '../framework/index'
import { type Credentials, InvalidDomainError, parseDomain } from '../management/index'
import {
  type CredentialKind,
  type CredentialOrigin,
  chooseKind,
  cliOrigin,
  resolveCredentials,
  strayWhiteSpace,
} from './credentials'
import { type Config, type Environment, isOn, readSettings, type Setting, type SettingName, textOf } from './settings'

/** What the provider block and the environment say together, before any file is read. */
export type Configuration =
  | {
      readonly kind: 'ready'
      /** As the client takes it: scheme, host and port, in lower case. */
      readonly domain: string
      readonly credentials: Credentials
      readonly origin: CredentialOrigin
      readonly audience?: string
      readonly warnings: readonly Diagnostic[]
    }
  | {
      readonly kind: 'cliLogin'
      readonly domain: string
      /** The host alone, by which the Auth0 CLI knows the tenant. */
      readonly host: string
      readonly origin: CredentialOrigin
      /** Where the session was asked for, for messages. */
      readonly place: string
      readonly warnings: readonly Diagnostic[]
    }
  | { readonly kind: 'pending'; readonly diagnostic: Diagnostic }
  | { readonly kind: 'invalid'; readonly diagnostic: Diagnostic }

/**
 * Resolves the provider block with the environment. An attribute that is set takes precedence over its variable, and
 * credentials of the block take precedence over those of the environment, whatever their kind. What is unknown while
 * planning, or left to the apply by `dynamic_credentials`, is no error until an operation needs it.
 */
export function resolveConfiguration(config: Config, env: Environment): Configuration {
  const settings = readSettings(config, env)
  const kind = chooseKind(settings)
  const unknown = decisive(kind).filter((name) => isUnknown(settings(name).value))
  if (unknown.length > 0) return { kind: 'pending', diagnostic: notKnownYet(unknown) }
  const domain = resolveDomain(settings('domain'))
  if ('diagnostic' in domain) return { kind: 'invalid', ...domain }
  const problems = 'problem' in domain ? [domain.problem] : []
  if (kind === 'cliLogin') {
    if (!('host' in domain)) return missing(problems)
    const { origin, host, warnings } = domain
    return { kind, domain: origin, host, origin: cliOrigin(settings), place: settings('cli_login').place, warnings }
  }
  const resolved = resolveCredentials(settings, kind)
  if ('problem' in resolved) problems.push(resolved.problem)
  const stray = strayWhiteSpace(settings('audience'))
  if (stray !== undefined) problems.push(stray)
  if ('host' in domain && 'credentials' in resolved && problems.length === 0) {
    const [audience, { origin, warnings }] = [textOf(settings('audience')), domain]
    return { kind: 'ready', domain: origin, ...resolved, ...(audience !== '' && { audience }), warnings }
  }
  const later = isOn(settings('dynamic_credentials')) && 'host' in domain
  return later ? { kind: 'pending', diagnostic: missing(problems).diagnostic } : missing(problems)
}

/** Whether the provider shall log bodies. */
export function wantsDebug(config: Config, env: Environment): boolean {
  return isOn(readSettings(config, env)('debug'))
}

/** The attributes that decide: those of another way may be anything. */
function decisive(kind: CredentialKind | undefined): readonly SettingName[] {
  if (kind === 'cliLogin') return ['domain']
  if (kind === 'token') return ['domain', 'cli_login', 'api_token']
  return [
    'domain',
    'cli_login',
    'api_token',
    'client_id',
    'client_secret',
    'client_assertion_private_key',
    'client_assertion_signing_alg',
    'audience',
  ]
}

type ResolvedDomain =
  | { readonly origin: string; readonly host: string; readonly warnings: readonly Diagnostic[] }
  | { readonly problem: string }
  | { readonly diagnostic: Diagnostic }

function resolveDomain(setting: Setting): ResolvedDomain {
  const text = textOf(setting)
  if (text.trim() === '') return { problem: 'No domain: set AUTH0_DOMAIN, or domain in the provider block.' }
  try {
    const { origin, domain } = parseDomain(text)
    return { origin, host: domain, warnings: lookAlikeWarnings(text, setting, domain) }
  } catch (thrown) {
    if (!(thrown instanceof InvalidDomainError)) throw thrown
    return { diagnostic: invalidDomain(text, setting, thrown) }
  }
}

/** A letter of another script looks like one of this, and leads to another host. */
function lookAlikeWarnings(text: string, { place }: Setting, host: string): readonly Diagnostic[] {
  if (/^[\x20-\x7e]*$/.test(text)) return []
  const detail = `${JSON.stringify(text)} of ${place} has letters that are not ASCII, so that it means the host ${host}. Letters of another script may look like those of the tenant's domain and lead elsewhere, with the credentials.\n\nCopy the domain from the Settings of your application in the Auth0 Dashboard.`
  return [warning('Domain with letters of another script', detail, ['domain'])]
}

function invalidDomain(text: string, { place }: Setting, { message }: InvalidDomainError): Diagnostic {
  // A domain with a password is refused by the error's own words, and must not be quoted.
  const quoted = text.includes('@') ? 'The value' : JSON.stringify(text)
  return error(
    'Invalid domain',
    `${quoted} of ${place} is not the domain of a tenant: ${message}.\n\nTake it from the Settings of your application in the Auth0 Dashboard, such as example.eu.auth0.com.`,
    ['domain'],
  )
}

function missing(problems: readonly string[]): { readonly kind: 'invalid'; readonly diagnostic: Diagnostic } {
  return {
    kind: 'invalid',
    diagnostic: error(
      problems.every((problem) => problem.startsWith('No ')) ? 'Missing credentials' : 'Unusable credentials',
      `The provider has no tenant domain or no usable credentials.\n\n${problems.map((problem) => `- ${problem}`).join('\n')}\n\nThe domain and the credentials are in the Auth0 Dashboard, on the Settings tab of a machine-to-machine application that is authorized for the Auth0 Management API.`,
    ),
  }
}

function notKnownYet(names: readonly string[]): Diagnostic {
  return error(
    'Provider configuration not known yet',
    `The provider must ask Auth0 for an object, but ${names.join(', ')} of the provider block will be known only after apply.\n\nCreate first what these values depend on, by an apply with -target=…, then run the command again.`,
  )
}
