// Compiled as it stands against the packed package, too: it imports nothing but public entries.
import { type SecretOptions, type StoredSecret, WebhookAuthorization } from 'auth0-event-streams/cdktf'

export const right: readonly WebhookAuthorization[] = [
  WebhookAuthorization.bearer('secret'),
  WebhookAuthorization.basic({ username: 'auth0', password: 'secret' }, { version: 2 }),
  WebhookAuthorization.customHeader({ name: 'X-Key', value: 'secret' }, { storeInState: true }),
]

// @ts-expect-error Only the factories know which fields go together.
new WebhookAuthorization(() => ({ method: 'bearer' }))
// @ts-expect-error Basic authentication needs a password.
WebhookAuthorization.basic({ username: 'auth0' })
// @ts-expect-error Basic authentication needs a user name.
WebhookAuthorization.basic({ password: 'secret' })
// @ts-expect-error Name and password go together.
WebhookAuthorization.basic('auth0', 'secret')
// @ts-expect-error A token belongs to a bearer.
WebhookAuthorization.basic({ username: 'auth0', password: 'secret', token: 'secret' })
// @ts-expect-error A bearer needs a token.
WebhookAuthorization.bearer()
// @ts-expect-error A token is text.
WebhookAuthorization.bearer(1)
// @ts-expect-error A bearer token has no user name.
WebhookAuthorization.bearer({ username: 'auth0', password: 'secret' })
// @ts-expect-error A header needs a value.
WebhookAuthorization.customHeader({ name: 'X-Key' })
// @ts-expect-error A header needs a name.
WebhookAuthorization.customHeader({ value: 'secret' })
// @ts-expect-error A password belongs to basic authentication.
WebhookAuthorization.customHeader({ name: 'X-Key', value: 'secret', password: 'secret' })
// @ts-expect-error Auth0 has no such method.
WebhookAuthorization.digest({ username: 'auth0', password: 'secret' })
// @ts-expect-error Terraform sees that a stored secret has changed: it has no version.
WebhookAuthorization.bearer('secret', { storeInState: true, version: 2 })
// @ts-expect-error Nor with basic authentication.
WebhookAuthorization.basic({ username: 'auth0', password: 'secret' }, { storeInState: true, version: 2 })
// @ts-expect-error Nor with a header.
WebhookAuthorization.customHeader({ name: 'X-Key', value: 'secret' }, { storeInState: true, version: 2 })
// @ts-expect-error Whether a secret is stored is a boolean.
WebhookAuthorization.bearer('secret', { storeInState: 'yes' })
// @ts-expect-error The version is that of the options, not of the resource.
WebhookAuthorization.bearer('secret', { tokenWoVersion: 2 })
// @ts-expect-error A version is a number.
WebhookAuthorization.bearer('secret', { version: '2' })
const options: readonly SecretOptions[] = [
  {},
  { version: 2 },
  { storeInState: false, version: 2 },
  { storeInState: true },
]
declare const isStored: boolean
const decidedLater: SecretOptions = { storeInState: isStored }
// @ts-expect-error It may be stored, and then has no version.
const versionedMaybe: SecretOptions = { storeInState: isStored, version: 2 }
// @ts-expect-error A stored secret says so.
const silent: StoredSecret = {}

export const used = [options, decidedLater, versionedMaybe, silent]
