import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** What is wrong with the detached signature of a file by a public OpenPGP key, or undefined. It is gpg that checks. */
export function signatureFault(file: string, publicKey: string): string | undefined {
  const home = mkdtempSync(path.join(tmpdir(), 'gpg-'))
  try {
    const keyring = path.join(home, 'keyring')
    const imported = gpg(home, ['--no-default-keyring', '--keyring', keyring, '--import', publicKey])
    if (imported !== undefined) return `the key ${publicKey} cannot be used: ${imported}`
    const refused = gpg(home, ['--no-default-keyring', '--keyring', keyring, '--verify', `${file}.sig`, file])
    return refused === undefined ? undefined : `${path.basename(file)}.sig is not a signature by that key: ${refused}`
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

function gpg(home: string, args: readonly string[]): string | undefined {
  const options = ['--batch', '--quiet', '--no-autostart', '--trust-model', 'always', '--homedir', home]
  const { error, status, stderr } = spawnSync('gpg', [...options, ...args], { encoding: 'utf8' })
  if (error) return `gpg cannot be run (${error.message})`
  return status === 0 ? undefined : stderr.trim().split('\n').at(-1)
}
