import { auth0Provider, tokenText } from '../../schema/auth0/index'
import { type ConfigureContext, type Diagnostic, defineProvider, error, type Provider } from '../framework/index'
import {
  createManagementClient,
  credentialsProblem,
  type ManagementClient,
  type ManagementClientOptions,
  openShownInRun,
  readCliSession,
  tokenClaims,
} from '../management/index'
import { toApiLog } from './api-log'
import { certificateWarnings } from './certificate-checks'
import { type Configuration, resolveConfiguration, wantsDebug } from './configuration'
import type { Access } from './explain-auth'
import { createExplain } from './explain-error'
import { NOUNS } from './nouns'
import { resolveBudget } from './request-budget'
import type { Environment } from './settings'

/** What the provider takes from the process that it runs in. */
export interface ProviderEnvironment {
  /** This provider's own version. */
  readonly version: string
  readonly env: Environment
}

/** The provider `auth0`, with the resources and data sources of its nouns. */
export function createAuth0Provider({ version, env }: ProviderEnvironment): Provider {
  // Terraform starts a process for each provider block, so that one configuration is in force at a time.
  let explain = createExplain({ resources: EXPLANATIONS })
  return defineProvider<typeof auth0Provider, ManagementClient>({
    schema: auth0Provider,
    resources: NOUNS.flatMap(({ resource }) => resource ?? []),
    dataSources: NOUNS.flatMap(({ dataSource }) => dataSource ?? []),
    functions: NOUNS.flatMap(({ functions = [] }) => functions),
    explain: (...given) => explain(...given),
    shownInRun: openShownInRun('warnings of plans'),
    async configure(config, context) {
      const configuration = await withCliSession(resolveConfiguration(config, env), env)
      if (configuration.kind === 'pending') return { pending: configuration.diagnostic }
      if (configuration.kind === 'invalid') return { diagnostics: [configuration.diagnostic] }
      maskCredentials(configuration, context)
      const faults = await credentialsFaults(configuration.credentials)
      if (faults.length > 0) return { diagnostics: faults }
      const resolved = resolveBudget(config, env)
      if ('diagnostics' in resolved) return resolved
      const logBodies = wantsDebug(config, env)
      explain = createExplain({ resources: EXPLANATIONS, access: accessOf(configuration) })
      const client = createManagementClient({
        ...configuration,
        ...identity(version, context),
        ...network(env),
        ...resolved,
        log: toApiLog(context.log),
        logBodies,
        reconciles: true,
      })
      return {
        api: client,
        diagnostics: [...certificateWarnings(env), ...configuration.warnings],
      }
    },
  })
}

const EXPLANATIONS = NOUNS.map(({ explanations }) => explanations)

type Ready = Extract<Configuration, { kind: 'ready' }>
type Settled = Exclude<Configuration, { kind: 'cliLogin' }>

async function withCliSession(configuration: Configuration, env: Environment): Promise<Settled> {
  if (configuration.kind !== 'cliLogin') return configuration
  const session = await readCliSession(configuration.host, env)
  if ('token' in session)
    return { ...configuration, kind: 'ready', credentials: { kind: 'token', token: session.token } }
  return {
    kind: 'invalid',
    diagnostic: error(
      'No Auth0 CLI session',
      `${configuration.place} is set, but ${session.problem}.\n\nRun "auth0 login" for the tenant ${configuration.host}, or set other credentials.`,
      ['cli_login'],
    ),
  }
}

function accessOf({ domain, audience, origin, credentials }: Ready): Access {
  const claims = credentials.kind === 'token' ? tokenClaims(credentials.token) : {}
  return { domain, origin, claims, ...(audience !== undefined && { audience }) }
}

function maskCredentials({ credentials }: Ready, { log }: ConfigureContext): void {
  if (credentials.kind === 'token') log.mask(credentials.token)
  if (credentials.kind === 'clientSecret') log.mask(credentials.clientSecret)
  if (credentials.kind === 'privateKeyJwt') log.mask(credentials.privateKey)
}

async function credentialsFaults(credentials: Ready['credentials']): Promise<readonly Diagnostic[]> {
  // A token in the provider block has been validated; one of the environment is seen here for the first time.
  if (credentials.kind === 'token')
    return tokenText(credentials.token).map(({ summary, detail }) => error(summary, `AUTH0_API_TOKEN: ${detail}`))
  const problem = await credentialsProblem(credentials)
  return problem === undefined ? [] : [unusableKey(problem)]
}

// Without a path: Terraform would quote the line of the argument, and with it the key.
function unusableKey(problem: string): Diagnostic {
  return error(
    'Unusable private key',
    `The client assertion cannot be signed: ${problem}.\n\nGive the PEM text of the key whose public half is registered with the application, and its algorithm.`,
  )
}

const NAME = 'Terraform-Provider-Auth0-Event-Streams'

function identity(version: string, { terraformVersion }: ConfigureContext) {
  return {
    userAgent: `${NAME}/${version} (Terraform/${terraformVersion})`,
    auth0Client: { name: NAME, version },
  }
}

// The script's first lines move NODE_EXTRA_CA_CERTS here before they start Node, which would parse the file at every start.
const MOVED_EXTRA_CA = 'AUTH0_EVENT_STREAMS_EXTRA_CA_CERTS'
const EXTRA_CA = 'NODE_EXTRA_CA_CERTS'

function network(env: Environment): Pick<ManagementClientOptions, 'env' | 'extraCaCertificatesFile'> {
  const file = env[MOVED_EXTRA_CA] ?? env[EXTRA_CA]
  return { env, ...(file !== undefined && file !== '' && { extraCaCertificatesFile: file }) }
}
