import type { Construct } from 'constructs'
import { TerraformVariable } from './core'
import { requireSameFramework } from './framework'
import { type Auth0ProviderConfig, Auth0Provider as GeneratedAuth0Provider } from './l1/provider'

/** How the provider proves who it is; each way has variables of its own. */
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

/** What the variables give is left out here. */
type OtherConfig = Omit<
  Auth0ProviderConfig,
  'domain' | 'clientId' | 'clientSecret' | 'clientAssertionPrivateKey' | 'clientAssertionSigningAlg' | 'apiToken'
>

/** Options of a provider whose credentials come from variables. */
export type ProviderVariablesOptions = OtherConfig & {
  /** What the names of the variables begin with; each provider of a stack needs another. Default: `auth0`, as in `auth0_domain`. */
  readonly prefix?: string
} & (
    | {
        /** Default: `client-secret`. */
        readonly credentials?: 'client-secret' | 'api-token'
        readonly clientAssertionSigningAlg?: never
      }
    | {
        readonly credentials: 'private-key'
        /** Algorithm of the client assertions, such as `RS256`. */
        readonly clientAssertionSigningAlg: string
      }
  )

/** The Auth0 provider of a stack. Without any configuration it reads `AUTH0_DOMAIN` and the others from the environment. */
export class Auth0Provider extends GeneratedAuth0Provider {
  constructor(scope: Construct, id: string, config?: Auth0ProviderConfig) {
    super(scope, id, config)
    requireSameFramework(this)
  }

  /**
   * A provider that takes its credentials from Terraform variables, which it declares: `auth0_domain`, and with a client
   * secret `auth0_client_id` and `auth0_client_secret`. Secrets are marked as sensitive.
   *
   * @example
   * Auth0Provider.fromVariables(this, 'Auth0') // TF_VAR_auth0_domain=… cdktf deploy
   */
  static fromVariables(scope: Construct, id: string, options: ProviderVariablesOptions = {}): Auth0Provider {
    const { prefix = 'auth0', credentials = 'client-secret', ...config } = options
    requirePrefix(scope, id, prefix)
    const names = Object.entries<VariableName>({ domain: 'domain', ...VARIABLES[credentials] })
    const values = names.map(([prop, name]) => [prop, declareVariable(scope, prefix, name)])
    return new Auth0Provider(scope, id, { ...config, ...Object.fromEntries(values) })
  }
}

function requirePrefix(scope: Construct, id: string, prefix: string): void {
  const refuse = (detail: string) => new Error(`Auth0Provider "${scope.node.path}/${id}": prefix: ${detail}`)
  if (!/^[A-Za-z_][\w-]*$/.test(prefix)) {
    throw refuse(`"${prefix}" must begin with a letter or "_", and go on with letters, digits, "_" and "-".`)
  }
  if (scope.node.tryFindChild(`${prefix}_domain`) !== undefined) {
    throw refuse(`the variable "${prefix}_domain" is there already. Give this provider a prefix of its own.`)
  }
}

function declareVariable(scope: Construct, prefix: string, name: VariableName): string {
  const full = `${prefix}_${name}`
  const variable = new TerraformVariable(scope, full, {
    type: 'string',
    description: DESCRIPTIONS[name],
    ...(SECRETS.has(name) && { sensitive: true }),
  })
  // Wherever the provider is declared, TF_VAR_auth0_domain must find it.
  variable.overrideLogicalId(full)
  return variable.stringValue
}
