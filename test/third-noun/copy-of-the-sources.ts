import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

/** What a provider is built, checked and documented from. */
const SOURCES = ['provider', 'schema', 'action-code', 'build', 'examples/hcl', 'docs']
const SETTINGS = ['package.json', 'tsconfig.json', '.biome.json', '.biome', '.gitignore']

/** A copy of the repository's sources, in a repository of its own. */
export interface Copy {
  readonly folder: string
  /** Runs a program in it, and gives what it printed. Throws with its whole output when it fails. */
  run(program: string, ...args: readonly string[]): string
  /** Puts the files of a folder, without their last extension, where they are in that folder. */
  add(folder: string): void
  /** Adds an import and an entry to the list `NOUNS` of a file. */
  list(file: string, line: { readonly import: string; readonly entry: string }): void
  remove(): void
}

/** Copies the sources into a temporary folder and commits them there. */
export function copySources(): Copy {
  const folder = mkdtempSync(join(tmpdir(), 'third-noun-'))
  for (const name of [...SOURCES, ...SETTINGS]) cpSync(name, join(folder, name), { recursive: true })
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'))
  function run(program: string, ...args: readonly string[]) {
    return runIn(folder, program, args)
  }
  writeFileSync(join(folder, 'tsconfig.rooms.json'), JSON.stringify(ROOMS))
  run('git', 'init', '--quiet')
  commit(run, 'Copy the sources')
  return {
    folder,
    run,
    add: (from) => addFiles(from, folder),
    list: (file, line) => addToList(join(folder, file), line),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

const ROOMS = {
  extends: './tsconfig.json',
  compilerOptions: { types: ['node'] },
  include: ['provider', 'schema', 'action-code'],
}

/** Commits all that is in a copy, and gives the files that the commit changed. */
export function commit(run: Copy['run'], subject: string): readonly string[] {
  run('git', 'add', '--all')
  run('git', '-c', 'user.name=test', '-c', 'user.email=test@example.com', 'commit', '--quiet', '--message', subject)
  return run('git', 'show', '--name-only', '--format=').trim().split('\n')
}

function runIn(folder: string, program: string, args: readonly string[]): string {
  try {
    return execFileSync(program, args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  } catch (thrown) {
    const { stdout, stderr } = thrown as { stdout?: string; stderr?: string }
    throw new Error(`${program} ${args.join(' ')} failed:\n${stdout}${stderr}`)
  }
}

function addFiles(from: string, folder: string): void {
  const entries = readdirSync(from, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  for (const { parentPath, name } of entries) {
    const source = join(parentPath, name)
    const target = join(folder, source.slice(from.length).replace(/\.txt$/, ''))
    mkdirSync(dirname(target), { recursive: true })
    cpSync(source, target)
  }
}

function addToList(file: string, line: { readonly import: string; readonly entry: string }): void {
  const text = readFileSync(file, 'utf8')
  const listed = text.replace(/(export const NOUNS\b[^=]*= [[{])/, `$1\n  ${line.entry},\n`)
  if (listed === text) throw new Error(`${file} has no list NOUNS`)
  writeFileSync(file, `${line.import}\n${listed}`)
}
