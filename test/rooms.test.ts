import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, posix, resolve } from 'node:path'
import { findCircle, graphOf, readImports } from './kit/import-circles'

// What each room may import besides itself. `provider/main` joins the rooms, and so needs the protocol and Node, too.
const TABLE: { readonly [room: string]: readonly string[] } = {
  'provider/main.ts': [
    'node',
    'package.json',
    'provider/late-files',
    'provider/plugin',
    'provider/protocol',
    'provider/resources',
  ],
  'provider/late-files.ts': ['node'],
  'provider/secret-forms.ts': [],
  'provider/visible-text.ts': [],
  'provider/plugin': ['node', 'provider/protocol', 'provider/secret-forms'],
  'provider/protocol': [
    '@bufbuild/protobuf/wire',
    '@msgpack/msgpack',
    'provider/framework',
    'provider/visible-text',
    'schema/dsl',
  ],
  'provider/framework': ['schema/dsl'],
  'provider/management': ['node', 'provider/secret-forms', 'provider/visible-text', 'undici'],
  'provider/resources': [
    'action-code/index',
    'provider/framework',
    'provider/management',
    'provider/visible-text',
    'schema/auth0',
    'schema/dsl',
  ],
  'action-code': ['acorn', 'schema/dsl'],
  'schema/dsl': [],
  'schema/auth0': ['schema/dsl'],
  'schema/emit': ['node', 'schema/auth0', 'schema/dsl'],
  // And the library of the same name.
  constructs: ['action-code/index', 'schema/auth0'],
  'constructs/testing': ['constructs', 'schema/auth0'],
  'constructs/testing/jest-globals.ts': ['@jest/globals', 'constructs/core'],
  'constructs/testing/vitest.mjs': ['vitest'],
  'constructs/code-file.ts': ['node'],
  'constructs/core.ts': ['cdktf'],
  emulator: ['@hono', 'hono', 'node', 'node-sqlite3-wasm', 'selfsigned', 'z-schema'],
  cli: ['emulator/index', 'fflate', 'node', 'provider/management/index', 'provider/visible-text'],
  examples: ['auth0-event-streams', 'node'],
  'examples/cdktf': ['@cdktf', 'auth0-event-streams/cdktf', 'cdktf', 'constructs', 'node'],
  'examples/cdktn': ['@cdktn', 'auth0-event-streams/cdktn', 'cdktn', 'constructs', 'node'],
}

// Folders whose sources are tools around the rooms, not rooms.
const TOOLS: ReadonlySet<string> = new Set(['bench', 'build', 'demo', 'test'])

interface Override {
  readonly includes: readonly string[]
  readonly linter: {
    readonly rules: {
      readonly style: { readonly noRestrictedImports: { readonly level: string; readonly options: Options } }
    }
  }
}
interface Options {
  readonly patterns: readonly { readonly group: readonly string[] }[]
}

const settings = JSON.parse(readFileSync('.biome.json', 'utf8')) as {
  readonly vcs: object
  readonly overrides: readonly Override[]
}

/** A pattern of the linter as the name of a room or a library, seen from the folder of the files it is for. */
function nameOf(allowed: string, folder: string): string {
  const path = allowed.replace(/^!/, '').replace(/\/\*\*?$/, '')
  if (path.startsWith('node:')) return 'node'
  return path.startsWith('.') ? posix.join(folder, path) : path
}

function roomTable(): { readonly [room: string]: readonly string[] } {
  const rows = settings.overrides.map(({ includes: [glob = ''], linter }): [string, string[]] => {
    const room = glob.replace(/\/\*.*$/, '')
    // A file in a folder of the room sees the others one level further up.
    const folder = glob.endsWith('/*/**') ? `${room}/x` : room.endsWith('.ts') ? dirname(room) : room
    const groups = linter.rules.style.noRestrictedImports.options.patterns.flatMap(({ group }) => group)
    const names = groups.filter((pattern) => pattern.startsWith('!')).map((pattern) => nameOf(pattern, folder))
    const others = names.filter((name) => name !== folder && name !== room && !name.startsWith(`${room}/`))
    return [room, [...new Set(others)].sort()]
  })
  return Object.fromEntries(rows)
}

/** The sources of the repository, tools and generated ones left out. */
function sources(folder = '.'): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(folder, entry.name)
    if (entry.isFile()) return entry.name.endsWith('.ts') ? [path] : []
    const skipped = entry.name.startsWith('.') || ['node_modules', 'dist', 'generated', 'l1'].includes(entry.name)
    return skipped || TOOLS.has(path) ? [] : sources(path)
  })
}

/** Runs the linter with the repository's settings over the files, and gives the rules that each of them breaks. */
function brokenRules(files: { readonly [path: string]: string }): { readonly [path: string]: readonly string[] } {
  const folder = mkdtempSync(join(tmpdir(), 'rooms-'))
  try {
    writeFileSync(
      join(folder, '.biome.json'),
      JSON.stringify({ ...settings, $schema: undefined, vcs: undefined, plugins: undefined }),
    )
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(folder, dirname(path)), { recursive: true })
      writeFileSync(join(folder, path), text)
    }
    return rulesByPath(lint(folder))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function lint(cwd: string): string {
  const args = ['lint', '--reporter=json', '--max-diagnostics=none', '.']
  try {
    return execFileSync(resolve('node_modules/.bin/biome'), args, { cwd, encoding: 'utf8', stdio: 'pipe' })
  } catch (failed) {
    return (failed as { stdout: string }).stdout
  }
}

function rulesByPath(report: string): { readonly [path: string]: readonly string[] } {
  const { diagnostics } = JSON.parse(report) as {
    diagnostics: readonly { category: string; location: { path: string } }[]
  }
  const found: { [path: string]: string[] } = {}
  for (const { category, location } of diagnostics) {
    found[location.path] = [...(found[location.path] ?? []), category.split('/').at(-1) ?? '']
  }
  return found
}

function importing(from: string) {
  return `import { x } from '${from}'\n\nx()\n`
}

const FORBIDDEN = [
  ['provider/framework', '../management/index'],
  ['provider/framework', '../protocol/index'],
  ['provider/framework', '../../schema/auth0/index'],
  ['provider/framework', 'node:fs'],
  ['provider/protocol', '../resources/index'],
  ['provider/plugin', '../framework/index'],
  ['provider/plugin', '../resources/index'],
  ['provider/management', '../framework/index'],
  ['provider/management', '../../schema/dsl/index'],
  ['provider/management/budget', '../../framework/index'],
  ['provider/management/budget', '../../../schema/dsl/index'],
  ['provider/resources', '../protocol/index'],
  ['provider/resources/event-stream', '../../protocol/index'],
  ['provider/resources/event-stream', '../../plugin/start'],
  ['action-code', '../schema/auth0/index'],
  ['action-code', 'node:module'],
  ['schema/dsl', '../auth0/index'],
  ['schema/auth0', '../emit/emit'],
  ['schema/emit', '../../provider/framework/index'],
  ['constructs', 'cdktf'],
  ['constructs', 'node:fs'],
  ['constructs', '../schema/dsl/index'],
  ['constructs', '../schema/emit/emit'],
  ['constructs/testing', 'node:assert'],
  ['constructs/testing', 'jest'],
  ['constructs/testing', '../../provider/management/index'],
  ['constructs', '../provider/management/index'],
  ['constructs', '../action-code/parse'],
  ['emulator', '../provider/management/index'],
  ['emulator/delivery', '../../provider/management/index'],
  ['cli', '../provider/framework/index'],
  ['examples/hcl', '../../provider/management/index'],
  ['examples/cdktf', '../../constructs/index'],
  ['examples/cdktf', 'auth0-event-streams/cdktn'],
  ['examples/cdktn', 'cdktf'],
  ['examples/cdktn', 'auth0-event-streams/management'],
] as const

describe('the rooms', () => {
  it('may import what their table says', () => {
    expect(roomTable()).toEqual(TABLE)
  })

  it('refuse what is not in the table as an error', () => {
    const levels = settings.overrides.map(({ linter }) => linter.rules.style.noRestrictedImports.level)
    expect(new Set(levels)).toEqual(new Set(['error']))
  })

  it('hold every source of the repository', () => {
    const paths = sources()
    const broken = brokenRules(Object.fromEntries(paths.map((path) => [path, importing('a-package-of-nobody')])))
    expect(paths.filter((path) => !broken[path]?.includes('noRestrictedImports'))).toEqual([])
  })

  const forbidden = FORBIDDEN.map(([folder, from], index) => ({ path: `${folder}/x${index}.ts`, folder, from }))
  const found = brokenRules(Object.fromEntries(forbidden.map(({ path, from }) => [path, importing(from)])))

  it.each(forbidden)('refuse $folder the import of $from', ({ path }) => {
    expect(found[path]).toEqual(['noRestrictedImports'])
  })

  it('let a room import itself and what its row names', () => {
    const allowed = {
      'provider/framework/a.ts': importing('../../schema/dsl/index'),
      'provider/framework/b.ts': importing('./path'),
      'provider/protocol/a.ts': importing('../framework/index'),
      'provider/plugin/a.ts': importing('node:http2'),
      'provider/resources/a.ts': importing('../management/index'),
      'provider/resources/event-stream/a.ts': importing('../../../schema/auth0/index'),
      'provider/management/a.ts': importing('undici'),
      'constructs/a.ts': importing('../schema/auth0/event-type'),
      'constructs/b.ts': importing('constructs'),
      'constructs/core.ts': importing('cdktf'),
      'cli/a.ts': importing('../emulator/index'),
    }
    expect(brokenRules(allowed)).toEqual({})
  })

  it('refuse a cycle of imports', () => {
    const files = {
      'schema/dsl/a.ts': "import { b } from './b'\n\nexport const a = () => b\n",
      'schema/dsl/b.ts': "import { a } from './a'\n\nexport const b = () => a\n",
    }
    expect(brokenRules(files)['schema/dsl/a.ts']).toContain('noImportCycles')
  })

  // The linter leaves out type imports.
  it('and the tools around them hold no circle of files, type imports included', () => {
    const folders = readdirSync('.', { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !/^(\.|node_modules$|dist$|release$)/.test(entry.name))
      .map(({ name }) => name)
    const graph = readImports(folders)
    expect(graph.size).toBeGreaterThan(500)
    expect(findCircle(graph)).toBeUndefined()
  })

  it('notice a circle of type imports', () => {
    const texts = new Map([
      ['a.ts', "import type { B } from './b/b'\n"],
      ['b/b.ts', "export type { C } from '../c'\n"],
      ['c.ts', "const load = () => import('./a')\n"],
    ])
    expect(findCircle(graphOf(texts))).toEqual(['a.ts', 'b/b.ts', 'c.ts', 'a.ts'])
  })
})

// What an object of a kind is called, and the only folders that may call it so. `events` is about every event of a tenant; an
// Action is run by a stream, and a stream runs an Action.
const NOUNS: readonly { readonly word: RegExp; readonly folders: readonly string[] }[] = [
  {
    word: /\bstreams?\b|event_?streams?/i,
    folders: [
      'provider/management/event-streams',
      'provider/management/events',
      'provider/resources/event-stream',
      'provider/resources/action',
    ],
  },
  {
    word: /\bActions?\b|auth0_action/,
    folders: [
      'provider/management/actions',
      'provider/management/event-streams',
      'provider/resources/action',
      'provider/resources/event-stream',
    ],
  },
]
const MEETING_AUTH0 = ['provider/framework', 'provider/protocol', 'provider/management', 'provider/resources']

/** The lines of the provider that speak of one kind of object, and are neither in its folder nor in a list that names all kinds. */
function strayLines(): readonly string[] {
  const paths = MEETING_AUTH0.flatMap((folder) => sources(folder)).filter((path) => !/\/(nouns|index)\.ts$/.test(path))
  return paths.flatMap((path) =>
    NOUNS.filter(({ folders }) => !folders.some((folder) => path.startsWith(`${folder}/`))).flatMap(({ word }) =>
      readFileSync(path, 'utf8')
        .split('\n')
        // The product's own name is that of its first noun.
        .map((line) => line.replace(/auth0[-_]event[-_]streams/gi, ''))
        .filter((line) => word.test(line))
        .map((line) => `${path}: ${line.trim()}`),
    ),
  )
}

describe('the provider', () => {
  it('speaks of a kind of object in its own folder alone', () => {
    expect(strayLines()).toEqual([])
  })
})
