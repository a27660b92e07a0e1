import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { scripts } from '../../package.json'

const GUIDE = readFileSync('CONTRIBUTING.md', 'utf8')
const DECISIONS = readdirSync('decisions').map((name) => join('decisions', name))
const PAGES = ['CONTRIBUTING.md', 'README.md', 'SECURITY.md', 'CHANGELOG.md', 'build/release/README.md', ...DECISIONS]

function found(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].map(([, what = '']) => what)
}

describe('the guide for contributors', () => {
  it('names files and folders that are there', () => {
    const named = found(GUIDE, /`([\w.-]+(?:\/[\w.-]+)+\/?)`/g).filter((path) => !/NOUN|__emulator/.test(path))
    expect(named.length).toBeGreaterThan(30)
    expect(named.filter((path) => !existsSync(path))).toEqual([])
  })

  it('names scripts that the package has', () => {
    const named = found(GUIDE, /npm run ([\w:-]+)/g)
    expect(named.filter((name) => !(name in scripts))).toEqual([])
  })

  it('gives each word of the glossary one meaning, in one sentence', () => {
    const [, table = ''] = GUIDE.split('## Glossary')
    const rows = found(table, /^\| (.*) \|$/gm)
      .slice(1)
      .map((row) => row.split(' | '))
    const words = rows.map(([word = '']) => word)
    expect(words.length).toBeGreaterThanOrEqual(20)
    expect(words).toEqual([...new Set(words)])
    expect(rows.filter((row) => row.length !== 2 || !/^[A-Z].*[a-z]\.$/.test(row[1] ?? ''))).toEqual([])
  })
})

describe('a decision', () => {
  it.each(DECISIONS.filter((path) => !path.endsWith('README.md')))(
    '%s says what was decided, why, and until when',
    (path) => {
      const headings = found(readFileSync(path, 'utf8'), /^## (.*)$/gm)
      expect(headings).toEqual(['Context', 'Decision', 'What was measured', 'What it costs', 'When to decide again'])
      expect(readFileSync('decisions/README.md', 'utf8')).toContain(`](${path.replace('decisions/', '')})`)
    },
  )
})

function anchorsOf(page: string): readonly string[] {
  return found(readFileSync(page, 'utf8'), /^#+ (.*)$/gm).map((title) =>
    title
      .toLowerCase()
      .replaceAll(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  )
}

it.each(PAGES)('the links of %s lead somewhere', (page) => {
  const links = found(readFileSync(page, 'utf8'), /\]\((?!https?:)([^)]+)\)/g)
  const broken = links.filter((link) => {
    const [path = '', anchor] = link.split('#', 2)
    const target = path === '' ? page : join(dirname(page), path)
    return !existsSync(target) || (anchor !== undefined && !anchorsOf(target).includes(anchor))
  })
  expect(broken).toEqual([])
})
