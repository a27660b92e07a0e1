import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

type Texts = { readonly [file: string]: string }

// What the frameworks themselves differ in: versions, and what their CLIs need.
const OWN = new Set(['README.md', 'package.json', 'package-lock.json'])

/** The files of an example that git has, or would take. */
function filesOf(flavor: string): Texts {
  const cwd = join('examples', flavor)
  const args = ['ls-files', '--cached', '--others', '--exclude-standard']
  const names = execFileSync('git', args, { cwd, encoding: 'utf8' }).trim().split('\n').sort()
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(cwd, name), 'utf8')]))
}

function shared(files: Texts, translate: (text: string) => string): Texts {
  return Object.fromEntries(
    Object.entries(files)
      .filter(([name]) => !OWN.has(name))
      .map(([name, text]) => [name, translate(text)]),
  )
}

describe('the examples for cdktf and cdktn', () => {
  const [cdktf, cdktn] = [filesOf('cdktf'), filesOf('cdktn')]

  it('have the same files', () => {
    expect(Object.keys(cdktn)).toEqual(Object.keys(cdktf))
    expect(Object.keys(cdktf)).toContain('event-streams.ts')
  })

  it('are the same app, but for the name of the framework', () => {
    function inCdktf(text: string) {
      return text.replaceAll('cdktn', 'cdktf')
    }
    expect(shared(cdktn, inCdktf)).toEqual(shared(cdktf, (text) => text))
  })

  it('run the same scripts', () => {
    function scripts(files: Texts) {
      return JSON.parse(files['package.json'] ?? '').scripts
    }
    expect(JSON.parse(JSON.stringify(scripts(cdktn)).replaceAll('cdktn', 'cdktf'))).toEqual(scripts(cdktf))
  })

  it.each(['cdktf', 'cdktn'])('never name the other framework (%s)', (flavor) => {
    const other = flavor === 'cdktf' ? /cdktn/ : /cdktf(?!\.json|\.out|:)/
    const code = Object.entries(filesOf(flavor)).filter(([name]) => name.endsWith('.ts') || name.endsWith('.mjs'))
    expect(code.filter(([, text]) => other.test(text)).map(([name]) => name)).toEqual([])
  })

  it.each(['cdktf', 'cdktn'])('name no registry in the lock file of %s', (flavor) => {
    const { packages } = JSON.parse(filesOf(flavor)['package-lock.json'] ?? '')
    const resolved = Object.values<{ resolved?: string }>(packages).flatMap((entry) => entry.resolved ?? [])
    expect(resolved).toEqual(['file:../..'])
  })
})
