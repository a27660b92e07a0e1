import type { Credentials } from './credentials'

/** Why the credentials can never be used, whatever the tenant says; undefined when they may be. Shows nothing of them. */
export async function credentialsProblem(credentials: Credentials): Promise<string | undefined> {
  if (credentials.kind !== 'privateKeyJwt') return undefined
  const { assertUsableKey } = await import('./client-assertion')
  try {
    assertUsableKey(credentials)
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : 'the private key cannot be used'
  }
}
