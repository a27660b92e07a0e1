import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type BundledPackage, bundledPackages } from './bundled-packages'

/** License texts that no package contains. */
const OWN_TEXTS = join('build', 'licenses')

/** The name of the file in which the licenses of what is bundled are shipped. */
export const LICENSES_FILE = 'THIRD-PARTY-LICENSES.txt'

/**
 * The licenses of all packages that have files among the inputs of a bundle, as their text for users. Throws for a package
 * that brings no license text, unless its license is among those kept here.
 */
export function licensesOf(inputs: readonly string[]): string {
  const packages = bundledPackages(inputs).map(sectionOf)
  const further = inputs.some((input) => input.startsWith('provider/protocol/generated/')) ? [protocolSection()] : []
  return [INTRODUCTION, ...packages, ...further].join(`\n\n${'-'.repeat(80)}\n\n`)
}

/** The licenses of a self-contained executable: those of the bundle, and those of the run-time that it is compiled with. */
export function licensesWithRuntime(inputs: readonly string[]): string {
  return `${licensesOf(inputs)}\n\n${'-'.repeat(80)}\n\n${ownText('bun')}`
}

const INTRODUCTION = 'This package contains code of the following packages, under the licenses below their names.'

function protocolSection(): string {
  return `Terraform plugin protocol (MPL-2.0)\n\n${ownText('protocol')}`
}

function sectionOf(bundled: BundledPackage): string {
  const { name, version, license } = bundled
  const texts = [...textsOf(bundled), ...(FURTHER[name] ?? []).map(ownText)]
  return [`${name} ${version} (${license})`, ...texts.map((text) => text.trim())].join('\n\n')
}

/** Third-party code inside packages, by package: undici contains the parser of Node.js. */
const FURTHER: Readonly<Record<string, readonly string[]>> = { undici: ['llhttp'] }

function textsOf(bundled: BundledPackage): readonly string[] {
  const names = readdirSync(bundled.folder).filter((name) => /^(licen[cs]e|copying|notice)/i.test(name))
  if (names.length > 0) return names.sort().map((name) => readFileSync(join(bundled.folder, name), 'utf8'))
  const notices = noticesOf(bundled.files)
  if (notices.length === 0)
    throw new Error(`${bundled.folder} (${bundled.license}) has neither a license file nor a notice in its files.`)
  const needsText = /Apache-2\.0/.test(bundled.license)
  return needsText ? [...notices, ownText('Apache-2.0')] : notices
}

function ownText(name: string): string {
  return readFileSync(join(OWN_TEXTS, `${name}.txt`), 'utf8')
}

/** The comments with which files begin, as far as they say whose the files are; each once. */
function noticesOf(files: readonly string[]): readonly string[] {
  const heads = files.map((file) => /^(?:\/\/.*\n)+|^\/\*[\s\S]*?\*\//.exec(readFileSync(file, 'utf8'))?.[0] ?? '')
  const words = heads.map((head) => head.replaceAll(/^(?:\/\/|\/\*+| \*\/?) ?/gm, '').trim())
  return [...new Set(words.filter((text) => /copyright/i.test(text)))]
}
