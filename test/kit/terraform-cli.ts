import { type ChildProcess, spawn } from 'node:child_process'
import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, delimiter, dirname, join } from 'node:path'
import { INSTALL_UNDER_TEST, PROVIDER_FOLDER, PROVIDER_UNDER_TEST } from './provider-under-test'
import { readMessages, type TerraformChange, type TerraformDiagnostic } from './terraform-messages'

/** The address that the provider has of its own. */
export const OWN_SOURCE = 'auth0-event-streams/auth0'

/** What a workspace starts with. */
export interface WorkspaceOptions {
  /** Texts by file name, relative to the workspace. */
  readonly files?: Readonly<Record<string, string>>
  /** Added to the environment of every command. */
  readonly env?: Readonly<Record<string, string>>
  /** The provider's address in the configuration; default `auth0-event-streams/auth0`. */
  readonly source?: string
  /**
   * How Terraform finds the provider. `override` (the default) takes it from the build's folder, and needs no init.
   * `mirror` installs it with `auth0-event-streams install` into a mirror, the only place where init may look.
   */
  readonly provider?: 'override' | 'mirror'
  /** Further mirrors where init may look, for the providers of others. */
  readonly mirrors?: readonly string[]
}

/** How a command ended and what it said. */
export interface TerraformRun {
  /** Null when a signal ended it. */
  readonly exitCode: number | null
  readonly stdout: string
  readonly stderr: string
  /** From commands with JSON output: validate, plan, apply, destroy. Without the warning about overridden providers. */
  readonly diagnostics: readonly TerraformDiagnostic[]
  /** From plan, apply and destroy. */
  readonly changes: readonly TerraformChange[]
}

/** A command that is under way. */
interface RunningTerraform {
  readonly ended: Promise<TerraformRun>
  /** What Ctrl-C does in a terminal: SIGINT to Terraform and to its providers at once. */
  interrupt(): void
}

/** The state file. */
interface StateFile {
  /** As it is on disk; empty when there is none. */
  readonly text: string
  /** The attributes of each resource instance by address, such as `auth0_event_stream.users["a"]`. */
  readonly attributes: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

/** A folder with a configuration, and the real Terraform to run in it. */
export interface Workspace {
  readonly folder: string
  /** Temporary files of Terraform and its providers go here; empty when they have cleaned up. */
  readonly temporaryFolder: string
  /** The environment of every command. */
  readonly env: NodeJS.ProcessEnv
  /** Writes further files, or other texts into the same ones; null removes one. */
  write(files: Readonly<Record<string, string | null>>): void
  init(...args: readonly string[]): Promise<TerraformRun>
  validate(): Promise<TerraformRun>
  /** Exit code 0: nothing to do, 2: changes, 1: errors. */
  plan(...args: readonly string[]): Promise<TerraformRun>
  apply(...args: readonly string[]): Promise<TerraformRun>
  destroy(...args: readonly string[]): Promise<TerraformRun>
  import(address: string, id: string): Promise<TerraformRun>
  /** `terraform show -json` of the state, or of a saved plan. */
  show(planFile?: string): Promise<unknown>
  state(): StateFile
  /** Any command, its output as a person sees it, without colors. */
  run(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<TerraformRun>
  /** Starts a command without waiting for its end. */
  start(args: readonly string[], env?: Readonly<Record<string, string>>): RunningTerraform
  remove(): void
}

/** The path of `terraform`, or else of `tofu`; undefined when neither is on PATH. */
export function findTerraform(path = process.env['PATH'] ?? ''): string | undefined {
  const folders = path.split(delimiter).filter((folder) => folder !== '')
  const names = process.platform === 'win32' ? ['terraform.exe', 'tofu.exe'] : ['terraform', 'tofu']
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable)
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Makes a workspace. Throws when there is neither `terraform` nor `tofu`, or when the provider has not been built. */
export async function createWorkspace(options: WorkspaceOptions = {}): Promise<Workspace> {
  const terraform = findTerraform()
  if (terraform === undefined) throw new Error('There is no terraform and no tofu on PATH.')
  const root = mkdtempSync(join(tmpdir(), 'tf-'))
  function remove() {
    process.off('exit', remove)
    rmSync(root, { recursive: true, force: true })
  }
  process.once('exit', remove)
  const places = { folder: join(root, 'work'), home: join(root, 'home'), temporary: join(root, 'tmp') }
  for (const folder of Object.values(places)) mkdirSync(folder)
  const cliConfig = join(root, 'terraform.rc')
  writeFileSync(cliConfig, await providerInstallation(options, terraform, join(root, 'mirror')))
  const env = { ...commandEnvironment(places.home, places.temporary), TF_CLI_CONFIG_FILE: cliConfig, ...options.env }
  writeFiles(places.folder, options.files ?? {})
  return { ...openWorkspace(terraform, places.folder, env), temporaryFolder: places.temporary, env, remove }
}

const DIST = join(__dirname, '..', '..', 'dist')

async function providerInstallation(options: WorkspaceOptions, terraform: string, mirror: string): Promise<string> {
  const { source = OWN_SOURCE, provider = 'override', mirrors = [] } = options
  if (!existsSync(PROVIDER_UNDER_TEST)) throw new Error('Run "npm run build" first.')
  if (provider === 'override') {
    return `provider_installation {\n  dev_overrides {\n    "${source}" = ${JSON.stringify(PROVIDER_FOLDER)}\n  }\n}\n`
  }
  // OpenTofu takes an address without a host for one of its own registry.
  const address = basename(terraform).startsWith('tofu') ? `registry.opentofu.org/${source}` : source
  const install = [join(DIST, 'cli', 'main.js'), 'install', '--source', address, '--dir', mirror, ...INSTALL_UNDER_TEST]
  const { exitCode, stderr } = await spawnCommand(process.execPath, install, DIST, process.env).ended
  if (exitCode !== 0) throw new Error(`auth0-event-streams install failed: ${stderr}`)
  const places = [mirror, ...mirrors].map((path) => `  filesystem_mirror {\n    path = ${JSON.stringify(path)}\n  }\n`)
  return `provider_installation {\n${places.join('')}}\n`
}

/** The machine's environment without what would steer Terraform or the provider. */
function commandEnvironment(home: string, temporary: string): NodeJS.ProcessEnv {
  const neutral = Object.entries(process.env).filter(([name]) => !/^(TF_|AUTH0_)/.test(name))
  return {
    ...Object.fromEntries(neutral),
    HOME: home,
    APPDATA: home,
    TMPDIR: temporary,
    CHECKPOINT_DISABLE: '1',
    TF_IN_AUTOMATION: '1',
    TF_INPUT: '0',
    TF_CLI_ARGS: '-no-color',
  }
}

function openWorkspace(
  terraform: string,
  folder: string,
  env: NodeJS.ProcessEnv,
): Omit<Workspace, 'temporaryFolder' | 'env' | 'remove'> {
  const start: Workspace['start'] = (args, more) => spawnCommand(terraform, args, folder, { ...env, ...more })
  const run: Workspace['run'] = (args, more) => start(args, more).ended
  return {
    folder,
    start,
    run,
    write: (files) => writeFiles(folder, files),
    init: (...args) => run(['init', ...args]),
    validate: () => run(['validate', '-json']),
    plan: (...args) => run(['plan', '-json', '-detailed-exitcode', ...args]),
    apply: (...args) => run(['apply', '-json', '-auto-approve', ...args]),
    destroy: (...args) => run(['destroy', '-json', '-auto-approve', ...args]),
    import: (address, id) => run(['import', address, id]),
    show: async (planFile) => JSON.parse((await run(['show', '-json', ...(planFile ? [planFile] : [])])).stdout),
    state: () => readState(join(folder, 'terraform.tfstate')),
  }
}

function writeFiles(folder: string, files: Readonly<Record<string, string | null>>): void {
  for (const [name, text] of Object.entries(files)) {
    const file = join(folder, name)
    mkdirSync(dirname(file), { recursive: true })
    if (text === null) rmSync(file, { force: true })
    else writeFileSync(file, text)
  }
}

function spawnCommand(command: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): RunningTerraform {
  // A group of its own, so that an interrupt reaches what a terminal's Ctrl-C would reach, and nothing else.
  const child = spawn(command, [...args], { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  return { ended: collect(child), interrupt: () => void (child.pid && process.kill(-child.pid, 'SIGINT')) }
}

function collect(child: ChildProcess): Promise<TerraformRun> {
  const output = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      output[name] += text
    })
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (exitCode) => resolve({ exitCode, ...output, ...readMessages(output.stdout) }))
  })
}

interface RawState {
  readonly resources: readonly {
    /** `module.streams`; absent in the root module. */
    readonly module?: string
    readonly mode: string
    readonly type: string
    readonly name: string
    readonly instances: readonly {
      readonly index_key?: string | number
      readonly attributes: Record<string, unknown>
    }[]
  }[]
}

function readState(file: string): StateFile {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
  const { resources = [] }: Partial<RawState> = text === '' ? {} : JSON.parse(text)
  const entries = resources.flatMap(({ module, mode, type, name, instances }) =>
    instances.map(({ index_key, attributes }) => {
      const index = index_key === undefined ? '' : `[${JSON.stringify(index_key)}]`
      const path = module === undefined ? '' : `${module}.`
      return [`${path}${mode === 'data' ? 'data.' : ''}${type}.${name}${index}`, attributes] as const
    }),
  )
  return { text, attributes: Object.fromEntries(entries) }
}

/** A suite that needs Terraform. Without one it is skipped, and says so; with `CI=true` it fails instead. */
export function describeWithTerraform(name: string, suite: () => void): void {
  describe(name, findTerraform() === undefined ? () => declareMissing(name) : suite)
}

function declareMissing(name: string): void {
  const reason = `"${name}" needs terraform or tofu on PATH`
  const isFailure = process.env['CI'] === 'true'
  // Jest does not show skipped tests when it runs many files.
  if (!isFailure) process.stderr.write(`skipped: ${reason}\n`)
  ;(isFailure ? it : it.skip)(reason, () => {
    throw new Error(`${reason}. Without CI=true it would be skipped.`)
  })
}
