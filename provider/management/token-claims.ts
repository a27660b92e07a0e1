/** What an access token says of itself, as far as it can be read. Unverified: for messages only. */
export interface TokenClaims {
  /** When it expires, in milliseconds of Unix time. */
  readonly expiresAtMs?: number
  /** Who issued it: `https://tenant.eu.auth0.com/`. */
  readonly issuer?: string
}

/** Reads the claims of a JWT; empty for a token of another form. Never throws. */
export function tokenClaims(token: string): TokenClaims {
  try {
    const { exp, iss } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')) as {
      exp?: unknown
      iss?: unknown
    }
    return {
      ...(typeof exp === 'number' && Number.isFinite(exp) && { expiresAtMs: exp * 1000 }),
      ...(typeof iss === 'string' && { issuer: iss }),
    }
  } catch {
    return {}
  }
}
