import type { Emulator } from '../emulator/index'
import { type Shell, shellOf } from './shell'

/** The JSON line for scripts. Its names are stable. */
export function describeEmulator({ url, domain, clientId, clientSecret, apiToken, caFile }: Emulator) {
  const ca = caFile === undefined ? {} : { ca: caFile }
  return { url, domain, client_id: clientId, client_secret: clientSecret, api_token: apiToken, ...ca }
}

/** The text for people: the address, the variables to set, and example calls. `system` is Node's name of the platform. */
export function startupMessage(emulator: Emulator, system: string): string {
  const { url, apiToken, caFile } = emulator
  const shell = shellOf(system)
  const trust = caFile === undefined ? '' : ` --cacert ${shell.quote(caFile)}`
  const lines = [
    `A local Auth0 tenant is listening on ${url}. Stop it with Ctrl-C.`,
    'Open that address in a browser for its console: event streams and deliveries.',
    '',
    ...(caFile === undefined
      ? ['Set in the shell where you run terraform or tofu (the Auth0 SDKs and the deploy CLI require --tls):']
      : ['Set in the shell where you run terraform, tofu, a program that uses an Auth0 SDK, or the deploy CLI:']),
    '',
    ...exportsOf(emulator, shell, { domain: 'AUTH0_DOMAIN', id: 'AUTH0_CLIENT_ID', secret: 'AUTH0_CLIENT_SECRET' }),
    '',
    'For an app that declares its provider with Auth0Provider.fromVariables:',
    '',
    ...exportsOf(emulator, shell, {
      domain: 'TF_VAR_auth0_domain',
      id: 'TF_VAR_auth0_client_id',
      secret: 'TF_VAR_auth0_client_secret',
    }),
    '',
    'To call the API, and to list the control routes (faults, rate limits, time, ...):',
    '',
    `${shell.curl}${trust} -H 'Authorization: Bearer ${apiToken}' ${url}/api/v2/event-streams`,
    `${shell.curl}${trust} ${url}/__emulator/`,
  ]
  return `${lines.join('\n')}\n\n`
}

interface Names {
  readonly domain: string
  readonly id: string
  readonly secret: string
}

/** With TLS the domain has no scheme: every client accepts that form, and some accept no other. */
function exportsOf({ url, domain, clientId, clientSecret, caFile }: Emulator, shell: Shell, names: Names): string[] {
  const own = caFile === undefined ? domain : new URL(url).host
  const trust = caFile === undefined || !names.domain.startsWith('AUTH0_') ? [] : [['NODE_EXTRA_CA_CERTS', caFile]]
  const variables = [[names.domain, own], [names.id, clientId], [names.secret, clientSecret], ...trust]
  return variables.map(([name = '', value = '']) => shell.setVariable(name, value))
}
