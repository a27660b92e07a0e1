import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { transformSync } from '@swc/core'
import * as framework from 'cdktf'
import * as constructs from '../../constructs/index'
import { codeBlocks, readGuide } from '../kit/guide'

/** A folder with the file that the snippets read. */
const folder = mkdtempSync(join(tmpdir(), 'guide-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Runs a snippet as the constructor of a stack, and gives what it synthesizes. */
function synthesize(snippet: string): string {
  const app = new framework.App()
  const stack = new framework.TerraformStack(app, 'prod')
  const names = { ...framework, ...constructs, app, join, __dirname: folder }
  const { code } = transformSync(snippet, { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } })
  new Function(...Object.keys(names), code).call(stack, ...Object.values(names))
  if (!/Auth0Provider/.test(snippet)) new constructs.Auth0Provider(stack, 'auth0')
  return framework.Testing.synth(stack, true)
}

describe('the guide on constructs', () => {
  const snippets = codeBlocks(readGuide('constructs'), 'ts')

  beforeAll(() => {
    const [handler = ''] = codeBlocks(readGuide('constructs'), 'js')
    writeFileSync(join(folder, 'handler.js'), handler)
  })

  it('has snippets', () => {
    expect(snippets.length).toBeGreaterThan(4)
  })

  it.each(snippets)('shows what synthesizes: %s', (snippet) => {
    const written = JSON.parse(synthesize(snippet))
    expect(written).toHaveProperty('provider')
    expect('resource' in written).toBe(snippet.includes('new EventStream('))
  })
})
