import { setTimeout } from 'node:timers/promises'
import type { Emulator } from '../emulator/index'
import { createWorkspace, type TerraformRun, type Workspace } from '../test/kit/terraform-cli'
import { type Example, readFiles } from './example'
import { type Done, expectThat, type Report } from './report'

/** Runs an example with the real Terraform from init to destroy, with a plan without changes after each apply. */
export async function runWithTerraform(example: Example, emulator: Emulator, report: Report): Promise<void> {
  const files = readFiles(example)
  const workspace = await createWorkspace({ provider: 'mirror', files, env: environment(example, emulator) })
  function terraform(...args: readonly string[]) {
    return () => runTerraform(workspace, args)
  }
  try {
    await report.step('init', terraform('init'))
    await report.step('validate', terraform('validate'))
    await report.step('plan', terraform('plan', '-detailed-exitcode'))
    await report.step('apply', terraform('apply', '-auto-approve'))
    await report.step('plan', planWithoutChanges(workspace))
    workspace.write({
      'main.tf': (files['main.tf'] ?? '').replace(JSON.stringify(example.name), JSON.stringify(example.newName)),
    })
    await report.step('update', terraform('apply', '-auto-approve'))
    await report.step('plan', planWithoutChanges(workspace))
    if (example.folder === 'action') await runAction(emulator, workspace, report)
    await importAgain(example, workspace, report)
    await report.step('destroy', terraform('destroy', '-auto-approve'))
    expectThat(emulator.tenant.eventStreams().length === 0, 'an empty tenant', 'a stream is left')
  } finally {
    workspace.remove()
  }
}

function environment(example: Example, emulator: Emulator): Record<string, string> {
  return {
    AUTH0_DOMAIN: emulator.domain,
    AUTH0_CLIENT_ID: emulator.clientId,
    AUTH0_CLIENT_SECRET: emulator.clientSecret,
    ...Object.fromEntries(Object.entries(example.variables).map(([name, value]) => [`TF_VAR_${name}`, value])),
  }
}

async function importAgain(example: Example, workspace: Workspace, report: Report): Promise<void> {
  const { attributes } = workspace.state()
  workspace.write({ 'terraform.tfstate': null, 'terraform.tfstate.backup': null })
  for (const address of [...(example.needs ?? []), example.address]) {
    const id = String(attributes[address]?.['id'])
    await report.step('import', () => runTerraform(workspace, ['import', address, id]))
  }
  // Auth0 never returns a secret, so the first apply after an import sends it once.
  if (!example.importIsComplete) await report.step('secret', () => runTerraform(workspace, ['apply', '-auto-approve']))
  await report.step('plan', planWithoutChanges(workspace))
}

/** Publishes an event in the tenant and reports the output of the Action that it runs. */
async function runAction({ tenant }: Emulator, workspace: Workspace, report: Report): Promise<void> {
  const id = String(workspace.state().attributes['auth0_action.handler']?.['id'])
  await report.step('event', async () => {
    tenant.publish({ type: 'user.created', object: { user_id: 'auth0|1' } })
    for (let waitedMs = 0; tenant.actionExecutions(id).length === 0 && waitedMs < LONGEST_WAIT_MS; waitedMs += 50)
      await setTimeout(50)
    const [execution] = tenant.actionExecutions(id)
    expectThat(execution?.logs === 'Received event: user.created\n', 'a run of the Action', JSON.stringify(execution))
    return { words: `The Action wrote: ${execution?.logs.trim()}`, value: undefined }
  })
}

/** A run takes about 0.2 s, on a busy machine much longer. */
const LONGEST_WAIT_MS = 20_000

function planWithoutChanges(workspace: Workspace) {
  return async (): Promise<Done<void>> => {
    const run = await workspace.run(['plan', '-detailed-exitcode'])
    expectThat(run.exitCode === 0, 'a plan without changes', outputOf(run))
    return { words: gist(run), value: undefined }
  }
}

async function runTerraform(workspace: Workspace, args: readonly string[]): Promise<Done<void>> {
  const run = await workspace.run(args)
  const wanted = args.includes('-detailed-exitcode') ? 2 : 0
  expectThat(run.exitCode === wanted, `exit code ${wanted} of terraform ${args.join(' ')}`, outputOf(run))
  return { words: gist(run), value: undefined }
}

function outputOf({ stdout, stderr }: TerraformRun): string {
  return `${stdout}\n${stderr}`.trim()
}

const GIST =
  /^(?:Plan: |No changes\.|Apply complete!|Destroy complete!|Success!|Import successful!|(?:Terraform|OpenTofu) has been successfully initialized!).*/gm

/** The last summary line of Terraform's output. */
function gist({ stdout }: TerraformRun): string {
  return stdout.match(GIST)?.at(-1) ?? stdout.trim()
}
