import { existsSync } from 'node:fs'
import type { OptionValues } from './commands'
import { checkRelease } from './release/check-release'
import { signatureFault } from './release/signature'
import { type Terminal, UsageError } from './terminal'

/** `auth0-event-streams verify DIR`: resolves to 0, or to 1 after it has said what is wrong. */
export async function verify(values: OptionValues, terminal: Terminal): Promise<number> {
  const folder = String(values['DIR'])
  if (!existsSync(folder)) throw new UsageError(`There is no folder ${JSON.stringify(folder)}.`, 1)
  const { version, platforms, signedFile, faults } = checkRelease(folder)
  const key = values['key'] === undefined ? undefined : String(values['key'])
  const signature = signatureFaults(signedFile, key)
  const all = [...faults, ...signature]
  for (const fault of all) terminal.err(`${fault}\n`)
  if (all.length > 0) {
    terminal.err(`${all.length} ${all.length === 1 ? 'fault' : 'faults'} in ${folder}\n`)
    return 1
  }
  terminal.out(`terraform-provider-auth0 ${version}: ${platforms.join(', ')}: every file is as its sum says\n`)
  terminal.out(`${signatureNote(signedFile, key)}\n`)
  return 0
}

function signatureFaults(signedFile: string | undefined, key: string | undefined): readonly string[] {
  if (key === undefined) return []
  if (signedFile === undefined) return ['there is no …_SHA256SUMS.sig to check with the key']
  const fault = signatureFault(signedFile, key)
  return fault === undefined ? [] : [fault]
}

function signatureNote(signedFile: string | undefined, key: string | undefined): string {
  if (signedFile === undefined) return 'It is not signed; the Terraform Registry refuses it as it is.'
  return key === undefined
    ? 'The signature was not checked: name the public key with --key FILE.'
    : 'The signature is by that key.'
}
