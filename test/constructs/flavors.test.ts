import { execFileSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import * as cdktf from 'cdktf'
import * as cdktn from 'cdktn'
import * as constructs from '../../constructs/index'
import { expectGolden } from '../kit/golden'
import { type Constructs, type Framework, sampleApp, withoutFramework } from './sample-app'

const FLAVORS = ['cdktf', 'cdktn'] as const
function built(flavor: string): Constructs {
  return require(resolve('dist', flavor))
}

// The frameworks are told apart by private members alone.
const frameworks = { cdktf, cdktn: cdktn as unknown as Framework }

describe('the sample app', () => {
  const expected = sampleApp(cdktf, constructs)

  // The ids of the resources are part of it: another id replaces what exists.
  it('is synthesized to the same stack as ever', () => {
    expectGolden(join(__dirname, 'golden', 'sample-app.cdk.tf.json'), withoutFramework(expected))
  })

  it('is synthesized from the built package byte for byte as from the sources', () => {
    expect(sampleApp(cdktf, built('cdktf'))).toBe(expected)
  })

  it('is synthesized with cdktn byte for byte as with cdktf, but for the version', () => {
    function version(json: string): string {
      return JSON.parse(json)['//'].metadata.version
    }
    const found = sampleApp(frameworks.cdktn, built('cdktn'))
    expect(version(found)).not.toBe(version(expected))
    expect(found).toBe(expected.replace(`"version": "${version(expected)}"`, `"version": "${version(found)}"`))
  })
})

/** The files that a module loads, relative to the repository. */
function loadedBy(module: string): readonly string[] {
  const program = `require(${JSON.stringify(resolve(module))}); console.log(JSON.stringify(Object.keys(require.cache)))`
  const loaded: readonly string[] = JSON.parse(execFileSync(process.execPath, ['-e', program], { encoding: 'utf8' }))
  return loaded.map((file) => relative('.', file).replaceAll('\\', '/'))
}

describe.each(FLAVORS)('what %s loads at synth', (flavor) => {
  it('is itself, the declarations of the schema, and its own framework', () => {
    const rooms = loadedBy(join('dist', flavor)).map((file) => file.split('/').slice(0, 2).join('/'))
    expect([...new Set(rooms)].sort()).toEqual([
      `dist/${flavor}`,
      'dist/schema',
      `node_modules/${flavor}`,
      'node_modules/constructs',
    ])
  })
})

describe('constructs in a stack of the other framework', () => {
  const both = { cdktf: { framework: cdktf, other: 'cdktn' }, cdktn: { framework: frameworks.cdktn, other: 'cdktf' } }

  it.each(FLAVORS)('are refused by a stack of %s, with the entry to import', (flavor) => {
    const { framework, other } = both[flavor]
    const { Auth0Provider, Destination, EventStream } = built(other)
    class Team extends framework.TerraformStack {}
    const stack = new Team(new framework.App({ outdir: tmpdir() }), 'prod')
    function refusal(id: string) {
      return `"prod/${id}" is a construct for ${other} in a stack of ${flavor}. Import it from "auth0-event-streams/${flavor}".`
    }
    const destination = Destination.action({ actionId: 'a' })
    expect(() => new Auth0Provider(stack, 'Auth0')).toThrow(refusal('Auth0'))
    expect(() => new EventStream(stack, 'Users', { events: ['user.created'], destination })).toThrow(refusal('Users'))
    expect(() => EventStream.fromEventStreamId(stack, 'Theirs', '${var.id}')).toThrow(refusal('Theirs'))
  })
})
