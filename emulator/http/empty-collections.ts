import type { Json } from '../json'
import { notFound } from './api-error'
import { jsonResponse } from './response'
import type { Route } from './route'

/** How a collection is returned: pages by number with totals on request, pages by checkpoint, or a bare list. */
type Paging = 'numbered' | 'checkpoint' | 'bare'

/** A kind of thing that the tenant has none of: the key of its list in a response, and how it is paged. */
interface EmptyCollection {
  readonly path: string
  readonly key: string
  readonly paging: Paging
}

function numbered(path: string, key = path.replaceAll('-', '_')): EmptyCollection {
  return { path, key, paging: 'numbered' }
}
function checkpoint(path: string, key = path.replaceAll('-', '_')): EmptyCollection {
  return {
    path,
    key,
    paging: 'checkpoint',
  }
}
function bare(path: string): EmptyCollection {
  return { path, key: '', paging: 'bare' }
}

/**
 * The collections of the Management API that the tenant does not keep, as Auth0's SDK for Node (7.1) reads them. The deploy
 * CLI asks for all of them in a full export, which stops at the first that is not there.
 */
export const EMPTY_COLLECTIONS: readonly EmptyCollection[] = [
  numbered('rules'),
  numbered('hooks'),
  numbered('client-grants'),
  numbered('resource-servers'),
  numbered('grants'),
  numbered('device-credentials'),
  numbered('logs'),
  numbered('flows'),
  numbered('flows/vault/connections', 'connections'),
  numbered('forms'),
  numbered('network-acls'),
  numbered('prompts/rendering', 'configs'),
  numbered('self-service-profiles'),
  numbered('keys/encryption', 'keys'),
  checkpoint('agents'),
  checkpoint('connection-profiles'),
  checkpoint('connections-directory-provisionings', 'directory_provisionings'),
  checkpoint('connections-scim-configurations', 'scim_configurations'),
  checkpoint('rate-limit-policies'),
  checkpoint('refresh-tokens'),
  checkpoint('token-exchange-profiles'),
  checkpoint('user-attribute-profiles'),
  checkpoint('verifiable-credentials/verification/templates', 'templates'),
  checkpoint('branding/phone/providers', 'providers'),
  checkpoint('branding/phone/templates', 'templates'),
  checkpoint('connections/:id/clients', 'clients'),
  bare('custom-domains'),
  bare('log-streams'),
  bare('rules-configs'),
  bare('guardian/factors'),
  bare('guardian/policies'),
  bare('keys/signing'),
]

/** Settings that the tenant does not keep. */
export const EMPTY_SETTINGS = [
  'attack-protection/bot-detection',
  'attack-protection/breached-password-detection',
  'attack-protection/brute-force-protection',
  'attack-protection/captcha',
  'attack-protection/phone-provider-protection',
  'attack-protection/suspicious-ip-throttling',
  'branding',
  'branding/templates/universal-login',
  'guardian/factors/duo/settings',
  'guardian/factors/phone/message-types',
  'guardian/factors/phone/providers/twilio',
  'guardian/factors/phone/selected-provider',
  'guardian/factors/phone/templates',
  'guardian/factors/push-notification/providers/apns',
  'guardian/factors/push-notification/providers/sns',
  'guardian/factors/push-notification/selected-provider',
  'guardian/factors/sms/providers/twilio',
  'guardian/factors/sms/selected-provider',
  'guardian/factors/sms/templates',
  'prompts',
  'prompts/:prompt/custom-text/:language',
  'prompts/:prompt/partials',
  'prompts/:prompt/screen/:screen/rendering',
  'risk-assessments/settings',
  'risk-assessments/settings/new-device',
  'supplemental-signals',
  'tenants/settings',
] as const

/** Things of which a tenant has one or none, and what Auth0 says when it has none. */
export const MISSING = {
  'branding/themes/default': 'There was an error retrieving branding settings: theme not found',
  'email-templates/:name': 'The template does not exist.',
  'emails/provider': 'There is not a configured email provider',
} as const

/** Reading what the tenant does not keep: empty or missing, for any token. Changing it is an unknown route. */
export function emptyRoutes(): Route[] {
  const collections = EMPTY_COLLECTIONS.map((collection) =>
    reading(collection.path, (query) => emptyPage(collection, query)),
  )
  const settings = EMPTY_SETTINGS.map((path) => reading(path, () => ({})))
  const missing = Object.entries(MISSING).map(([path, message]) =>
    reading(path, () => {
      throw notFound(message)
    }),
  )
  return [...collections, ...settings, ...missing]
}

function reading(path: string, bodyOf: (query: URLSearchParams) => Json): Route {
  return { method: 'GET', path: `/${path}`, scopes: [], handle: ({ query }) => jsonResponse(200, bodyOf(query)) }
}

function emptyPage({ key, paging }: EmptyCollection, query: URLSearchParams): Json {
  if (paging === 'bare') return []
  if (paging === 'checkpoint' || query.has('take')) return { [key]: [] }
  const start = Number(query.get('page') ?? 0) * Number(query.get('per_page') ?? 50)
  const limit = Number(query.get('per_page') ?? 50)
  return query.get('include_totals') === 'true' ? { start, limit, length: 0, total: 0, [key]: [] } : []
}
