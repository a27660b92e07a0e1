import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Whether gpg is on PATH. */
export function hasGpg(): boolean {
  return spawnSync('gpg', ['--version']).status === 0
}

/** A key of nobody's, exported into two files that are removed when the process ends. */
export function createKey(algorithm: 'rsa2048' | 'ed25519'): {
  readonly secretFile: string
  readonly publicFile: string
} {
  const home = mkdtempSync(join(tmpdir(), 'key-'))
  process.once('exit', () => rmSync(home, { recursive: true, force: true }))
  function gpg(...args: readonly string[]) {
    return execFileSync(
      'gpg',
      ['--batch', '--quiet', '--homedir', home, '--pinentry-mode', 'loopback', '--passphrase', '', ...args],
      {
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    )
  }
  gpg('--quick-generate-key', 'A release <release@example.com>', algorithm, 'sign')
  const [secretFile, publicFile] = [join(home, 'secret.asc'), join(home, 'public.asc')]
  writeFileSync(secretFile, gpg('--armor', '--export-secret-keys'))
  writeFileSync(publicFile, gpg('--armor', '--export'))
  execFileSync('gpgconf', ['--homedir', home, '--kill', 'gpg-agent'], { stdio: 'ignore' })
  return { secretFile, publicFile }
}
