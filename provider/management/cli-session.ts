import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { tokenClaims } from './token-claims'

/** The access token of `auth0 login`, or in words why there is none, to follow on "but". */
export type CliSession = { readonly token: string } | { readonly problem: string }

type Env = { readonly [name: string]: string | undefined }

/**
 * Finds the session that the Auth0 CLI keeps for a tenant, whose host is given as `Domain` writes it: in the keyring of the operating system, else in the CLI's file
 * `~/.config/auth0/config.json`. Source for both places: Auth0's CLI and the official Terraform provider. Never throws.
 */
export async function readCliSession(domain: string, env: Env, now: () => number = Date.now): Promise<CliSession> {
  const token =
    (await tokenFromKeyring(domain)) ?? (await tokenFromFile(domain, env['HOME'] ?? env['USERPROFILE'] ?? ''))
  if (token === undefined) return { problem: `the Auth0 CLI has no session for ${domain}` }
  const { expiresAtMs } = tokenClaims(token)
  if (expiresAtMs === undefined) return { problem: `the Auth0 CLI's token for ${domain} does not say when it expires` }
  return expiresAtMs > now() ? { token } : { problem: `the Auth0 CLI's session for ${domain} has expired` }
}

async function tokenFromFile(domain: string, home: string): Promise<string | undefined> {
  try {
    const config: unknown = JSON.parse(await readFile(join(home, '.config', 'auth0', 'config.json'), 'utf8'))
    const token = (config as { tenants?: { [domain: string]: { access_token?: unknown } } }).tenants?.[domain]
      ?.access_token
    return typeof token === 'string' && token !== '' ? token : undefined
  } catch {
    return undefined
  }
}

// The CLI cuts a token into parts, since some keyrings bound the length of an entry; it writes no more than this many.
const MAX_PARTS = 50

async function tokenFromKeyring(domain: string): Promise<string | undefined> {
  const parts: string[] = []
  while (parts.length < MAX_PARTS) {
    const part = await keyringEntry(`Auth0 CLI Access Token ${parts.length}`, domain)
    if (part === undefined) break
    parts.push(part)
  }
  return parts.length > 0 ? parts.join('') : undefined
}

async function keyringEntry(service: string, user: string): Promise<string | undefined> {
  const [command, args] =
    process.platform === 'darwin'
      ? ['security', ['find-generic-password', '-s', service, '-wa', user]]
      : ['secret-tool', ['lookup', 'service', service, 'username', user]]
  try {
    // Loaded here: hardly any run asks for a session.
    const [{ execFile }, { promisify }] = await Promise.all([import('node:child_process'), import('node:util')])
    // A keyring may ask its owner for a password; nobody may be there to enter it.
    const { stdout } = await promisify(execFile)(command, args, { timeout: 10_000 })
    return stdout === '' ? undefined : decodeEntry(stdout.trimEnd())
  } catch {
    return undefined
  }
}

// On macOS the CLI's keyring library stores entries in base64 behind this prefix.
const BASE64 = 'go-keyring-base64:'

function decodeEntry(entry: string): string {
  return entry.startsWith(BASE64) ? Buffer.from(entry.slice(BASE64.length), 'base64').toString('utf8') : entry
}
