import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import manifest from '../../package.json'

type Kind = 'cjs' | 'mjs'

/** What a program of a user does with an entry, after `load` has brought the names; it prints what is expected of it. */
interface Use {
  readonly names: string
  readonly program: string
  readonly prints: string
  /** Where a module of one kind alone can load it. */
  readonly kinds?: readonly Kind[]
}

const FRAMEWORKS = ['cdktf', 'cdktn'] as const
type Framework = (typeof FRAMEWORKS)[number]

function stackOf(framework: Framework, rest: string): string {
  return `
const stack = new TerraformStack(Testing.stubVersion(Testing.app({ outdir: 'out' })), 'prod')
${rest}
console.log(Object.keys(JSON.parse(Testing.synth(stack)).resource ?? { none: 1 })[0])
// ${framework}`
}

function constructs(framework: Framework): Use {
  return {
    names: 'Auth0Provider, Destination, EventStream, EventType',
    program: stackOf(
      framework,
      `Auth0Provider.fromVariables(stack, 'Auth0')
const destination = Destination.eventBridge({ awsAccountId: '123456789012', awsRegion: 'us-east-1' })
new EventStream(stack, 'Users', { events: EventType.user.all, destination })`,
    ),
    prints: 'auth0_event_stream',
  }
}

const STREAM = `{ name: 'a', destinationType: 'action', subscriptions: ['user.created'] }`

/** A test runner's global expect, which tells whether it gets matchers. */
const WITH_EXPECT: Use = { names: '', program: '', prints: 'true', kinds: ['cjs'] }

function usesOf(framework: Framework): Readonly<Record<string, Use>> {
  return {
    [`./${framework}`]: constructs(framework),
    [`./${framework}/testing`]: {
      names: 'eventStreams, synthesize',
      program: `const stack = new TerraformStack(Testing.app({ outdir: 'out' }), 'prod')
console.log(JSON.stringify(eventStreams(synthesize(stack))))`,
      prints: '[]',
    },
    [`./${framework}/testing/jest`]: WITH_EXPECT,
    [`./${framework}/l1`]: {
      names: 'eventStream',
      program: stackOf(framework, `new eventStream.EventStream(stack, 'Users', ${STREAM})`),
      prints: 'auth0_event_stream',
    },
    [`./${framework}/l1/*`]: { names: '', program: '', prints: '' },
  }
}

const USES: Readonly<Record<string, Use>> = {
  '.': constructs('cdktf'),
  ...usesOf('cdktf'),
  ...usesOf('cdktn'),
  './management': {
    names: 'createManagementClient, isManagementError',
    program: `createManagementClient({ domain: 'http://127.0.0.1:9', credentials: { kind: 'token', token: 't' }, retry: { failureAttempts: 1 } })
  .eventStreams.get('est_1').catch((error) => console.log(isManagementError(error), error.kind))`,
    prints: 'true network',
  },
  './emulator': {
    names: 'startEmulator',
    program: `startEmulator().then(async (tenant) => {
  const answer = await fetch(tenant.domain + '/api/v2/event-streams', { headers: { authorization: 'Bearer ' + tenant.apiToken } })
  console.log(answer.status)
  await tenant.close()
})`,
    prints: '200',
  },
  './schema.json': {
    names: 'provider_schemas',
    program: 'console.log(...Object.keys(provider_schemas))',
    prints: 'registry.terraform.io/auth0-event-streams/auth0',
    kinds: ['cjs'],
  },
  './package.json': { names: 'name', program: 'console.log(name)', prints: 'auth0-event-streams', kinds: ['cjs'] },
}

/** Every entry by the specifier that a user writes, the generated classes each. */
const ENTRIES = Object.entries(USES).flatMap(([entry, use]): (readonly [string, Use])[] => {
  const framework = /^\.\/(cdkt[fn])\/l1\/\*$/.exec(entry)?.[1]
  return framework === undefined
    ? [[entry, use]]
    : classesOf(framework).map((name) => [entry.replace('*', name), classUse(name)])
})

function classesOf(framework: string): readonly string[] {
  const folder = join('dist', framework, 'l1')
  return readdirSync(folder, { withFileTypes: true }).flatMap((file) => (file.isDirectory() ? [file.name] : []))
}

function classUse(folder: string): Use {
  // CDK Terrain alone has a class for the functions of a provider.
  if (folder === 'provider-functions')
    return {
      names: 'Auth0ProviderFunctions',
      program: `console.log(typeof new Auth0ProviderFunctions('auth0').eventPattern('aws.partner/…', ['user.created']))`,
      prints: 'string',
    }
  const name =
    folder === 'provider'
      ? 'Auth0Provider'
      : folder.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())
  return {
    names: name,
    program: `console.log(typeof ${name}, typeof ${name}.tfResourceType)`,
    prints: 'function string',
  }
}

const IMPORT = {
  cjs: (names: string, from: string) => `const { ${names} } = require('${from}')`,
  mjs: (names: string, from: string) => (names === '' ? `import '${from}'` : `import { ${names} } from '${from}'`),
} as const

/** Those that import their runner are tried with it in test/constructs/testing. */
const WITH_RUNNER = FRAMEWORKS.flatMap((name) => [`./${name}/testing/jest-globals`, `./${name}/testing/vitest`])

const EXPECT = 'globalThis.expect = { extend: (matchers) => console.log(Object.keys(matchers).length > 0) }'

describe('an entry of the package, as it is built', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'entries-'))
    const modules = join(folder, 'node_modules')
    mkdirSync(modules)
    symlinkSync(resolve('.'), join(modules, 'auth0-event-streams'))
    for (const framework of FRAMEWORKS) symlinkSync(resolve('node_modules', framework), join(modules, framework))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it('is tried, whichever it is', () => {
    expect([...Object.keys(USES), ...WITH_RUNNER].sort()).toEqual(Object.keys(manifest.exports).sort())
  })

  const cases = ENTRIES.flatMap(([entry, use]) =>
    (use.kinds ?? (['cjs', 'mjs'] as const)).map((kind) => [entry, kind, use] as const),
  )

  it.each(cases)('does its work: %s (%s)', async (entry, kind, { names, program, prints }) => {
    const framework = /cdkt[fn]/.exec(entry)?.[0] ?? 'cdktf'
    const before = program.includes('TerraformStack') ? IMPORT[kind]('TerraformStack, Testing', framework) : EXPECT
    const own = IMPORT[kind](names, `auth0-event-streams${entry.slice(1)}`)
    expect(await run(`${entry.replaceAll(/\W/g, '-')}.${kind}`, `${before}\n${own}\n${program}`)).toBe(`${prints}\n`)
  })

  async function run(name: string, text: string): Promise<string> {
    const file = join(folder, name)
    writeFileSync(file, text)
    const { stdout } = await promisify(execFile)(process.execPath, [file], { cwd: folder })
    return stdout
  }
})
