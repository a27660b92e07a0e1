import { execFile } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { describeInstalled } from '../kit/describe-installed'

/** Where the compilers and frameworks are installed that a user's project would have. */
const CONSUMER = join(__dirname, 'consumer')
const MODULES = join(CONSUMER, 'node_modules')

/** The compilers that the declarations are for. */
export const COMPILERS = ['5.4', '5.9', '6.0', '7.0'] as const
export type Compiler = (typeof COMPILERS)[number]

/** A suite that tries the packed package in projects of users. */
export function describeConsumer(name: string, suite: () => void): void {
  describeInstalled(
    name,
    { isInstalled: existsSync(MODULES), remedy: 'the compilers are not installed: npm run install:consumer' },
    suite,
  )
}

/** A project of a user, in a folder of its own, with the packed package installed. */
export interface Project {
  /** Writes a file. */
  write(name: string, text: string): void
  /** Runs Node and gives what it prints. Rejects when it fails. */
  node(...args: readonly string[]): Promise<string>
  /** Type-checks with the settings of a `tsconfig.json`, and gives what the compiler has to say: nothing when all is right. */
  typecheck(compiler: Compiler, settings: object): Promise<string>
  remove(): void
}

/** The packages that come with another. */
const WITH: Readonly<Record<string, readonly string[]>> = { '@types/node': ['undici-types'] }

// The only one that the package has.
const DEPENDENCY = 'node-sqlite3-wasm'

/** Packs the package and has npm install it beside others, without a network. */
export async function createProject(...others: readonly string[]): Promise<Project> {
  const folder = mkdtempSync(join(tmpdir(), 'project-'))
  const packages = [...others, ...others.flatMap((name) => WITH[name] ?? []), DEPENDENCY]
  for (const name of packages) cpSync(join(MODULES, name), join(folder, 'node_modules', name), { recursive: true })
  const manifest = { private: true, dependencies: Object.fromEntries(packages.map((name) => [name, '*'])) }
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest))
  const tarball = await npm(resolve('.'), 'pack', '--silent', '--ignore-scripts', '--pack-destination', folder)
  await npm(folder, 'install', '--offline', '--no-package-lock', '--no-audit', '--no-fund', `./${tarball.trim()}`)
  return openProject(folder)
}

function openProject(folder: string): Project {
  let checks = 0
  return {
    write(name, text) {
      const file = join(folder, name)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, text)
    },
    node: (...args) => run(process.execPath, args, folder),
    async typecheck(compiler, settings) {
      checks += 1
      const tsconfig = `tsconfig.${checks}.json`
      writeFileSync(join(folder, tsconfig), JSON.stringify(settings))
      const tsc = join(MODULES, `typescript-${compiler}`, 'bin', 'tsc')
      return run(process.execPath, [tsc, '--project', tsconfig], folder).catch(
        ({ stdout, message }) => stdout || message,
      )
    },
    remove: () => rmSync(folder, { recursive: true }),
  }
}

function npm(cwd: string, ...args: readonly string[]): Promise<string> {
  return run('npm', args, cwd)
}

async function run(command: string, args: readonly string[], cwd: string): Promise<string> {
  const { stdout } = await promisify(execFile)(command, args, { cwd })
  return stdout
}
