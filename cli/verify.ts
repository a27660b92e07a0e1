import type { OptionValues } from './command'
import { checkRelease } from './release/check-release'
import { signatureFault } from './release/signature'
import type { Terminal } from './terminal'

/** `auth0-event-streams verify DIR`: resolves to 0, or to 1 after one line for each error. */
export async function verify(values: OptionValues, terminal: Terminal): Promise<number> {
  const folder = String(values['DIR'])
  const { version, platforms, signedFile, faults } = checkRelease(folder)
  const key = values['key'] === undefined ? undefined : String(values['key'])
  const signature = signatureFaults(signedFile, key)
  const all = [...faults, ...signature]
  for (const fault of all) terminal.err(`${fault}\n`)
  if (all.length > 0) {
    terminal.err(`${all.length} ${all.length === 1 ? 'error' : 'errors'} in ${folder}\n`)
    return 1
  }
  terminal.out(`terraform-provider-auth0 ${version}: ${platforms.join(', ')}: all checksums match\n`)
  terminal.out(`${signatureNote(signedFile, key)}\n`)
  return 0
}

function signatureFaults(signedFile: string | undefined, key: string | undefined): readonly string[] {
  if (key === undefined) return []
  if (signedFile === undefined) return ['no …_SHA256SUMS.sig to check with the key']
  const fault = signatureFault(signedFile, key)
  return fault === undefined ? [] : [fault]
}

function signatureNote(signedFile: string | undefined, key: string | undefined): string {
  if (signedFile === undefined) return 'The release is not signed; the Terraform Registry requires a signature.'
  return key === undefined
    ? 'The signature was not checked. Give the public key with --key FILE.'
    : 'The signature matches the key.'
}
