import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Signs a file with an OpenPGP key: a binary detached signature beside it, as registries want it. The key is an exported secret
 * key (`gpg --export-secret-keys`), RSA or DSA, since the Terraform Registry takes no other; its passphrase is in
 * GPG_PASSPHRASE, if it has one. Throws gpg's words when it cannot sign.
 */
export function signDetached(file: string, keyFile: string): void {
  const home = mkdtempSync(join(tmpdir(), 'gpg-'))
  function gpg(args: readonly string[], input = '') {
    return execFileSync('gpg', ['--batch', '--quiet', '--homedir', home, ...args], {
      input,
      encoding: 'utf8',
      stdio: ['pipe', 'pipe', 'inherit'],
    })
  }
  try {
    gpg(['--import', keyFile])
    requireRsaOrDsa(gpg(['--list-secret-keys', '--with-colons']))
    const passphrase = ['--pinentry-mode', 'loopback', '--passphrase-fd', '0']
    gpg(
      [...passphrase, '--digest-algo', 'SHA512', '--yes', '--output', `${file}.sig`, '--detach-sign', file],
      process.env['GPG_PASSPHRASE'] ?? '',
    )
  } finally {
    execFileSync('gpgconf', ['--homedir', home, '--kill', 'gpg-agent'], { stdio: 'ignore' })
    rmSync(home, { recursive: true, force: true })
  }
}

/** RFC 9580, section 9.1. */
const RSA = '1'
const DSA = '17'

function requireRsaOrDsa(keys: string): void {
  const algorithm = /^sec:[^:]*:[^:]*:(\d+):/m.exec(keys)?.[1]
  if (algorithm === RSA || algorithm === DSA) return
  throw new Error('the key cannot sign a release: the Terraform Registry accepts RSA and DSA keys only')
}
