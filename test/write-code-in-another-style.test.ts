import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/** Runs the linter with the repository's settings over one file, and gives what it says. */
function lint(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'style-'))
  try {
    const settings = JSON.parse(readFileSync('.biome.json', 'utf8'))
    writeFileSync(join(folder, '.biome.json'), JSON.stringify({ ...settings, $schema: undefined, vcs: undefined }))
    cpSync('.biome', join(folder, '.biome'), { recursive: true })
    writeFileSync(join(folder, 'code.ts'), text)
    const args = ['lint', '--error-on-warnings', '--colors=off', 'code.ts']
    return spawnSync(resolve('node_modules/.bin/biome'), args, { cwd: folder, encoding: 'utf8' }).stderr
  } finally {
    rmSync(folder, { recursive: true })
  }
}

describe('the linter', () => {
  it.each([
    ['a function in a constant', 'export const f = (a: string) => a\n', 'useConsistentFunctionStyle'],
    [
      'a property of an interface that may change',
      'export interface A {\n  a: string\n}\n',
      'Declare the property as readonly',
    ],
    [
      'an optional one',
      'export interface A {\n  readonly b: string\n  a?: string\n}\n',
      'Declare the property as readonly',
    ],
    [
      'an array that a function may change',
      'export function f(a: string[]) {\n  return a\n}\n',
      'Declare the array as readonly',
    ],
    ['the same as a rest', 'export function f(...a: string[]) {\n  return a\n}\n', 'Declare the array as readonly'],
    [
      'a private property that is never assigned',
      'export class A {\n  private a = 1\n  b = () => this.a\n}\n',
      'useReadonly',
    ],
    ['the long form of an array', 'export type A = Array<string>\n', 'useConsistentArrayType'],
  ])('refuses %s', (_, text, rule) => {
    expect(lint(text)).toContain(rule)
  })

  it.each([
    ['a function', 'export function f(a: readonly string[], ...b: readonly string[]) {\n  return [a, b]\n}\n'],
    ['a function of a declared type', 'export const f: (a: string) => string = (a) => a\n'],
    ['a callback', 'export function f(a: readonly string[]) {\n  return a.map((b) => b)\n}\n'],
    ['an interface', 'export interface A {\n  readonly a: string\n  readonly b?: readonly string[]\n  c(): void\n}\n'],
    ['state as a type', 'export type A = { a: string }\n'],
  ])('lets pass %s', (_, text) => {
    expect(lint(text)).not.toMatch(/lint\/|plugin/)
  })
})
