import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expectThat } from '../report'
import type { Project } from './project'

/** Throws when one of the secrets is in a file of the project, or in what the CLI printed. Says where it looked. */
export function checkSecrets({ folder }: Project, secrets: readonly string[], printed: readonly string[]): string {
  const holdsSecret = (text: string | Buffer) => secrets.some((secret) => text.includes(secret))
  const files = filesIn(folder)
  for (const place of ['.tfstate', 'cdk.tf.json']) {
    expectThat(
      files.some((file) => file.endsWith(place)),
      `a file ${place} to look in`,
      files.join('\n'),
    )
  }
  const leaks = files.filter((file) => holdsSecret(readFileSync(join(folder, file))))
  expectThat(leaks.length === 0, 'no secret in any file', leaks.join('\n'))
  expectThat(!printed.some(holdsSecret), 'no secret in what the CLI printed', 'there is one')
  return `None in the state, in cdktf.out or in the output (${files.length} files).`
}

/** The files of the project, its packages left out, which are a link. */
const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true }).flatMap((entry) =>
    entry.isFile() ? [relative(folder, join(entry.parentPath, entry.name))] : [],
  )
