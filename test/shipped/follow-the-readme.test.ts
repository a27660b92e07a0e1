import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { codeBlocks } from '../kit/guide'

const snippets = codeBlocks(readFileSync('README.md', 'utf8'), 'ts')

function snippetWith(text: string): string {
  const found = snippets.find((snippet) => snippet.includes(text))
  if (found === undefined) throw new Error(`README.md has no snippet with ${text}`)
  return found
}

/** Runs JavaScript as a module of a project that has the package. */
function run(code: string) {
  const args = ['--input-type=module', '--eval', code]
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 30_000 })
  return { status, stdout, stderr }
}

describe('the README', () => {
  it('shows a client that creates a stream and sends it a test event', () => {
    const { status, stdout, stderr } = run(snippetWith('createManagementClient'))
    expect([status, stdout, stderr]).toEqual([0, expect.stringMatching(/^est_\w{22} evt_\w+\n$/), ''])
  })

  it('shows constructs that synthesize, and assertions that hold for them', () => {
    const [declarations, assertions] = [snippetWith('new Auth0Provider'), snippetWith('expectEventStream')]
    const { status, stderr } = run(`
      import cdktf from 'cdktf'
      ${declarations.split('\n\n')[0]}
      ${assertions.split('\n\n')[0]}
      class CloudwatchEventBus extends cdktf.TerraformElement {}
      class Stack extends cdktf.TerraformStack {
        constructor() {
          super(new cdktf.App(), 'prod')
          ${declarations.split('\n\n').slice(1).join('\n\n')}
        }
      }
      const stack = new Stack()
      ${assertions.split('\n\n').slice(1).join('\n\n')}`)
    expect([status, stderr]).toEqual([0, ''])
  })
})
