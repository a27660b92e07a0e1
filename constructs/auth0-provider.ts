import type { Construct } from 'constructs'
import { auth0Provider } from '../schema/auth0/provider'
import { constructsIn } from './auth0-resource'
import { TerraformStack, TerraformVariable } from './core'
import { describeValue, requireId, requireKind } from './given'
import { type Auth0ProviderConfig, Auth0Provider as GeneratedAuth0Provider } from './l1/provider'
import { faultsBeside } from './provider-names'
import { refusal, type Subject } from './refusal'
import { SecretVariable } from './secret-variable'
import { checkAtSynth } from './stack-checks'
import type { SigningAlgorithm } from './suggested'
import { type Declared, validate } from './validate'
import { findVariable, reserveName } from './variable-names'

/** The configuration of the provider block, and its name in the stack. */
export interface Auth0ProviderProps extends Auth0ProviderConfig {
  /** Algorithm of the client assertions, such as `RS256`. */
  readonly clientAssertionSigningAlg?: SigningAlgorithm
  /**
   * Local name of the provider in the stack. Default: `auth0`. If the stack also uses the official provider, choose another name,
   * such as `streams`, and pass this provider to its streams as `provider`.
   */
  readonly localName?: string
}

/** The variables of each way to authenticate to Auth0, by the properties that they set. */
const VARIABLES = {
  'client-secret': { clientId: 'client_id', clientSecret: 'client_secret' },
  'private-key': { clientId: 'client_id', clientAssertionPrivateKey: 'client_assertion_private_key' },
  'api-token': { apiToken: 'api_token' },
} as const satisfies { readonly [way: string]: { readonly [prop: string]: string } }

const DESCRIPTIONS = {
  domain: 'Domain of the Auth0 tenant, such as example.eu.auth0.com.',
  client_id: 'Id of the machine-to-machine application for the Management API.',
  client_secret: 'Secret of that application.',
  client_assertion_private_key: 'Private key, as PEM text, that signs the client assertions of that application.',
  api_token: 'Management API token.',
} as const

type VariableName = keyof typeof DESCRIPTIONS

const SECRETS: ReadonlySet<VariableName> = new Set(['client_secret', 'client_assertion_private_key', 'api_token'])

/** The properties that variables do not set. */
type OtherProps = Omit<
  Auth0ProviderProps,
  'domain' | 'clientId' | 'clientSecret' | 'clientAssertionPrivateKey' | 'clientAssertionSigningAlg' | 'apiToken'
>

/** Options of a provider whose credentials come from variables. */
export type ProviderVariablesOptions = OtherProps & {
  /** Prefix of the variable names, unique per provider in a stack. Default: `auth0`, as in `auth0_domain`. */
  readonly prefix?: string
  /**
   * Whether to declare the secrets as sensitive, non-ephemeral variables, which are readable in a saved plan. Required by
   * Terraform before 1.10, which has no ephemeral variables. Default: false.
   */
  readonly storeInPlan?: boolean
} & (
    | {
        /** Default: `client-secret`. */
        readonly credentials?: 'client-secret' | 'api-token'
        readonly clientAssertionSigningAlg?: never
      }
    | {
        readonly credentials: 'private-key'
        /** Algorithm of the client assertions, such as `RS256`. */
        readonly clientAssertionSigningAlg: SigningAlgorithm
      }
  )

/**
 * The Auth0 provider of a stack. Options that are not set are read from the environment in which Terraform runs, such as
 * `AUTH0_DOMAIN`, `AUTH0_CLIENT_ID` and `AUTH0_CLIENT_SECRET`.
 *
 * @example
 * new Auth0Provider(this, 'auth0')
 */
export class Auth0Provider extends GeneratedAuth0Provider {
  constructor(scope: Construct, id: string, props: Auth0ProviderProps = {}) {
    requireId('Auth0Provider', scope, id)
    requireKind(subjectOf(scope, id), 'props', props, 'object')
    const { localName, ...config } = props
    super(scope, id, config)
    checkAtSynth(this)
    validateConfig(this, config)
    if (localName !== undefined) rename(this, localName)
    const [fault] = faultsBeside(constructsIn(TerraformStack.of(this)), this)
    if (fault !== undefined) throw refusal(this, fault.prop, fault.detail)
  }

  /**
   * Declares Terraform variables for the credentials and creates a provider that uses them: `auth0_domain`, and for a client
   * secret `auth0_client_id` and `auth0_client_secret`. The secrets are `SecretVariable`s, which are never in a saved plan.
   *
   * @example
   * Auth0Provider.fromVariables(this, 'auth0') // TF_VAR_auth0_domain=… cdktf deploy
   */
  static fromVariables(scope: Construct, id: string, options: ProviderVariablesOptions = {}): Auth0Provider {
    const subject = subjectOf(scope, id)
    requireKind(subject, 'options', options, 'object')
    const { prefix = 'auth0', credentials = 'client-secret', storeInPlan = false, ...config } = options
    const names = Object.entries<VariableName>({ domain: 'domain', ...variablesOf(subject, credentials) })
    requireIdentifier(subject, 'prefix', prefix)
    for (const [, name] of names) requireFreeName(subject, scope, prefix, name)
    const values = names.map(([prop, name]) => [prop, declareVariable(scope, prefix, name, storeInPlan)])
    return new Auth0Provider(scope, id, { ...config, ...Object.fromEntries(values) })
  }
}

function subjectOf(scope: Construct, id: string): string {
  return `Auth0Provider "${scope.node.path}/${id}"`
}

type Config = Omit<Auth0ProviderProps, 'localName'>

/** Validates the properties that the provider block declares, and the alias, which is a meta-argument. */
function validateConfig(provider: Auth0Provider, config: Config): void {
  const declared: { readonly [name: string]: Declared<never> } = auth0Provider.body
  for (const [prop, value] of Object.entries(config)) {
    const attribute = declared[prop.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)]
    if (attribute !== undefined && value !== undefined) validate(provider, prop, value as never, attribute)
    if (prop === 'alias' && value !== undefined) requireIdentifier(provider, prop, value)
  }
}

/** Sets the local name, which the frameworks otherwise take from the generated class. */
function rename(provider: Auth0Provider, localName: string): void {
  requireKind(provider, 'localName', localName, 'string')
  if (!/^[a-z](?:[a-z0-9-]*[a-z0-9])?$/.test(localName)) {
    throw refusal(
      provider,
      'localName',
      `"${localName}" must start with a lowercase letter, followed by lowercase letters, digits and "-".`,
    )
  }
  Object.assign(provider, { terraformResourceType: localName })
}

function variablesOf(subject: Subject, credentials: keyof typeof VARIABLES): { readonly [prop: string]: VariableName } {
  if (Object.hasOwn(VARIABLES, credentials)) return VARIABLES[credentials]
  const known = Object.keys(VARIABLES).join(', ')
  throw refusal(subject, 'credentials', `it must be one of ${known}, not ${describeValue(credentials)}.`)
}

/** Throws unless the value is a valid Terraform identifier. */
function requireIdentifier(subject: Subject, prop: string, value: unknown): void {
  requireKind(subject, prop, value, 'string')
  if (/^[A-Za-z_][\w-]*$/.test(String(value))) return
  throw refusal(subject, prop, `"${value}" must start with a letter or "_", followed by letters, digits, "_" and "-".`)
}

/** Throws if the variable exists: two variables with one name are merged, so two providers would use the same tenant. */
function requireFreeName(subject: Subject, scope: Construct, prefix: string, name: VariableName): void {
  const full = `${prefix}_${name}`
  const taken = findVariable(TerraformStack.of(scope), full)
  if (taken === undefined) return
  const found =
    taken.friendlyUniqueId === full ? '' : ` as "${taken.friendlyUniqueId}", which is the same name on Windows`
  throw refusal(
    subject,
    'prefix',
    `the variable "${full}" already exists in the stack, at "${taken.node.path}"${found}. Give this provider a prefix of its own.`,
  )
}

function declareVariable(scope: Construct, prefix: string, name: VariableName, storeInPlan: boolean): string {
  const full = `${prefix}_${name}`
  const config = { type: 'string', description: DESCRIPTIONS[name] }
  const variable = !SECRETS.has(name)
    ? new TerraformVariable(scope, full, config)
    : storeInPlan
      ? new TerraformVariable(scope, full, { ...config, sensitive: true })
      : new SecretVariable(scope, full, config)
  // Keeps the name TF_VAR_auth0_domain valid wherever in the stack the provider is declared.
  variable.overrideLogicalId(full)
  reserveName(variable)
  return variable.stringValue
}
