import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The folder beside the executable with what is loaded after the handshake. A release has all inside, and no such folder. */
export const LATE_FILES: string | undefined = join(__dirname, 'provider')

/**
 * The response to GetProviderSchema, all that the first process of a command is asked for: the build encodes it into that folder,
 * and a release puts it inside (build/release/executable.ts).
 */
export function readSchemaResponse(): Uint8Array {
  return readFileSync(join(__dirname, 'provider', 'schema.bin'))
}

/** The response to GetResourceIdentitySchemas, which Terraform 1.12 and OpenTofu 1.12 ask for right after the schema; encoded likewise. */
export function readIdentityResponse(): Uint8Array {
  return readFileSync(join(__dirname, 'provider', 'identity.bin'))
}
