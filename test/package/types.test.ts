import { readdirSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { COMPILERS, type Compiler, createProject, describeConsumer, type Project } from './project'

/** How a project's `tsconfig.json` finds and makes modules, and how the names of its sources end. */
interface Modules {
  readonly moduleResolution: string
  readonly module: string
  readonly endings: readonly string[]
  readonly ignoreDeprecations?: string
}

const NODE10 = [
  { moduleResolution: 'node10', module: 'commonjs', endings: ['ts'] },
  { moduleResolution: 'node10', module: 'es2022', endings: ['ts'] },
]
// What a source is made to is in its name.
const NODE16 = { moduleResolution: 'node16', module: 'node16', endings: ['cts', 'mts'] }
const BUNDLER = { moduleResolution: 'bundler', module: 'es2022', endings: ['ts'] }
const BUNDLER_COMMONJS = { moduleResolution: 'bundler', module: 'commonjs', endings: ['ts'] }
const BUNDLER_PRESERVE = { moduleResolution: 'bundler', module: 'preserve', endings: ['ts'] }

// Until 6.0 a bundler's resolution did not go with CommonJS; 6.0 warns of node10, and 7.0 has it no more.
const SETTINGS: Readonly<Record<Compiler, readonly Modules[]>> = {
  '5.4': [...NODE10, NODE16, BUNDLER, BUNDLER_PRESERVE],
  '5.9': [...NODE10, NODE16, BUNDLER, BUNDLER_PRESERVE],
  '6.0': [...NODE10.map((node10) => ({ ...node10, ignoreDeprecations: '6.0' })), NODE16, BUNDLER, BUNDLER_COMMONJS],
  '7.0': [NODE16, BUNDLER, BUNDLER_COMMONJS],
}

const ROWS = COMPILERS.flatMap((compiler) => SETTINGS[compiler].map((modules) => ({ compiler, ...modules })))

/** The type tests by name: those of the constructs for each framework, and those of the package as a whole. */
function typeTests(): Readonly<Record<string, string>> {
  function read(folder: string) {
    return readdirSync(join(__dirname, folder))
      .filter((name) => name.endsWith('.test-d.ts'))
      .map((name) => [name.replace('.test-d.ts', ''), readFileSync(join(__dirname, folder, name), 'utf8')] as const)
  }
  return Object.fromEntries([
    ...read('../constructs').flatMap(([name, text]) => [
      [`cdktf-${name}`, text],
      [`cdktn-${name}`, text.replaceAll('cdktf', 'cdktn')],
    ]),
    ...read('consumer'),
  ])
}

function settingsOf({ moduleResolution, module, endings, ignoreDeprecations }: Modules) {
  return {
    compilerOptions: {
      strict: true,
      target: 'es2022',
      types: ['node'],
      noEmit: true,
      moduleResolution,
      module,
      ...(ignoreDeprecations !== undefined && { ignoreDeprecations }),
      // All that the package declares is checked once by each compiler, and the frameworks with it, which takes longer than the rest.
      skipLibCheck: module !== 'node16',
    },
    include: endings.map((ending) => `tests/*.${ending}`),
  }
}

/** Runs tasks, as many at a time as there are processors. */
async function runAll(tasks: readonly (() => Promise<void>)[]): Promise<void> {
  const waiting = [...tasks]
  async function work() {
    for (let task = waiting.shift(); task !== undefined; task = waiting.shift()) await task()
  }
  await Promise.all(Array.from({ length: availableParallelism() }, work))
}

describeConsumer('the declarations of the packed package', () => {
  let project: Project
  const found = new Map<object, string>()

  beforeAll(async () => {
    project = await createProject('@types/node', 'cdktf', 'cdktn', 'constructs')
    for (const [name, text] of Object.entries(typeTests())) {
      for (const ending of ['ts', 'cts', 'mts']) project.write(`tests/${name}.${ending}`, text)
    }
    await runAll(
      ROWS.map((row) => async () => {
        found.set(row, await project.typecheck(row.compiler, settingsOf(row)))
      }),
    )
  }, 600_000)
  afterAll(() => project?.remove())

  it.each(ROWS)('hold with TypeScript $compiler, $moduleResolution and $module', (row) => {
    expect(found.get(row)).toBe('')
  })

  it.each(COMPILERS)('refuse a wrong mix with TypeScript %s', async (compiler) => {
    const program =
      "import { Destination } from 'auth0-event-streams'\n\nDestination.action({ endpoint: 'https://a' })\n"
    project.write('wrong/mix.ts', program)
    const settings = { ...settingsOf(BUNDLER), include: ['wrong'] }
    expect(await project.typecheck(compiler, settings)).toMatch(/^wrong\/mix\.ts\(3,22\): error TS\d+: .*'endpoint'/)
  })
})
