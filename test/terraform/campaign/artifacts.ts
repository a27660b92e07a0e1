import { readdirSync, readFileSync } from 'node:fs'
import { dirname, extname, join } from 'node:path'
import type { TerraformRun, Workspace } from '../../kit/terraform-cli'
import { STORED_SECRET, WRITTEN_SECRET } from './configured-stream'

/** A text that a run left behind. */
interface Artifact {
  readonly name: string
  readonly text: string
}

const ACCESS_TOKEN = /eyJ[\w-]{10,}\.eyJ[\w-]{10,}\./

/**
 * Where a run left a secret that does not belong there: in a file beside or below the workspace, or in what was printed.
 * Write-only secrets, access tokens and the client's secret belong nowhere, stored secrets to the configuration and the state.
 */
export function findSecrets(
  workspace: Pick<Workspace, 'folder'>,
  runs: readonly Pick<TerraformRun, 'stdout' | 'stderr'>[],
  clientSecret: string,
): string[] {
  const printed = runs.flatMap(({ stdout, stderr }): Artifact[] => [
    { name: 'stdout', text: stdout },
    { name: 'stderr', text: stderr },
  ])
  return [...printed, ...filesBelow(dirname(workspace.folder))].flatMap(({ name, text }) =>
    [
      ['write-only secret', WRITTEN_SECRET.test(text)] as const,
      ['access token', ACCESS_TOKEN.test(text)] as const,
      ['client secret', text.includes(clientSecret)] as const,
      ['stored secret', STORED_SECRET.test(text) && !mayHoldSecrets(name)] as const,
    ].flatMap(([what, isThere]) => (isThere ? [`a secret in the artifacts: a ${what} in ${name}`] : [])),
  )
}

function mayHoldSecrets(name: string): boolean {
  return extname(name) === '.tf' || name.includes('tfstate')
}

function filesBelow(folder: string): Artifact[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true }).flatMap((entry) => {
    if (!entry.isFile()) return []
    return [{ name: entry.name, text: readFileSync(join(entry.parentPath, entry.name), 'latin1') }]
  })
}
