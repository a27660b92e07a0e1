import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import schema from '../../schema/generated/provider-schema.json'

const DOCS = 'docs'

/** The registry takes no larger page. Source: developer.hashicorp.com, "Provider Documentation". */
const MAX_PAGE_BYTES = 500_000

const PAGES = readdirSync(DOCS, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.md'))
  .map((path) => join(DOCS, path))

function read(page: string): string {
  return readFileSync(page, 'utf8')
}

/** The block of settings at the head of a page. */
function frontMatter(page: string): string {
  return /^---\n([\s\S]*?)\n---\n/.exec(read(page))?.[1] ?? ''
}

const provider = schema.provider_schemas['registry.terraform.io/auth0-event-streams/auth0']

function pagesOf(types: object = {}): readonly string[] {
  return Object.keys(types).map((type) => type.replace('auth0_', ''))
}

function namesIn(folder: string): readonly string[] {
  return existsSync(join(DOCS, folder)) ? readdirSync(join(DOCS, folder)).map((file) => file.replace(/\.md$/, '')) : []
}

/** The marks that links of a page may lead to: its headings, as the registry names them, and its anchors. */
function anchorsOf(page: string): readonly string[] {
  const text = read(page)
  const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  )
  return [...headings, ...[...text.matchAll(/<a id="([^"]+)"/g)].map(([, id = '']) => id)]
}

/** The links of a page that do not lead to another site. */
function linksOf(page: string): readonly string[] {
  return [...read(page).matchAll(/\]\((?!https?:)([^)]+)\)/g)].map(([, link = '']) => link)
}

function leadsSomewhere(page: string, link: string): boolean {
  const [path = '', anchor] = link.split('#', 2)
  const target = path === '' ? page : join(dirname(page), path)
  return existsSync(target) && (anchor === undefined || anchorsOf(target).includes(anchor))
}

describe('the documentation as a registry reads it', () => {
  it('has its start page', () => {
    expect(existsSync(join(DOCS, 'index.md'))).toBe(true)
  })

  it.each([
    ['resources', pagesOf(provider.resource_schemas)],
    ['data-sources', pagesOf(provider.data_source_schemas)],
    ['functions', pagesOf(provider.functions)],
  ])('has a page for each of the %s', (folder, names) => {
    expect([...namesIn(folder)].sort()).toEqual([...names].sort())
  })

  it.each(PAGES)('%s has a title, a description, and unless it is the start page a category', (page) => {
    const category = page === join(DOCS, 'index.md') ? '' : 'subcategory: ".*"\\n'
    expect(frontMatter(page)).toMatch(new RegExp(`^page_title: ".+"\\n${category}description: ".+"$`))
  })

  it.each(PAGES)('%s is small enough', (page) => {
    expect(statSync(page).size).toBeLessThan(MAX_PAGE_BYTES)
  })

  it.each([...PAGES, 'README.md'])('%s has no link that leads nowhere', (page) => {
    expect(linksOf(page).filter((link) => !leadsSomewhere(page, link))).toEqual([])
  })
})

describe('the fields inside a data source', () => {
  it('are listed, those of an object in an object too', () => {
    const page = read(join(DOCS, 'data-sources', 'event_stream.md'))
    for (const field of ['aws_partner_event_source', 'webhook_authorization', 'method', 'action_id']) {
      expect(page).toContain(`\n- \`${field}\` (`)
    }
  })
})
