import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** The error in the detached signature of a file by a public OpenPGP key; undefined when it is valid. Runs gpg. */
export function signatureFault(file: string, publicKey: string): string | undefined {
  const home = mkdtempSync(path.join(tmpdir(), 'gpg-'))
  try {
    const keyring = path.join(home, 'keyring')
    const imported = gpg(home, ['--no-default-keyring', '--keyring', keyring, '--import', publicKey])
    if (imported !== undefined) return `cannot import the key ${publicKey}: ${imported}`
    const refused = gpg(home, ['--no-default-keyring', '--keyring', keyring, '--verify', `${file}.sig`, file])
    return refused === undefined
      ? undefined
      : `${path.basename(file)}.sig is not a valid signature by the key: ${refused}`
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

function gpg(home: string, args: readonly string[]): string | undefined {
  const options = ['--batch', '--quiet', '--no-autostart', '--trust-model', 'always', '--homedir', home]
  const { error, status, stderr } = spawnSync('gpg', [...options, ...args], { encoding: 'utf8' })
  if (error) return `cannot run gpg (${error.message})`
  return status === 0 ? undefined : stderr.trim().split('\n').at(-1)
}
