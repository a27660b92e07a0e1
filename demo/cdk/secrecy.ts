import { readdirSync, readFileSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import { readPlanFile } from '../../test/terraform/configuration'
import { expectThat } from '../report'
import type { Project } from './project'

/** Throws if a secret is in a file of the project or in the output of the CLI. Returns a summary of the search. */
export function checkSecrets({ folder }: Project, secrets: readonly string[], printed: readonly string[]): string {
  function holdsSecret(text: string | Buffer) {
    return secrets.some((secret) => text.includes(secret))
  }
  const files = filesIn(folder)
  for (const place of ['.tfstate', 'cdk.tf.json']) {
    expectThat(
      files.some((file) => file.endsWith(place)),
      `a file ${place} to look in`,
      files.join('\n'),
    )
  }
  const plans = files.filter((file) => basename(file) === 'plan')
  expectThat(plans.length > 0, 'a saved plan to look in', files.join('\n'))
  const leaks = [
    ...files.filter((file) => holdsSecret(readFileSync(join(folder, file)))),
    // A plan is an archive, whose members are compressed.
    ...plans.filter((file) => Object.values(readPlanFile(join(folder, file))).some(holdsSecret)),
  ]
  expectThat(leaks.length === 0, 'no secret in any file', leaks.join('\n'))
  expectThat(!printed.some(holdsSecret), 'no secret in what the CLI printed', 'there is one')
  return `None in the state, in saved plans, in cdktf.out or in the output (${files.length} files).`
}

/** The files of the project. Its packages are a link and not included. */
function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true }).flatMap((entry) =>
    entry.isFile() ? [relative(folder, join(entry.parentPath, entry.name))] : [],
  )
}
