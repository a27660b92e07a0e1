/** The signature algorithms Auth0 accepts for private key JWT. */
export const CLIENT_ASSERTION_ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
] as const

/** One of them. */
export type ClientAssertionAlgorithm = (typeof CLIENT_ASSERTION_ALGORITHMS)[number]

/** Why the credentials can never be used, whatever the tenant says; undefined when they may be. Shows nothing of them. */
export async function credentialsProblem(credentials: Credentials): Promise<string | undefined> {
  if (credentials.kind !== 'privateKeyJwt') return undefined
  const { assertUsableKey } = await import('./client-assertion')
  try {
    assertUsableKey(credentials)
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : 'the private key is of no use'
  }
}

/** How the client proves who it is: one way, and all that this way needs. */
export type Credentials =
  | {
      kind: 'token'
      /** A Management API access token, sent as it is and never refreshed. */
      token: string
    }
  | { kind: 'clientSecret'; clientId: string; clientSecret: string }
  | {
      kind: 'privateKeyJwt'
      clientId: string
      /** PEM text, unencrypted: PKCS#8, PKCS#1 (RSA) or SEC1 (EC). Line ends may be written out as `\n`; base64 of the text will do. */
      privateKey: string
      algorithm: ClientAssertionAlgorithm
    }
