import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { codeBlocks } from '../kit/guide'

/** The HCL that users see, by where it is. */
function texts(): readonly (readonly [string, string])[] {
  const examples = readdirSync(join('examples', 'hcl')).map((name) => join('examples', 'hcl', name, 'main.tf'))
  const pages = readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name))
  const blocks = ['README.md', ...pages].flatMap((page) =>
    ['terraform', 'hcl'].flatMap((language) =>
      codeBlocks(readFileSync(page, 'utf8'), language).map(
        (text, index) => [`${page}, ${language} ${index}`, text] as const,
      ),
    ),
  )
  return [...examples.map((file) => [file, readFileSync(file, 'utf8')] as const), ...blocks]
}

// Rules of tflint's bundled ruleset that need no more than the text: terraform_required_version and _required_providers.
describe('HCL that users copy', () => {
  const configurations = texts().filter(([, text]) => /^terraform \{/m.test(text))

  it('is in all examples, the README and the pages', () => {
    expect(configurations.length).toBeGreaterThanOrEqual(9)
  })

  it.each(configurations)('%s says which version of Terraform it needs', (_, text) => {
    expect(text).toMatch(/^ {2}required_version = ">= 1\.\d+"( #.*)?$/m)
  })

  it.each(configurations)('%s gives each provider a version', (_, text) => {
    const sources = text.match(/^ {6}source /gm) ?? []
    expect([sources.length > 0, text.match(/^ {6}version /gm)?.length]).toEqual([true, sources.length])
  })

  it.each(configurations.filter(([, text]) => /_wo +=/.test(text)))('%s asks for write-only arguments', (_, text) => {
    expect(text).toContain('required_version = ">= 1.11"')
  })
})
