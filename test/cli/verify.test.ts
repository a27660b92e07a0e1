import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { signAdHoc } from '../../build/release/ad-hoc-signature'
import { formatChecksums } from '../../build/release/checksums'
import { signDetached } from '../../build/release/signature'
import { createZip } from '../../cli/archive'
import { runCommandLine } from '../../cli/command-line'
import { createKey, hasGpg } from '../kit/openpgp-key'
import { elf, machO, pe } from '../kit/programs'

const PREFIX = 'terraform-provider-auth0_1.2.3_'
const MANIFEST = '{"version":1,"metadata":{"protocol_versions":["6.0"]}}'
const SBOM = '{"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"type":"library","name":"undici"}]}'

function program(content: Uint8Array, suffix = '', executable = true) {
  return [
    { name: `terraform-provider-auth0_v1.2.3${suffix}`, content, executable },
    { name: 'LICENSE.txt', content: Buffer.from('MIT'), executable: false },
  ]
}

const RELEASE = {
  'linux_amd64.zip': createZip(program(elf('amd64'))),
  'darwin_amd64.zip': createZip(program(signAdHoc(machO('amd64'), 'provider'))),
  'windows_arm64.zip': createZip(program(pe('arm64'), '.exe')),
  'manifest.json': Buffer.from(MANIFEST),
  'sbom.cdx.json': Buffer.from(SBOM),
}

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'verify-test-'))
  writeRelease()
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function writeRelease(changes: Readonly<Record<string, Uint8Array>> = {}): void {
  const files = Object.entries({ ...RELEASE, ...changes }).map(
    ([name, content]) => [`${PREFIX}${name}`, content] as const,
  )
  for (const [name, content] of files) writeFileSync(join(folder, name), content)
  writeFileSync(join(folder, `${PREFIX}SHA256SUMS`), formatChecksums(new Map(files)))
}

async function verify(...options: readonly string[]) {
  let text = ''
  function write(more: string) {
    text += more
  }
  const exitCode = await runCommandLine(['verify', folder, ...options], { out: write, err: write })
  return { exitCode, text }
}

describe('verify', () => {
  it('accepts a release', async () => {
    const { exitCode, text } = await verify()
    expect(text).toContain('1.2.3: darwin_amd64, linux_amd64, windows_arm64: all checksums match')
    expect(exitCode).toBe(0)
  })

  it.each([...Object.keys(RELEASE), 'SHA256SUMS'])('refuses one changed byte anywhere in %s', async (name) => {
    const file = join(folder, `${PREFIX}${name}`)
    const content = readFileSync(file)
    for (const at of new Set([0, content.length >> 1, content.length - 2])) {
      const changed = Buffer.from(content)
      changed[at] = (changed[at] ?? 0) ^ 1
      writeFileSync(file, changed)
      expect(await verify()).toMatchObject({ exitCode: 1 })
    }
  })

  it('names the file, the sum it has and the one it should have', async () => {
    writeFileSync(join(folder, `${PREFIX}manifest.json`), `${MANIFEST}\n`)
    const sum = createHash('sha256').update(`${MANIFEST}\n`).digest('hex')
    expect((await verify()).text).toContain(`${PREFIX}manifest.json has the SHA-256 ${sum}, expected`)
  })

  it('refuses a file that is missing, and one that is not summed', async () => {
    rmSync(join(folder, `${PREFIX}linux_amd64.zip`))
    writeFileSync(join(folder, 'notes.txt'), '')
    const { text } = await verify()
    expect(text).toContain('linux_amd64.zip is missing')
    expect(text).toContain('notes.txt is not listed in SHA256SUMS')
  })

  it.each([
    [
      'an executable for another platform',
      program(elf('arm64')),
      'is an executable for linux_arm64, not for linux_amd64',
    ],
    ['a text', program(Buffer.alloc(100, 'x')), 'is an executable for an unknown platform'],
    ['a file that cannot be executed', program(elf('amd64'), '', false), 'has mode 644, expected 755'],
    ['another name', program(elf('amd64'), '.bin'), 'Terraform expects terraform-provider-auth0_v1.2.3'],
    ['two executables', [...program(elf('amd64')), ...program(elf('amd64'), '-2')], 'Terraform expects'],
  ])('refuses a zip with %s', async (_, files, reason) => {
    writeRelease({ 'linux_amd64.zip': createZip(files) })
    expect((await verify()).text).toContain(reason)
  })

  it('refuses a program for macOS whose signature does not cover it', async () => {
    const signed = Buffer.from(signAdHoc(machO('amd64'), 'provider'))
    signed[5000] = 1
    writeRelease({ 'darwin_amd64.zip': createZip(program(signed)) })
    expect((await verify()).text).toContain('has a code signature that does not match its page 1')
  })

  it('refuses a manifest from which a registry would take protocol 5', async () => {
    writeRelease({ 'manifest.json': Buffer.from('{"version":1,"metadata":{"protocol_versions":["5.0"]}}') })
    expect((await verify()).text).toContain('manifest.json must be')
  })

  it('refuses a bill of materials without materials', async () => {
    writeRelease({ 'sbom.cdx.json': Buffer.from('{"bomFormat":"CycloneDX","components":[]}') })
    expect((await verify()).text).toContain('sbom.cdx.json is not a CycloneDX bill of materials')
  })

  it('refuses a folder without a release, and one that is not there', async () => {
    for (const name of readdirSync(folder)) rmSync(join(folder, name))
    expect((await verify()).text).toContain('no release found')
    rmSync(folder, { recursive: true })
    expect((await verify()).text).toContain('no such file or directory')
  })
})

const describeWithGpg = hasGpg() || process.env['CI'] === 'true' ? describe : describe.skip
describeWithGpg('verify --key', () => {
  function sums() {
    return join(folder, `${PREFIX}SHA256SUMS`)
  }

  it('accepts the signature by that key, and refuses one by another', async () => {
    const [key, other] = [createKey('rsa2048'), createKey('rsa2048')]
    signDetached(sums(), key.secretFile)
    expect(await verify('--key', key.publicFile)).toMatchObject({ exitCode: 0 })
    expect((await verify('--key', other.publicFile)).text).toContain('is not a valid signature by the key')
  })

  it('refuses a signature of other sums', async () => {
    const key = createKey('rsa2048')
    signDetached(sums(), key.secretFile)
    const signature = readFileSync(`${sums()}.sig`)
    writeRelease({ 'sbom.cdx.json': Buffer.from(`${SBOM}\n`) })
    writeFileSync(`${sums()}.sig`, signature)
    expect(await verify('--key', key.publicFile)).toMatchObject({ exitCode: 1 })
  })

  it('misses a signature that is not there', async () => {
    expect((await verify('--key', createKey('rsa2048').publicFile)).text).toContain('no …_SHA256SUMS.sig')
  })

  it('is not reached with a key that registries refuse', () => {
    expect(() => signDetached(sums(), createKey('ed25519').secretFile)).toThrow('RSA and DSA keys only')
  })
})
