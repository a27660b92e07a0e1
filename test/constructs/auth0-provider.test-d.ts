// Compiled as it stands against the packed package, too: it imports nothing but public entries.
import { Auth0Provider } from 'auth0-event-streams/cdktf'
import type { TerraformStack } from 'cdktf'

declare const stack: TerraformStack
const clientAssertionSigningAlg = 'RS256'

new Auth0Provider(stack, 'Auth0')
new Auth0Provider(stack, 'Auth0', { domain: 'example.eu.auth0.com', clientId: 'id', clientSecret: 'secret' })
// @ts-expect-error A domain is text.
new Auth0Provider(stack, 'Auth0', { domain: new URL('https://example.eu.auth0.com') })
// @ts-expect-error The provider has no such attribute.
new Auth0Provider(stack, 'Auth0', { tenant: 'example' })

Auth0Provider.fromVariables(stack, 'Auth0')
Auth0Provider.fromVariables(stack, 'Auth0', { credentials: 'client-secret', prefix: 'tenant', alias: 'other' })
Auth0Provider.fromVariables(stack, 'Auth0', { credentials: 'api-token', debug: true })
Auth0Provider.fromVariables(stack, 'Auth0', { credentials: 'private-key', clientAssertionSigningAlg })
// @ts-expect-error A private key needs its algorithm.
Auth0Provider.fromVariables(stack, 'Auth0', { credentials: 'private-key' })
// @ts-expect-error The algorithm belongs to a private key, not to a token.
Auth0Provider.fromVariables(stack, 'Auth0', { credentials: 'api-token', clientAssertionSigningAlg })
// @ts-expect-error Nor to a client secret, which is the default.
Auth0Provider.fromVariables(stack, 'Auth0', { clientAssertionSigningAlg })
// @ts-expect-error Credentials are of one of three kinds.
Auth0Provider.fromVariables(stack, 'Auth0', { credentials: 'password' })
// @ts-expect-error A prefix is text.
Auth0Provider.fromVariables(stack, 'Auth0', { prefix: 1 })

// What variables give is not given here.
// @ts-expect-error The domain.
Auth0Provider.fromVariables(stack, 'Auth0', { domain: 'example.eu.auth0.com' })
// @ts-expect-error The client.
Auth0Provider.fromVariables(stack, 'Auth0', { clientId: 'id' })
// @ts-expect-error Its secret.
Auth0Provider.fromVariables(stack, 'Auth0', { clientSecret: 'secret' })
// @ts-expect-error The token.
Auth0Provider.fromVariables(stack, 'Auth0', { credentials: 'api-token', apiToken: 'token' })
// @ts-expect-error The private key.
Auth0Provider.fromVariables(stack, 'Auth0', { clientAssertionPrivateKey: 'pem' })
