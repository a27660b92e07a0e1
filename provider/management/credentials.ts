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

/** The credentials of the client: one method, with all that it needs. */
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
